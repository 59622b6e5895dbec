import { join } from 'node:path';
import { writeAtomic, writeJsonLines } from '../../core/index.js';
import { readCorpus } from '../../corpus/index.js';
import { checkLeakage, leakageOfItems, leakageOfPairs, readPairs, readRecipes } from '../../pair-set/index.js';
import type { Stage } from '../../stage/index.js';
import { evaluationItems } from '../evaluation-items.js';
import { portablePath } from '../portable.js';
import type { Experiment } from '../schema.js';

/** Where the experiment's clips come from. */
export interface Sources {
  editing: Stage;
  world?: Stage;
  /** the user's folders, where they take the place of the world */
  corpus?: { folder: string; fingerprint: string };
  evaluation?: { folder: string; fingerprint: string };
}

/** The questions that every model is asked; refuses an evaluation that training has seen. */
export function questionsStage(experiment: Experiment, sources: Sources): Stage {
  const { targets, pairs: split, evaluate, tasks } = experiment;
  const external = Object.fromEntries(
    Object.entries({ corpus: sources.corpus, evaluation: sources.evaluation }).flatMap(([name, given]) =>
      given ? [[name, given.fingerprint]] : [],
    ),
  );
  return {
    name: 'questions',
    kind: 'questions',
    version: 1,
    parameters: { targets, split, evaluate, tasks, external },
    inputs: { editing: sources.editing, ...(sources.world ? { world: sources.world } : {}) },
    cores: 1,
    expectedSeconds: 3,
    async run({ folder, inputs, note }) {
      const folders = { ...inputs, ...(sources.evaluation ? { evaluation: sources.evaluation.folder } : {}) };
      const corpus = await readCorpus(sources.corpus?.folder ?? inputs.world!);
      const { items, captions } = await evaluationItems(experiment, { folders, corpus });
      const trained = leakageOfPairs(await readPairs(inputs.editing!, 'train'), await readRecipes(inputs.editing!));
      const leakage = checkLeakage(trained, await leakageOfItems(captions));
      const portable = items.map((item) => ({
        ...item,
        audios: item.audios.map((path) => portablePath(path, folders)),
      }));
      await writeJsonLines(join(folder, 'evaluation.jsonl'), portable);
      await writeAtomic(join(folder, 'leakage.json'), `${JSON.stringify(leakage, null, 1)}\n`);
      note({ questions: items.length });
    },
  };
}
