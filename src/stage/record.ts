import { existsSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';
import { AccError, canonicalJson, readText, sha256, sha256File } from '../core/index.js';
import { keyOf } from './key.js';
import type { OutputFile, StageRecord } from './types.js';

/** The name of the record in the folder of a finished stage. */
export const recordFile: string = 'record.json';

/** The record with the hash of all its other fields, which shows whether it was edited. */
export function sealed(record: Omit<StageRecord, 'hash'>): StageRecord {
  return { ...record, hash: sha256(canonicalJson(record)) };
}

/** What is found in the folder of a stage. */
export interface FoundRecord {
  /** undefined where there is none that can be read */
  record: StageRecord | undefined;
  /** what is not as recorded, e.g. 'answers.jsonl is missing'; empty where nothing is, and where there is no folder */
  damage: string[];
}

/** The record in a finished folder; undefined where there is none, and where record or output are damaged: the stage then runs again. */
export async function readRecord(folder: string): Promise<StageRecord | undefined> {
  const { record, damage } = await findRecord(folder);
  return damage.length === 0 ? record : undefined;
}

/** As readRecord, with the content of every output hashed again. */
export async function readHashedRecord(folder: string): Promise<StageRecord | undefined> {
  const { record, damage } = await inspect(folder, hasContent);
  return damage.length === 0 ? record : undefined;
}

/** The record in a folder, even if outputs are damaged; undefined where there is none that can be read. */
export async function readAnyRecord(folder: string): Promise<StageRecord | undefined> {
  return (await recordIn(folder)).record;
}

/** The record in a folder, with damage by its own content and the sizes of the outputs. */
export async function findRecord(folder: string): Promise<FoundRecord> {
  return inspect(folder, hasSize);
}

/**
 * Damage in a finished folder, with the content of every output hashed again.
 * @param outputsOf the outputs that the folder should contain: all of them, but fewer in a recorded run
 */
export async function hashedDamageIn(
  folder: string,
  outputsOf: (record: StageRecord) => readonly OutputFile[] = ({ outputs }) => outputs,
): Promise<string[]> {
  return (await inspect(folder, hasContent, outputsOf)).damage;
}

/** @returns why a file is not the recorded output, or nothing */
type Check = (file: string, output: OutputFile) => Promise<string | undefined>;

async function inspect(
  folder: string,
  check: Check,
  outputsOf: (record: StageRecord) => readonly OutputFile[] = ({ outputs }) => outputs,
): Promise<FoundRecord> {
  const found = await recordIn(folder);
  if (!found.record) return found;
  const damage = [...found.damage];
  for (const output of outputsOf(found.record)) {
    const wrong = await check(join(folder, output.path), output);
    if (wrong !== undefined) damage.push(`${output.path} ${wrong}`);
  }
  return { ...found, damage };
}

async function recordIn(folder: string): Promise<FoundRecord> {
  if (!existsSync(folder)) return { record: undefined, damage: [] };
  const file = join(folder, recordFile);
  if (!existsSync(file)) return { record: undefined, damage: [`${recordFile} is missing`] };
  let record: unknown;
  try {
    record = JSON.parse(await readText(file));
  } catch (error) {
    if (error instanceof AccError && error.code !== 'core/not-utf8') throw error;
    return { record: undefined, damage: [`${recordFile} is not JSON`] };
  }
  if (!isRecord(record)) return { record: undefined, damage: [`${recordFile} is not a record`] };
  const damage = edited(record, basename(folder)) ? [`${recordFile} was edited, or belongs to another folder`] : [];
  return { record, damage };
}

/** Whether a value has the fields that the store itself reads. */
function isRecord(value: unknown): value is StageRecord {
  const { kind, key, inputs, outputs } = (value ?? {}) as Partial<StageRecord>;
  return typeof kind === 'string' && typeof key === 'string' && typeof inputs === 'object' && Array.isArray(outputs);
}

/** Whether a record is not what a stage wrote into this folder. Records of the first versions have no hash: of them, what makes the key is verified. */
export function edited(record: StageRecord, folder: string): boolean {
  const { hash, ...facts } = record;
  const { kind, key } = facts;
  if (keyOf(facts) !== key) return true;
  return folder !== folderName(kind, key) || (hash !== undefined && hash !== sha256(canonicalJson(facts)));
}

/** The name of a stage's folder in the store. */
export function folderName(kind: string, key: string): string {
  return `${kind}-${key.slice(0, 16)}`;
}

async function hasSize(file: string, { bytes }: OutputFile): Promise<string | undefined> {
  const size = sizeOf(file);
  if (size === undefined) return 'is missing';
  return size === bytes ? undefined : `has ${size} bytes instead of ${bytes}`;
}

/** Synchronous: a world has 9,000 files, and waiting for each takes four times as long. */
function sizeOf(file: string): number | undefined {
  try {
    return statSync(file).size;
  } catch {
    return undefined;
  }
}

async function hasContent(file: string, output: OutputFile): Promise<string | undefined> {
  const size = await hasSize(file, output);
  if (size !== undefined) return size;
  return (await sha256File(file)) === output.sha256 ? undefined : 'has another content';
}
