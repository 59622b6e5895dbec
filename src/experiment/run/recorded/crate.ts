import { AccError, decodeUtf8, jsonLines, parseJson, sha256 } from '../../../core/index.js';
import { edited, type StageRecord } from '../../../stage/index.js';
import { isRunName } from '../../run-name.js';
import { finishedExperiment, type RunEntry } from '../history.js';
import { type RunContents, recordedOutputs, stageFolders } from './contents.js';
import { crateMetadata, listedFiles, metadataFile, type Publication } from './metadata.js';
import { type CrateTable, crateTables, parsedLines } from './tables/index.js';
import { damaged, type Files, unzipped, zipped } from './zip.js';

/** Raised whenever an older kit could not read a recorded run. */
const formatVersion = 1;

const runFile = 'run.json';
const recordsFile = 'records.jsonl';

/** The content of run.json. */
interface RunFile extends RunEntry {
  format: 'acc-kit run';
  version: number;
  name: string;
}

const ownTables: readonly Pick<CrateTable, 'file' | 'description'>[] = [
  {
    file: runFile,
    description: 'The experiment with every setting, when it was run, with which commit of the kit, and its stages',
  },
  {
    file: recordsFile,
    description:
      'The record of every stage: parameters, versions, machine, times, and the SHA-256 of what it read and wrote, one per line',
  },
];

/** A run as a zip file that is an RO-Crate. The same run gives the same bytes. */
export function writeCrate(run: RunContents, publication: Publication): Uint8Array {
  const { name, entry, stages } = run;
  const head: RunFile = { format: 'acc-kit run', version: formatVersion, name, ...entry };
  const texts: Record<string, string> = {
    [runFile]: `${JSON.stringify(head, null, 1)}\n`,
    [recordsFile]: jsonLines(stages.map(({ record }) => record)),
  };
  for (const table of crateTables) {
    const text = table.write(run);
    if (text !== undefined) texts[table.file] = text;
  }
  const files: Files = Object.fromEntries(Object.entries(texts).map(([file, text]) => [file, Buffer.from(text)]));
  const described = [...ownTables, ...crateTables].flatMap(({ file, description }) =>
    file in files ? [{ file, description, bytes: files[file]!.length, sha256: sha256(files[file]!) }] : [],
  );
  const metadata = crateMetadata(run, described, publication);
  return zipped({ ...files, [metadataFile]: Buffer.from(`${JSON.stringify(metadata, null, 1)}\n`) });
}

/**
 * The run in a zip file, with every output as its stage wrote it.
 * @throws AccError 'experiment/damaged-run', 'experiment/other-format'
 */
export async function readCrate(bytes: Uint8Array, file: string): Promise<RunContents> {
  const files = await unzipped(bytes, file);
  checkFiles(files, file);
  const text = (name: string): string => decodeUtf8(files[name]!, file);
  const { format: _, version: __, name, ...entry } = checkedRun(text(runFile), file);
  try {
    const records = parsedLines<StageRecord>(text(recordsFile));
    const folders = stageFolders(entry);
    if (records.length !== folders.length) throw new Error(`${recordsFile} does not have the record of every stage`);
    const stages = records.map((record, place) => ({
      folder: checkedFolder(folders[place]!, record),
      record,
      files: {},
    }));
    const run: RunContents = { name, entry, stages };
    for (const table of crateTables) if (table.file in files) table.read(text(table.file), run);
    checkOutputs(run);
    return run;
  } catch (cause) {
    throw damaged(file, (cause as Error).message, cause);
  }
}

/** The files must be those that the metadata list, with their hashes. */
function checkFiles(files: Files, file: string): void {
  if (!(metadataFile in files)) throw damaged(file, `it has no ${metadataFile}`);
  const known = [...ownTables, ...crateTables].map((table) => table.file);
  const unknown = Object.keys(files).find((name) => name !== metadataFile && !known.includes(name));
  if (unknown !== undefined) throw damaged(file, `the entry ${JSON.stringify(unknown)} is no part of a recorded run`);
  const listed = listedFiles(parseJson(decodeUtf8(files[metadataFile]!, file), file, 'experiment/damaged-run'));
  for (const name of [runFile, recordsFile, ...Object.keys(listed)])
    if (!(name in files)) throw damaged(file, `${name} is missing`);
  for (const [name, content] of Object.entries(files)) {
    if (name === metadataFile) continue;
    if (listed[name] !== sha256(content)) throw damaged(file, `${name} is not the file that ${metadataFile} lists`);
  }
}

function checkedRun(text: string, file: string): RunFile {
  const run = parseJson(text, file, 'experiment/damaged-run') as Partial<RunFile> | null;
  if (run?.format !== 'acc-kit run') throw damaged(file, `${runFile} does not describe a run`);
  if (run.version !== formatVersion)
    throw new AccError('experiment/other-format', {
      message: `${file} is a recorded run of format ${run.version}; this version of the kit reads format ${formatVersion}`,
      file,
      hint: 'open it with the version of the kit that its ro-crate-metadata.json names',
    });
  if (!isRunName(String(run.name))) throw damaged(file, `${JSON.stringify(run.name)} cannot be the name of a run`);
  finishedExperiment(run.experiment, run.name!, file);
  return run as RunFile;
}

/** The folder of a stage follows from its record. */
function checkedFolder(folder: string, record: StageRecord): string {
  if (/^\w+-[0-9a-f]{16}$/.test(folder) && !edited(record, folder)) return folder;
  throw new Error(`the record of ${JSON.stringify(folder)} was edited, or belongs to another stage`);
}

/** Every output must be what its stage wrote. */
function checkOutputs({ stages }: RunContents): void {
  for (const { folder, record, files } of stages)
    for (const { path, sha256: hash } of recordedOutputs(record)) {
      if (files[path] === undefined) throw new Error(`${folder}/${path} is missing`);
      if (sha256(files[path]!) !== hash) throw new Error(`${folder}/${path} is not what its stage wrote`);
    }
}
