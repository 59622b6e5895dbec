import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, rename, rm } from 'node:fs/promises';
import { basename, join, relative } from 'node:path';
import {
  AccError,
  fileError,
  lockFolder,
  type ProgressLine,
  progressLine,
  readText,
  sha256,
  writeAtomic,
} from '../../../core/index.js';
import { worldClips, worldSizes } from '../../../corpus/index.js';
import { presets } from '../../../editing/index.js';
import { hashOutputs, readAnyRecord, type Stage, type StageRecord, stageKey } from '../../../stage/index.js';
import type { Experiment } from '../../schema.js';
import { editingName } from '../../split-policy.js';
import { experimentStages } from '../../stages/index.js';
import type { RunEntry } from '../history.js';
import { publishedOutputs } from './published-record.js';
import { soundHashes, soundsFile } from './tables/index.js';

/** The parts of a recorded run that are not in its file, but are made again with the same bytes when they are asked for. */
export interface MadeAgain {
  /** makes nothing: recordings are where they were, or nowhere. @throws AccError 'experiment/not-recorded' */
  corpus(): void;
  /** a clip of the world, or of the editing pairs. @throws AccError 'experiment/not-recorded' */
  sound(file: string): Promise<void>;
  /** all editing pairs of a stage with recipes and clips. @throws AccError 'experiment/not-recorded' */
  pairs(stage: string): Promise<void>;
}

/** @param run its name, for messages @param root the folder into which it was unpacked */
export function madeAgain(run: string, root: string, { experiment, stages }: RunEntry): MadeAgain {
  const refuse = (what: string, why: string): never => notRecorded(run, what, why);
  const refuseUnknown = (what: string): void => {
    const unknown = unknownSource(experiment);
    if (unknown !== undefined) refuse(what, `this version of the kit has no ${unknown}`);
  };
  const folderOf = (stage: string): string | undefined => stages[stage] && join(root, stages[stage].folder);
  const world = folderOf('world');
  let maker: Promise<ClipMaker> | undefined;
  const makeClip = async (file: string): Promise<void> => {
    if (existsSync(file)) return;
    if (world === undefined) return refuse(basename(file), 'it is a recording');
    refuseUnknown(basename(file));
    maker ??= clipMaker(world, experiment);
    await (await maker).make(relative(world, file), refuse);
  };
  const made: MadeAgain = {
    corpus: () => {
      if (world === undefined && !existsSync(experiment.corpus)) refuse('its corpus', 'it consists of recordings');
    },
    sound: async (file) => {
      const editing = Object.keys(stages).find((stage) => file.startsWith(join(folderOf(stage)!, 'clips', '/')));
      if (editing === undefined) return makeClip(file);
      await made.pairs(editing);
      if (!existsSync(file)) refuse(basename(file), 'the run has no such clip');
    },
    pairs: async (name) => {
      const folder = folderOf(name);
      if (folder === undefined || world === undefined) return refuse('its pairs', 'they are made of recordings');
      if (existsSync(join(folder, 'pairs.jsonl'))) return;
      if (name !== editingName('clean')) return refuse('its pairs', 'they share clips with evaluation');
      refuseUnknown('its pairs');
      const { editing } = await experimentStages(experiment, { planning: true });
      if (stageKey(editing) !== stages[name]!.key) return refuse('its pairs', 'this version of the kit makes others');
      const line = progressLine(`making the sounds of "${run}" again`);
      try {
        maker ??= clipMaker(world, experiment);
        const { sources } = await maker;
        for (const [done, path] of sources.entries()) {
          line.show({ done, total: sources.length, note: 'recordings' });
          await makeClip(join(world, path));
        }
        const other = (): never => refuse('its pairs', 'this machine makes other bytes');
        await runInto(folder, editing, { corpus: world }, line, other);
      } finally {
        line.end();
      }
    },
  };
  return made;
}

/** What the clips and pairs of a finished experiment are made by, where the kit does not have it: see `finishedExperiment`. */
function unknownSource({ world, pairs }: Experiment): string | undefined {
  if (!(world in worldSizes)) return `world "${world}"`;
  return 'preset' in pairs && !(pairs.preset in presets) ? `preset "${pairs.preset}"` : undefined;
}

interface ClipMaker {
  /** paths of the base clips and events */
  sources: string[];
  make(path: string, refuse: (what: string, why: string) => never): Promise<void>;
}

/** Renders single clips of the world; their hashes must be the recorded ones. */
async function clipMaker(world: string, experiment: Experiment): Promise<ClipMaker> {
  const render = worldClips(experiment.seed, worldSizes[experiment.world]);
  const hashes = soundHashes(await readText(join(world, soundsFile)));
  return {
    sources: Object.keys(hashes).filter((path) => /^(bases|events)\//.test(path)),
    make: async (path, refuse) => {
      const bytes = render(path) ?? refuse(basename(path), 'the run has no such clip');
      if (!sha256(bytes).startsWith(hashes[path] ?? '-'))
        refuse(basename(path), 'this version of the kit synthesises other bytes');
      await writeAtomic(join(world, path), bytes);
    },
  };
}

/** Runs a stage again into the folder that has its record, if every output has the recorded hash. */
async function runInto(
  folder: string,
  stage: Stage,
  inputs: Record<string, string>,
  { show: progress }: ProgressLine,
  refuse: () => never,
): Promise<void> {
  const { signal } = new AbortController();
  const lock = await lockFolder(folder, { signal });
  const temporary = await mkdtemp(`${folder}.`);
  try {
    if (existsSync(join(folder, 'pairs.jsonl'))) return; // another process was faster
    const logs = join(temporary, 'logs');
    await mkdir(logs);
    const silent = { waiting: () => {}, warn: () => {}, note: () => {} };
    await stage.run({ folder: temporary, logs, inputs, signal, progress, ...silent });
    const record = (await readAnyRecord(folder)) ?? refuse();
    if (!hasOutputs(record, await hashOutputs(temporary))) refuse();
    for (const name of ['clips', 'recipes.jsonl', 'pairs.jsonl']) {
      await rm(join(folder, name), { recursive: true, force: true });
      await rename(join(temporary, name), join(folder, name));
    }
  } catch (error) {
    throw fileError(error, folder);
  } finally {
    await rm(temporary, { recursive: true, force: true });
    await lock.release();
  }
}

function hasOutputs({ outputs, omitted }: StageRecord, made: StageRecord['outputs']): boolean {
  const found = publishedOutputs(made);
  return JSON.stringify([found.outputs, found.omitted]) === JSON.stringify([outputs, omitted]);
}

function notRecorded(run: string, what: string, why: string): never {
  throw new AccError('experiment/not-recorded', {
    message: `"${run}" was recorded without ${what}, which cannot be made again: ${why}`,
    hint: 'its questions, answers and numbers can be read all the same',
  });
}
