import { AccError } from '../core/index.js';
import type { Stage } from './types.js';

/** All stages that the wanted ones need, inputs first, each once. Two stages of one name in a plan are an error of ours. */
export function planStages(wanted: Stage[]): Stage[] {
  const ordered: Stage[] = [];
  const names = new Map<string, Stage>();
  const visit = (stage: Stage): void => {
    if (ordered.includes(stage)) return;
    for (const input of Object.values(stage.inputs)) visit(input);
    if (names.has(stage.name))
      throw new AccError('stage/double-name', { message: `two stages are called "${stage.name}"` });
    names.set(stage.name, stage);
    ordered.push(stage);
  };
  for (const stage of wanted) visit(stage);
  return ordered;
}
