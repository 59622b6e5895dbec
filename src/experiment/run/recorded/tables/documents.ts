import { jsonLines } from '../../../../core/index.js';
import { stagesOfKind } from '../contents.js';
import { type CrateTable, parsedLines } from './table.js';

interface Line {
  /** folder of the stage */
  folder: string;
  /** spaces per level of the file, for the same bytes */
  indent: number;
  value: unknown;
}

/** A JSON file that several stages have, one line each. */
export function documentTable(kinds: readonly string[], path: string, description: string): CrateTable {
  return {
    file: `${path}l`,
    description,
    write: (run) => {
      const lines = stagesOfKind(run, ...kinds).flatMap(({ folder, files }) => {
        const text = files[path];
        return text === undefined ? [] : [{ folder, indent: indentOf(text), value: JSON.parse(text) as unknown }];
      });
      return lines.length === 0 ? undefined : jsonLines(lines);
    },
    read: (text, run) => {
      const byFolder = new Map(run.stages.map((stage) => [stage.folder, stage]));
      for (const { folder, indent, value } of parsedLines<Line>(text))
        byFolder.get(folder)!.files[path] = `${JSON.stringify(value, null, indent)}\n`;
    },
  };
}

function indentOf(text: string): number {
  return /^[[{]\n( *)/.exec(text)?.[1]?.length ?? 0;
}
