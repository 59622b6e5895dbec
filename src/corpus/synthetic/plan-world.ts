import type { BaseClip, EventClip } from '../types.js';
import type { Planned } from './plan.js';
import { planBases, planEvents } from './plan-corpus.js';
import { diagnosticNames, planDiagnostic } from './plan-diagnostics.js';
import { planPretraining } from './plan-pretraining.js';
import { captionSetNames, planCaptions, planTask } from './plan-sets.js';
import type { WorldSizes } from './recipe.js';
import type { PlannedClip } from './render.js';
import { taskNames } from './tasks.js';
import { worldFiles } from './world-files.js';

/** A world before it is rendered. */
export interface WorldPlan {
  bases: BaseClip[];
  events: EventClip[];
  /** rows by file */
  files: Record<string, readonly unknown[]>;
  pretrainingRows: number;
  clips: PlannedClip[];
}

/** Everything of a world but its samples; the same seed and sizes give the same plan. */
export function planWorld(seed: number, sizes: WorldSizes): WorldPlan {
  const bases = planBases(seed, sizes.bases);
  const events = planEvents(sizes.eventClips);
  const pretraining = planPretraining(seed, sizes.pretraining);
  const sets: Record<string, Planned<unknown>> = { [worldFiles.pretraining]: pretraining };
  for (const name of captionSetNames) sets[worldFiles.captions(name)] = planCaptions(seed, name, sizes.captionItems);
  for (const task of taskNames) sets[worldFiles.task(task)] = planTask(task, sizes.classificationItems);
  for (const name of diagnosticNames)
    sets[worldFiles.diagnostic(name)] = planDiagnostic(seed, name, sizes.diagnosticItems);
  return {
    bases: bases.rows,
    events: events.rows,
    files: Object.fromEntries(Object.entries(sets).map(([file, { rows }]) => [file, rows])),
    pretrainingRows: pretraining.rows.length,
    clips: [bases, events, ...Object.values(sets)].flatMap((planned) => planned.clips),
  };
}
