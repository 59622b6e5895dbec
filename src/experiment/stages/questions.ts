import { join } from 'node:path';
import { writeAtomic, writeJsonLines } from '../../core/index.js';
import { readCorpus } from '../../corpus/index.js';
import { checkLeakage, leakageOfItems } from '../../pair-set/index.js';
import type { Json, Stage } from '../../stage/index.js';
import { captionClips, makeSets, type PlannedSet } from '../evaluation/index.js';
import { questionParameters } from '../keys.js';
import { portablePath } from '../portable.js';
import type { Experiment } from '../schema.js';
import type { Sources } from '../sources.js';
import { trainedClips } from '../trained-clips.js';

/** The questions that every model answers; clips shared by evaluation and the training of clean arms are an error. */
export function questionsStage(
  experiment: Experiment,
  sources: Sources,
  planned: readonly PlannedSet[],
  amount?: number,
): Stage {
  const { targets, evaluationPairs } = experiment;
  const { editing, world, corpus, evaluation, pairs } = sources;
  const folders = Object.entries({ corpus, evaluation, pairs }).flatMap(([name, given]) =>
    given ? [[name, given.fingerprint]] : [],
  );
  return {
    name: 'questions',
    kind: 'questions',
    version: 3,
    parameters: {
      set: questionParameters(planned),
      order: planned.map(({ name }) => name),
      acc: targets.acc,
      ac: targets.ac.value,
      split: evaluationPairs,
      folder: Object.fromEntries(folders) as Json,
    },
    inputs: { editing, ...(world ? { world } : {}) },
    cores: 1,
    work: { speed: 'making questions', unit: 'questions', amount },
    async run({ folder, inputs, note, progress }) {
      const folders = { ...inputs, ...(evaluation ? { evaluation: evaluation.folder } : {}) };
      const clips = await readCorpus(corpus?.folder ?? inputs.world!);
      const sets = await makeSets(planned, experiment, { folders, corpus: clips });
      const trained = await trainedClips(
        experiment,
        { pairs: pairs?.folder ?? inputs.editing!, corpus: clips.folder },
        sources,
      );
      const leakage = checkLeakage(trained, await leakageOfItems(captionClips(sets)));
      const items = sets.flatMap(({ name, kind, synthetic, items }) =>
        items.map((item) => ({
          ...item,
          ...{ set: name, kind, synthetic },
          audios: item.audios.map((path) => portablePath(path, folders)),
        })),
      );
      await writeJsonLines(join(folder, 'evaluation.jsonl'), items);
      await writeAtomic(join(folder, 'leakage.json'), `${JSON.stringify(leakage, null, 1)}\n`);
      note({ questions: items.length });
      progress({ done: items.length, total: items.length });
    },
  };
}
