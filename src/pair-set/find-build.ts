import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { readText } from '../core/index.js';
import type { BuildReport, BuildRequest } from './build-report.js';
import type { FilterReport } from './filter/index.js';

/** The build that a set comes from, with the set's own counts. */
export interface FoundBuild {
  /** the folder of the build, with the clips */
  folder: string;
  request: BuildRequest;
  triples: number;
  pairs: number;
  clips: number;
}

/** The build of a finished set: its own, or that of the set from which it was filtered; undefined if there is none. */
export async function findBuild(folder: string): Promise<FoundBuild | undefined> {
  const [built, filtered] = [join(folder, 'build.json'), join(folder, 'filter.json')];
  if (existsSync(built)) {
    const { request, triples, pairs, clips } = JSON.parse(await readText(built)) as BuildReport;
    return { folder, request, triples, pairs, clips };
  }
  if (!existsSync(filtered)) return undefined;
  const { request, triples, pairs, clips } = JSON.parse(await readText(filtered)) as FilterReport;
  const set = await findBuild(resolve(folder, request.set.folder));
  return set && { ...set, triples: triples.kept, pairs: pairs.kept, clips };
}
