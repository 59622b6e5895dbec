import { join } from 'node:path';
import { trainingPrompt } from '../../catalogue/index.js';
import { writeAtomic, writeJsonLines } from '../../core/index.js';
import { readPairs } from '../../pair-set/index.js';
import type { Stage } from '../../stage/index.js';
import { type AccMode, alignsCaptions, isAboutPairs, targetReport, targetRows } from '../../targets/index.js';
import { sharedParameters } from '../overlap.js';
import { portablePath } from '../portable.js';
import type { Experiment } from '../schema.js';
import { learnsFromClips, type Sources, trainingFingerprints, trainingFolders, trainingInputs } from '../sources.js';
import type { SplitPolicy } from '../split-policy.js';
import { trainingClips } from '../trained-clips.js';

/**
 * The training rows of one task in rows.jsonl; for ACC also targets.json with statistics of the targets.
 * @param acc how ACC targets are made
 */
export function targetsStage(
  task: string,
  experiment: Experiment,
  sources: Sources,
  { amount, acc = experiment.targets.acc }: { amount?: number | undefined; acc?: AccMode | undefined },
): Stage {
  const { prompts } = experiment.targets;
  const ofClips = learnsFromClips(task, experiment);
  const prompt = trainingPrompt(task, prompts);
  const { shared } = sources;
  const policy: SplitPolicy = shared ? 'overlapping' : 'clean';
  const own = [acc === experiment.targets.acc ? [] : acc, policy === experiment.split ? [] : policy].flat();
  return {
    name: `targets ${task}${inBrackets(own)}`,
    kind: 'targets',
    version: 3,
    parameters: {
      prompt: { [task]: prompt },
      ...(isAboutPairs(task) ? {} : { from: ofClips ? 'captions' : 'bases' }),
      ...(alignsCaptions(task) ? { acc } : {}),
      folder: trainingFingerprints(task, experiment, sources),
      ...(shared && ofClips ? { shared: sharedParameters(experiment, sources) } : {}),
    },
    inputs: trainingInputs(task, experiment, sources),
    cores: 1,
    work: { speed: 'making targets', unit: 'rows', amount },
    async run({ folder, inputs, note }) {
      const folders = trainingFolders(inputs, sources);
      const pairs = ofClips ? [] : await readPairs(sources.pairs?.folder ?? inputs.editing!, 'train');
      const clips = ofClips ? await trainingClips(folders.corpus ?? inputs.world!, experiment, sources) : undefined;
      const rows = targetRows(task, { pairs, clips }, { acc, prompt }).map((row) => ({
        ...row,
        audios: row.audios.map((path) => portablePath(path, folders)),
      }));
      await writeJsonLines(join(folder, 'rows.jsonl'), rows);
      if (alignsCaptions(task))
        await writeAtomic(join(folder, 'targets.json'), `${JSON.stringify(targetReport(pairs, acc), null, 1)}\n`);
      note({ rows: rows.length });
    },
  };
}

function inBrackets(words: readonly string[]): string {
  return words.length === 0 ? '' : ` (${words.join(', ')})`;
}
