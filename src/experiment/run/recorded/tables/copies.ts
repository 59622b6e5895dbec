import { stagesOfKind } from '../contents.js';
import type { CrateTable } from './table.js';

/** An output of one stage, unchanged. @param place of the stage among those of its kind */
export function copyTable(kind: string, path: string, description: string, place = 0): CrateTable {
  return {
    file: place === 0 ? path : path.replace('.', `-${place + 1}.`),
    description,
    write: (run) => stagesOfKind(run, kind)[place]?.files[path],
    read: (text, run) => {
      stagesOfKind(run, kind)[place]!.files[path] = text;
    },
  };
}

/** The same for a kind of which a run can have two stages: pairs for training beside those for evaluation. */
export function copyTables(kind: string, path: string, description: string): CrateTable[] {
  return [0, 1].map((place) => copyTable(kind, path, description, place));
}
