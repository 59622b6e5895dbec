import { join } from 'node:path';
import { type TrainingRow, writeAtomic, writeJsonLines } from '../../core/index.js';
import { readPairs } from '../../pair-set/index.js';
import type { Stage } from '../../stage/index.js';
import { accRow, acRows, adcRow, prompts, targetReport } from '../../targets/index.js';
import { portablePath } from '../portable.js';
import type { Experiment } from '../schema.js';

/** Training rows of the three tasks, a file each, and the report on the ACC targets. */
export function targetsStage({ targets }: Experiment, editing: Stage): Stage {
  return {
    name: 'targets',
    kind: 'targets',
    version: 1,
    parameters: targets,
    inputs: { editing },
    cores: 1,
    expectedSeconds: 1,
    async run({ folder, inputs, note }) {
      const pairs = await readPairs(inputs.editing!, 'train');
      const asked = prompts[targets.prompts];
      const rows: Record<string, TrainingRow[]> = {
        AC: acRows(pairs, asked),
        ADC: pairs.map((pair) => adcRow(pair, asked)),
        ACC: pairs.flatMap((pair) => accRow(pair, targets.acc, asked) ?? []),
      };
      for (const [task, all] of Object.entries(rows)) {
        const portable = all.map((row) => ({ ...row, audios: row.audios.map((path) => portablePath(path, inputs)) }));
        await writeJsonLines(join(folder, `${task}.jsonl`), portable);
        note({ [task]: all.length });
      }
      await writeAtomic(join(folder, 'targets.json'), `${JSON.stringify(targetReport(pairs, targets.acc), null, 1)}\n`);
    },
  };
}
