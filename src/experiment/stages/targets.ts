import { join } from 'node:path';
import { type TrainingRow, writeAtomic, writeJsonLines } from '../../core/index.js';
import { type BaseClip, readCorpus } from '../../corpus/index.js';
import { readPairs } from '../../pair-set/index.js';
import type { Stage } from '../../stage/index.js';
import { acCaptionRows, accRow, acRows, adcRow, prompts, targetReport } from '../../targets/index.js';
import { portablePath } from '../portable.js';
import type { Experiment } from '../schema.js';
import type { Sources } from './questions.js';

/** Training rows of the three tasks, a file each, and the report on the ACC targets. */
export function targetsStage(experiment: Experiment, sources: Sources): Stage {
  const { targets } = experiment;
  const ofCaptions = targets.ac.value === 'captions';
  return {
    name: 'targets',
    kind: 'targets',
    version: 1,
    parameters: {
      ...targets,
      ac: targets.ac.value,
      ...(sources.pairs ? { pairs: sources.pairs.fingerprint } : {}),
      ...(ofCaptions && sources.corpus ? { corpus: sources.corpus.fingerprint } : {}),
    },
    inputs: trainingInputs(experiment, sources),
    cores: 1,
    expectedSeconds: 1,
    async run({ folder, inputs, note }) {
      const folders = trainingFolders(inputs, sources);
      const pairs = await readPairs(sources.pairs?.folder ?? inputs.editing!, 'train');
      const asked = prompts[targets.prompts];
      const rows: Record<string, TrainingRow[]> = {
        AC: ofCaptions
          ? acCaptionRows(await trainingClips(folders.corpus ?? inputs.world!), asked)
          : acRows(pairs, asked),
        ADC: pairs.map((pair) => adcRow(pair, asked)),
        ACC: pairs.flatMap((pair) => accRow(pair, targets.acc, asked) ?? []),
      };
      for (const [task, all] of Object.entries(rows)) {
        const portable = all.map((row) => ({ ...row, audios: row.audios.map((path) => portablePath(path, folders)) }));
        await writeJsonLines(join(folder, `${task}.jsonl`), portable);
        note({ [task]: all.length });
      }
      await writeAtomic(join(folder, 'targets.json'), `${JSON.stringify(targetReport(pairs, targets.acc), null, 1)}\n`);
    },
  };
}

/** The stages that hold training audio. */
export function trainingInputs({ targets }: Experiment, { editing, world, corpus }: Sources): Record<string, Stage> {
  return { editing, ...(targets.ac.value === 'captions' && !corpus && world ? { world } : {}) };
}

/** Every folder with training audio, by the name that portable paths begin with. */
export function trainingFolders(inputs: Record<string, string>, { corpus, pairs }: Sources): Record<string, string> {
  return { ...inputs, ...(pairs ? { pairs: pairs.clipsFolder } : {}), ...(corpus ? { corpus: corpus.folder } : {}) };
}

async function trainingClips(folder: string): Promise<BaseClip[]> {
  return (await readCorpus(folder, { audio: false })).bases.filter(({ split }) => split === 'train');
}
