import { cpSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { environmentOfFile } from '../../environment.js';
import { temporaryFolder, temporaryFolderOfFile } from '../../temporary.js';
import { answeredRun } from '../answered-run.js';

/** A finished run in a store of its own, to be edited, with the output folder of a stage. */
export interface ReplayedRun {
  store: string;
  name: string;
  folder(stage: string): string;
}

/** Makes a run of two arms with two seeds on one base, for a test file. @returns copies of it */
export async function runToReplay(): Promise<() => ReplayedRun> {
  environmentOfFile('ACC_JAVA', 'no-java-here'); // SPICE would load its models for every model and set anew
  const [original, name] = [temporaryFolderOfFile(), 'answered'];
  await answeredRun(original, name, [
    'arms={ADC: {tasks: [ADC]}, ACC: {tasks: [ACC]}}',
    'evaluate=[audiocaps, vocal, genre, adc]',
    'seeds=0,1',
  ]);
  return () => {
    const store = temporaryFolder();
    cpSync(original, store, { recursive: true });
    const { stages } = JSON.parse(readFileSync(join(store, 'runs', `${name}.json`), 'utf8')).runs[0];
    return { store, name, folder: (stage) => join(store, stages[stage].folder) };
  };
}
