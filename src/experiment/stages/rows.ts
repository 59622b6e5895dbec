import { join } from 'node:path';
import { writeAtomic, writeJsonLines } from '../../core/index.js';
import { readCorpus } from '../../corpus/index.js';
import { checkLeakage, leakageOfItems, leakageOfPairs, readPairs, readRecipes } from '../../editing/index.js';
import type { Stage } from '../../stage/index.js';
import { accRow, acRows, adcRow, prompts, targetReport } from '../../targets/index.js';
import type { TrainingRow } from '../../trainer/index.js';
import { evaluationItems } from '../evaluation-items.js';
import { portablePath } from '../portable.js';
import type { Experiment } from '../schema.js';

/** Where the experiment's clips come from; see `sources` in stages.ts. */
export interface RowSources {
  editing: Stage;
  world?: Stage;
  /** the user's folders, where they take the place of the world */
  corpus?: { folder: string; fingerprint: string };
  evaluation?: { folder: string; fingerprint: string };
}

/** Training rows of the three tasks and the questions of the evaluation; refuses an evaluation that training has seen. */
export function rowsStage(experiment: Experiment, sources: RowSources): Stage {
  const { targets, pairs: split, evaluate, tasks } = experiment;
  const external = Object.fromEntries(
    Object.entries({ corpus: sources.corpus, evaluation: sources.evaluation }).flatMap(([name, given]) =>
      given ? [[name, given.fingerprint]] : [],
    ),
  );
  return {
    name: 'targets and questions',
    kind: 'rows',
    version: 1,
    parameters: { targets, split, evaluate, tasks, external },
    inputs: { editing: sources.editing, ...(sources.world ? { world: sources.world } : {}) },
    cores: 1,
    expectedSeconds: 3,
    async run({ folder, inputs, note }) {
      const folders = { ...inputs, ...(sources.evaluation ? { evaluation: sources.evaluation.folder } : {}) };
      const editing = inputs.editing!;
      const asked = prompts[targets.prompts];
      const pairs = await readPairs(editing, 'train');
      const corpus = await readCorpus(sources.corpus?.folder ?? inputs.world!);
      const { items, captions } = await evaluationItems({ ...experiment, folders, synthetic: corpus.synthetic });

      const leakage = checkLeakage(leakageOfPairs(pairs, await readRecipes(editing)), await leakageOfItems(captions));
      const portable = (row: TrainingRow): TrainingRow => ({
        ...row,
        audios: row.audios.map((path) => portablePath(path, folders)),
      });
      const rows = {
        AC: acRows(pairs, asked),
        ADC: pairs.map((pair) => adcRow(pair, asked)),
        ACC: pairs.flatMap((pair) => accRow(pair, targets.acc, asked) ?? []),
      };
      for (const [task, all] of Object.entries(rows))
        await writeJsonLines(join(folder, `${task}.jsonl`), all.map(portable));
      await writeJsonLines(
        join(folder, 'evaluation.jsonl'),
        items.map((item) => ({ ...item, audios: item.audios.map((path) => portablePath(path, folders)) })),
      );
      await writeAtomic(join(folder, 'targets.json'), `${JSON.stringify(targetReport(pairs, targets.acc), null, 1)}\n`);
      await writeAtomic(join(folder, 'leakage.json'), `${JSON.stringify(leakage, null, 1)}\n`);
      note({ AC: rows.AC.length, ADC: rows.ADC.length, ACC: rows.ACC.length, evaluation: items.length });
    },
  };
}
