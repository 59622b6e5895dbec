import { join } from 'node:path';
import { kitRoot, readText } from '../core/index.js';

/** The script of the playgrounds for the book, which `npm run build:page` bundles from `page.js`. */
export function pageScript(): Promise<string> {
  return readText(join(kitRoot(), 'src/playground/page.bundle.js'));
}
