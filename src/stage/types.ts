import type { Progress } from '../core/index.js';

/** Values that go into a stage's key: JSON, nothing else. */
export type Json = string | number | boolean | null | Json[] | { [member: string]: Json | undefined };

/** What a running stage receives. */
export interface StageContext {
  /** empty, or what an interrupted run of the same key left: the stage may resume from it */
  folder: string;
  /** for logs and state that are kept with the record but are not output: not hashed, may differ between runs */
  logs: string;
  /** absolute folders of the finished inputs, by name */
  inputs: Record<string, string>;
  signal: AbortSignal;
  progress(progress: Progress): void;
  /** says for whom the stage waits, and with undefined that it goes on; the time between is not counted as time of its work */
  waiting(what: string | undefined): void;
  /** tells the user at once what should not be missed, and keeps it in the record */
  warn(message: string): void;
  /** facts for the record: argv, versions, exit status, peak memory, … */
  note(facts: Record<string, Json>): void;
  /** CUDA_VISIBLE_DEVICES of the GPUs that it may use; undefined where nobody chose them: the stage then uses those of its experiment */
  devices?: string | undefined;
}

/** One step of an experiment. Its key depends on kind, version, parameters and the keys of its inputs, on nothing else. */
export interface Stage {
  /** what it is for in this experiment, unique in a plan, e.g. "arm ACC" */
  name: string;
  /** the kind of work, e.g. "train"; a part of the key */
  kind: string;
  /** raised whenever the same parameters would give other bytes */
  version: number;
  parameters: Json;
  inputs: Record<string, Stage>;
  /** cores that it uses; running stages never use more than the plan allows */
  cores: number;
  /** GPUs that it uses; absent for none */
  gpus?: number;
  /** the amount of work, for estimates of time and disk space */
  work: StageWork;
  /** the commands that it will run, for `acc plan` */
  commands?: (place: StagePlace) => StageCommand[];
  run(context: StageContext): Promise<void>;
  /**
   * does one of several parts of the work, in any order and place; run() then finds them in its folder and writes the same bytes as without parts.
   * The logs are the part's own.
   */
  part?: (context: StageContext, part: StagePart) => Promise<void>;
}

/** One of several parts of the work of a stage. */
export interface StagePart {
  /** from 1 */
  index: number;
  of: number;
}

/** The amount of work of a stage, as far as known before it runs. */
export interface StageWork {
  /** what the time per unit depends on besides the machine: stages with the same name share measured speeds */
  speed: string;
  /** what is counted, in the plural: 'clips', 'rows' */
  unit: string;
  /** undefined if it depends on the output of other stages */
  amount?: number | undefined;
  /** how the amount is computed, e.g. '2,000 steps of 16 rows' */
  arithmetic?: string | undefined;
  /** bytes that it writes to the store, if large and known */
  bytes?: number | undefined;
}

/** Where a stage will work. */
export interface StagePlace {
  /** absolute folder for logs and resumable state */
  logs: string;
  /** absolute output folders of the inputs, by name */
  inputs: Record<string, string>;
}

/** A command of a plan: argv, environment variables, and remarks on individual values. */
export interface StageCommand {
  argv: string[];
  environment: Record<string, string>;
  remarks: string[];
}

/** One file that a stage made. */
export interface OutputFile {
  path: string;
  bytes: number;
  sha256: string;
}

/** Outputs that are not listed one by one. */
export interface OmittedFiles {
  files: number;
  bytes: number;
  /** SHA-256 of their list as canonical JSON */
  sha256: string;
}

/** The content of record.json beside a stage's output: its provenance. */
export interface StageRecord {
  key: string;
  name: string;
  kind: string;
  version: number;
  parameters: Json;
  inputs: Record<string, string>;
  outputs: OutputFile[];
  /** of a recorded run: the sound files, which are not listed one by one */
  omitted?: OmittedFiles;
  started: string;
  seconds: number;
  host: Record<string, string>;
  notes: Record<string, Json>;
  /** SHA-256 of all other fields as canonical JSON; absent in records of the first versions */
  hash?: string;
}
