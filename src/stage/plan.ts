import { AccError, assertUniqueIds } from '../core/index.js';
import type { Stage } from './types.js';

/**
 * All stages that the wanted ones need, inputs first, each once. Two stages with the same name are a programming error.
 */
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
    (name) => new AccError('stage/double-name', { message: `duplicate stage name "${name}"` }),
  );
  return ordered;
}
