import { join } from 'node:path';
import { readJsonLines, writeAtomic } from '../../core/index.js';
import { leakageOfItems, leakageReport } from '../../pair-set/index.js';
import type { Stage } from '../../stage/index.js';
import { type AnsweredItem, captionClips, type PlannedSet } from '../evaluation/index.js';
import { sharedParameters } from '../overlap.js';
import { withLocatedAudios } from '../portable.js';
import type { Experiment } from '../schema.js';
import { type Sources, trainingFolders } from '../sources.js';
import { leakageName } from '../split-policy.js';
import { trainedClips } from '../trained-clips.js';

/** What evaluation shares with the training of overlapping arms, which is asked for and no error. */
export function leakageStage(
  experiment: Experiment,
  questions: Stage,
  sets: readonly PlannedSet[],
  sources: { clean: Sources; overlapping: Sources },
): Stage {
  const { clean, overlapping } = sources;
  const { world, corpus } = overlapping;
  return {
    name: leakageName,
    kind: 'leakage',
    version: 1,
    parameters: { ac: experiment.targets.ac.value, shared: sharedParameters(experiment, overlapping) },
    inputs: { pairs: overlapping.editing, questions, editing: clean.editing, ...(world ? { world } : {}) },
    cores: 1,
    work: { speed: 'comparing training with evaluation', unit: 'questions', amount: questions.work.amount },
    async run({ folder, inputs, note }) {
      const folders = trainingFolders(inputs, overlapping);
      const items = await readJsonLines<AnsweredItem>(join(inputs.questions!, 'evaluation.jsonl'));
      const located = items.map((item) => withLocatedAudios(item, folders));
      const evaluated = sets.map((set) => ({ ...set, items: located.filter((item) => item.set === set.name) }));
      const trained = await trainedClips(
        experiment,
        { pairs: inputs.pairs!, corpus: corpus?.folder ?? inputs.world! },
        overlapping,
      );
      const report = leakageReport(trained, await leakageOfItems(captionClips(evaluated)));
      await writeAtomic(join(folder, 'leakage.json'), `${JSON.stringify(report, null, 1)}\n`);
      note({ clips: report.ids.length, files: report.hashes.length });
    },
  };
}
