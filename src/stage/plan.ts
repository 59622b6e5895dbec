import { AccError, assertUniqueIds } from '../core/index.js';
import type { Stage } from './types.js';

/** All stages that the wanted ones need, inputs first, each once. Two stages of one name in a plan are an error of ours. */
export function planStages(wanted: Stage[]): Stage[] {
  const ordered: Stage[] = [];
  const visit = (stage: Stage): void => {
    if (ordered.includes(stage)) return;
    for (const input of Object.values(stage.inputs)) visit(input);
    ordered.push(stage);
  };
  for (const stage of wanted) visit(stage);
  assertUniqueIds(
    ordered,
    ({ name }) => name,
    (name) => new AccError('stage/double-name', { message: `two stages are called "${name}"` }),
  );
  return ordered;
}
