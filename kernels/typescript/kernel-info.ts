import { createRequire } from 'node:module';
import { kitFolder } from './kit-folder.js';
import { type Content, protocolVersion } from './wire.js';

/**
 * The content of kernel_info_reply. `codemirror_mode` is a string: strict clients reject tslab's object. The language version is that of the
 * TypeScript that checks the cells.
 */
export function kernelInfo(): Content {
  const require = createRequire(import.meta.url);
  const versionIn = (folder: string): string => require(`${folder}/package.json`).version;
  return {
    status: 'ok',
    protocol_version: protocolVersion,
    implementation: 'acc-kit',
    implementation_version: versionIn(kitFolder()),
    language_info: {
      name: 'typescript',
      version: versionIn('typescript'),
      mimetype: 'text/x-typescript',
      file_extension: '.ts',
      pygments_lexer: 'typescript',
      codemirror_mode: 'typescript',
      nbconvert_exporter: 'script',
    },
    banner: `TypeScript (acc-kit) on Node.js ${process.versions.node}, Jupyter protocol ${protocolVersion}`,
    debugger: false,
    help_links: [{ text: 'TypeScript', url: 'https://www.typescriptlang.org/docs/' }],
    supported_features: [],
  };
}
