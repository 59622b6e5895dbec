import { AccError } from '../../core/index.js';
import type { CallFault } from '../../trainer/index.js';
import { placeOfValue } from '../load.js';
import type { PlannedCall } from './planned-calls.js';

/** Where an experiment comes from, to find the place of a setting. */
export interface ExperimentSource {
  /** profile or file */
  name: string;
  overrides: readonly string[];
}

/** Characters of a message of ms-swift that are shown: some list hundreds of allowed values. */
const shown = 300;

/**
 * The first fault as an error with the place of the setting; the calls that share it are named, other faults are in its details.
 * @throws AccError 'trainer/setting-refused'
 */
export async function refuse(
  faults: readonly CallFault[],
  calls: readonly PlannedCall[],
  { name, overrides }: ExperimentSource,
): Promise<never> {
  const [first] = faults as [CallFault];
  const same = faults.filter(({ message }) => message === first.message).map(({ call }) => call);
  const { settings } = calls.find((call) => call.name === first.call)!;
  const paths = first.flags.flatMap((flag) => (settings[flag.slice(2)] ? [settings[flag.slice(2)]!] : []));
  const place = paths[0] ? await placeOfValue(name, overrides, paths[0]) : {};
  const where = paths.map((path) => path.join('.')).join(' or ');
  const { message } = first;
  const text = message.length > shown ? `${message.slice(0, shown)} …` : message;
  const others = faults.length - same.length;
  throw new AccError('trainer/setting-refused', {
    message: `${where ? `${where}: ` : ''}${text} (${listed(same)})${others > 0 ? `; ${others} calls have other faults` : ''}`,
    hint: 'the installed ms-swift decides what is allowed; "acc plan" shows every flag',
    ...place,
    details: faults,
  });
}

function listed(names: readonly string[]): string {
  return names.length > 3 ? `${names.slice(0, 2).join('; ')} and ${names.length - 2} more` : names.join('; ');
}
