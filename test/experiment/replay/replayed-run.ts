import { cpSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { temporaryFolder, temporaryFolderOfFile } from '../../temporary.js';
import { answeredRun } from '../answered-run.js';

// SPICE would load its models for every model and set anew, half a minute each
process.env.ACC_JAVA = 'no-java-here';

const name = 'answered';
const original = temporaryFolderOfFile();
await answeredRun(original, name, [
  'arms={ADC: {tasks: [ADC]}, ACC: {tasks: [ACC]}}',
  'evaluate=[audiocaps, vocal, genre, adc]',
  'seeds=0,1',
]);

/** A run of two arms with two seeds on one base, in a store of its own: to be edited. @returns also the output folder of a stage */
export function replayedRun(): { store: string; name: string; folder(stage: string): string } {
  const store = temporaryFolder();
  cpSync(original, store, { recursive: true });
  const { stages } = JSON.parse(readFileSync(join(store, 'runs', `${name}.json`), 'utf8')).runs[0];
  return { store, name, folder: (stage) => join(store, stages[stage].folder) };
}
