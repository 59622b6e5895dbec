import type { Progress } from '../core/index.js';

/** Values that go into a stage's key: JSON, nothing else. */
export type Json = string | number | boolean | null | Json[] | { [member: string]: Json | undefined };

/** What a stage's work is given. */
export interface StageContext {
  /** empty, or what an interrupted run of the same key left: the stage may go on from there */
  folder: string;
  /** for logs and state that are kept with the record but are no output: not hashed, may differ between runs */
  logs: string;
  /** absolute folders of the finished inputs, by name */
  inputs: Record<string, string>;
  signal: AbortSignal;
  progress(progress: Progress): void;
  /** facts for the record: argv, versions, exit status, peak memory, … */
  note(facts: Record<string, Json>): void;
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
  /** cores that it keeps busy; a plan never starts more than there are */
  cores: number;
  /** how much there is to do, for the time and space that it will take */
  work: StageWork;
  /** the commands that it will run, for `acc plan` */
  commands?: (place: StagePlace) => StageCommand[];
  run(context: StageContext): Promise<void>;
}

/** How much a stage has to do, as far as it is known before it runs. */
export interface StageWork {
  /** what the time per unit depends on besides the machine: equal for stages whose measured speeds hold for each other */
  speed: string;
  /** what is counted, in the plural: 'clips', 'rows' */
  unit: string;
  /** undefined where it depends on what other stages give */
  amount?: number | undefined;
  /** how the amount comes about, e.g. '2,000 steps of 16 rows' */
  arithmetic?: string | undefined;
  /** what it will leave in the store, where it is much and known */
  bytes?: number | undefined;
}

/** Where a stage will work. */
export interface StagePlace {
  /** absolute folder for logs and resumable state */
  logs: string;
  /** absolute output folders of the inputs, by name */
  inputs: Record<string, string>;
}

/** A command of a plan: what is typed, variables of its environment, and remarks on single values. */
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

/** What stands in record.json beside a stage's output: enough to say how it came about. */
export interface StageRecord {
  key: string;
  name: string;
  kind: string;
  version: number;
  parameters: Json;
  inputs: Record<string, string>;
  outputs: OutputFile[];
  started: string;
  seconds: number;
  host: Record<string, string>;
  notes: Record<string, Json>;
}
