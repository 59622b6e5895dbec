import type { CommandUnknownOpts } from '@commander-js/extra-typings';
import type { CommandContext } from '../context.js';
import { registerInspect } from './inspect.js';

export { protectDashFiles } from './dash-files.js';

/** `acc audio`: audio files. */
export function registerAudio(program: CommandUnknownOpts, context: CommandContext): void {
  const audio = program.command('audio').description('audio files: properties and defects');
  registerInspect(audio, context);
}
