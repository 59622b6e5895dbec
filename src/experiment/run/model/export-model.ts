import { existsSync } from 'node:fs';
import { copyFile, readdir, rename, rm } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { stringify } from 'yaml';
import {
  AccError,
  lockFolder,
  makeFolder,
  makeTemporaryFolder,
  unlessMissing,
  writeAtomic,
} from '../../../core/index.js';
import { type Draw, drawText, sameDraw } from '../../../results/index.js';
import { hashedDamageIn, usingStore } from '../../../stage/index.js';
import { heardSeconds, mergeAdapter, requireEnvironment, settingValues } from '../../../trainer/index.js';
import { armDraws, drawnName } from '../../draws.js';
import { findRun } from '../find-run.js';
import { notInRun } from '../not-in-run.js';
import { openRun, type Run } from '../open-run.js';
import { publishedRecord } from '../recorded/index.js';
import { type BaseModel, baseOf } from './base-model.js';
import type { ModelCard } from './card-facts.js';
import { modelCard } from './model-card.js';
import { modelMetadata } from './model-metadata.js';
import { makePortable } from './portable-files.js';
import { trainingData } from './training-data.js';

/** Which model is exported, where and in which form. */
export interface ModelExport {
  run: string;
  arm: string;
  /** the seeds of the training; the first one that fits is taken */
  draw: Partial<Draw>;
  /** false: the adapter alone */
  merged: boolean;
  /** it must not exist, or be empty */
  out: string;
  author?: string | undefined;
  /** of the weights; needed where model or data are not the kit's own */
  licence?: string | undefined;
  store: string;
}

/** The folder that was written. */
export interface ExportedModel {
  folder: string;
  arm: string;
  draw: Draw;
  files: string[];
}

/**
 * Writes the adapter of an arm, or its model with the adapter merged, as a folder that names no place of this machine, with a model card and the
 * record of its training. All of it appears at once; an interrupted export leaves nothing there.
 * @throws AccError 'experiment/no-weights', 'experiment/no-licence', 'stage/damaged', 'core/folder-taken'; what openRun and mergeAdapter throw
 */
export async function exportModel(request: ModelExport, signal: AbortSignal): Promise<ExportedModel> {
  const run = await openRun(request.run, request.store);
  const { root, entry } = await findRun(request.run, request.store);
  if (!run.arms.includes(request.arm)) notInRun(request.run, 'arm', request.arm, run.arms);
  if (run.recorded !== undefined) throw noWeights(request.run);
  const draw = chosenDraw(run, request.draw);
  const stage = drawnName(`arm ${request.arm}`, draw, run.experiment);
  const record = await run.record(stage);
  const base = baseOf(run, draw, record);
  const card: ModelCard = {
    ...{ run, arm: request.arm, draw, record, base, entry, merged: request.merged, author: request.author },
    data: await trainingData(run.experiment),
    heard: await heardSeconds(base.path),
    licence: request.licence ?? ownLicence(run),
  };
  const out = resolve(request.out);
  return usingStore(root, signal, async () => {
    await requireWhole(run.folder(stage));
    await makeFolder(dirname(out));
    const lock = await lockFolder(out, { signal });
    try {
      if ((await unlessMissing(readdir(out), [])).length > 0) throw taken(out);
      const unfinished = `${out}.unfinished`;
      await rm(unfinished, { recursive: true, force: true });
      try {
        const adapter = join(run.folder(stage), 'model');
        if (request.merged) await merge(run, { adapter, base }, unfinished, lock.signal);
        else await copyAdapter(adapter, unfinished);
        await makePortable(unfinished, base.name);
        const published = JSON.stringify(publishedRecord(record, root), null, 1);
        await writeAtomic(join(unfinished, 'training-record.json'), `${published}\n`);
        const head = stringify(modelMetadata(card), { lineWidth: 0 });
        await writeAtomic(join(unfinished, 'README.md'), `---\n${head}---\n\n${modelCard(card)}`);
        lock.signal.throwIfAborted();
        await rm(out, { recursive: true, force: true });
        await rename(unfinished, out);
      } finally {
        await rm(unfinished, { recursive: true, force: true });
      }
    } finally {
      await lock.release();
    }
    return { folder: out, arm: request.arm, draw, files: (await readdir(out)).sort() };
  });
}

function chosenDraw(run: Run, wanted: Partial<Draw>): Draw {
  const known = armDraws(run.experiment);
  const found = known.find((draw) => sameDraw(draw, { ...draw, ...wanted }));
  return found ?? notInRun(run.name, 'draw', drawText({ base: null, arm: null, ...wanted }), known.map(drawText));
}

async function requireWhole(folder: string): Promise<void> {
  const damage = existsSync(folder) ? await hashedDamageIn(folder) : ['it was removed'];
  if (damage.length === 0) return;
  throw new AccError('stage/damaged', {
    message: `${folder} cannot be exported: ${damage.join(', ')}`,
    file: folder,
    hint: 'run the experiment again: it makes what is missing',
  });
}

/** What an adapter consists of; args.json and README.md beside it hold paths of the training, and say what the model card says. */
const adapterFiles: readonly string[] = [
  'adapter_config.json',
  'adapter_model.safetensors',
  'adapter_model.safetensors.index.json',
  'additional_config.json',
];

async function copyAdapter(from: string, to: string): Promise<void> {
  await makeFolder(to);
  const shard = /^adapter_model-\d+-of-\d+\.safetensors$/;
  for (const file of await readdir(from))
    if (adapterFiles.includes(file) || shard.test(file)) await copyFile(join(from, file), join(to, file));
}

/** On the CPU: the sums are the same everywhere, and no GPU has to be free. */
async function merge(
  { experiment }: Run,
  { adapter, base }: { adapter: string; base: BaseModel },
  folder: string,
  signal: AbortSignal,
): Promise<void> {
  const values = settingValues(experiment.swift.common);
  const logs = await makeTemporaryFolder('merge');
  try {
    const options = { environment: await requireEnvironment(), logs, name: 'swift-export', devices: '', signal };
    await mergeAdapter({ model: base.path, adapter, values }, folder, options);
    await rm(join(folder, 'args.json'), { force: true });
  } finally {
    await rm(logs, { recursive: true, force: true });
  }
}

/** The licence of the kit, which made sounds and base model of a synthetic run. */
function ownLicence({ experiment, name }: Run): string {
  if (experiment.corpus === 'synthetic' && 'tiny' in experiment.model) return 'Apache-2.0';
  throw new AccError('experiment/no-licence', {
    message: `the licence of a model of "${name}" follows from its base model and data, and is not stated`,
    hint: 'state it with --licence, an identifier of SPDX or of the hub; "acc data list" names the licences of datasets',
  });
}

function noWeights(run: string): AccError {
  return new AccError('experiment/no-weights', {
    message: `${run} is a recorded run, which has no weights`,
    hint: `run the experiment: "npm run acc -- run ${basename(run)}" makes the same weights where the machine promises the same bits`,
  });
}

function taken(folder: string): AccError {
  return new AccError('core/folder-taken', {
    message: `${folder} is not empty`,
    file: folder,
    hint: 'choose another folder with --out, or remove it',
  });
}
