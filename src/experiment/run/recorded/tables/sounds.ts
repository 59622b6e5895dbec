import { jsonLines } from '../../../../core/index.js';
import { stagesOfKind } from '../contents.js';
import { type CrateTable, parsedLines } from './table.js';

/** The file of a world's folder that has the hashes of its sounds, in place of the sounds. */
export const soundsFile: string = 'sounds.jsonl';

interface Line {
  path: string;
  sha256: string;
}

/** The hashes of the clips of the world, to compare clips with that are synthesised again. */
export const soundsTable: CrateTable = {
  file: soundsFile,
  description:
    'The first 16 hex digits of the SHA-256 of each clip of the synthetic world that one of the other files names',
  write: (run) => {
    const lines = stagesOfKind(run, 'world').flatMap(({ sounds = {} }) =>
      Object.entries(sounds).map(([path, sha256]): Line => ({ path, sha256 })),
    );
    return lines.length === 0 ? undefined : jsonLines(lines);
  },
  read: (text, run) => {
    for (const stage of stagesOfKind(run, 'world')) stage.sounds = soundHashes(text);
  },
};

export function soundHashes(text: string): Record<string, string> {
  return Object.fromEntries(parsedLines<Line>(text).map(({ path, sha256 }) => [path, sha256]));
}
