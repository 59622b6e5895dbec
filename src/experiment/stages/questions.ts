import { join } from 'node:path';
import { writeAtomic, writeJsonLines } from '../../core/index.js';
import { readCorpus } from '../../corpus/index.js';
import { checkLeakage, leakageOfItems } from '../../pair-set/index.js';
import type { Stage } from '../../stage/index.js';
import { evaluationItems } from '../evaluation-items.js';
import { portablePath } from '../portable.js';
import type { Experiment } from '../schema.js';
import { trainedClips } from '../trained-clips.js';
import type { TrainingPairs } from '../training-pairs.js';

/** Where the experiment's clips come from. */
export interface Sources {
  editing: Stage;
  world?: Stage;
  /** the user's folders, where they take the place of the world */
  corpus?: { folder: string; fingerprint: string };
  evaluation?: { folder: string; fingerprint: string };
  /** a built set whose pairs take the place of those of `editing` in training */
  pairs?: TrainingPairs;
}

/** The questions that every model is asked; refuses an evaluation that training has seen. */
export function questionsStage(experiment: Experiment, sources: Sources): Stage {
  const { targets, evaluationPairs: split, evaluate, tasks } = experiment;
  const external = Object.fromEntries(
    Object.entries({ corpus: sources.corpus, evaluation: sources.evaluation, pairs: sources.pairs }).flatMap(
      ([name, given]) => (given ? [[name, given.fingerprint]] : []),
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
      const trained = await trainedClips(experiment, {
        pairs: sources.pairs?.folder ?? inputs.editing!,
        corpus: corpus.folder,
      });
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
