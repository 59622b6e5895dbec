import { z } from 'zod';
import { readDataFile } from '../yaml/index.js';
import { assertUniqueNames, filled, inOrder, nameSchema } from './named.js';
import { trainingTasks } from './training-tasks.js';

const hex = z.string().regex(/^#[0-9a-f]{6}$/, 'must be a colour such as "#0072b2"');

/** On white and on the dark page of the book. */
const colour = z.strictObject({ light: hex, dark: hex });

const armSchema = z.strictObject({ name: nameSchema, label: filled, tasks: z.array(z.string()), colour });

/** A model of the paper as data-manifests/catalogue/arms.yaml describes it. */
export type ArmFacts = Readonly<z.infer<typeof armSchema>>;

const schema = z
  .strictObject({
    version: z.int().positive(),
    arms: z.array(armSchema).min(1),
    otherColours: z.array(colour).min(1),
  })
  .superRefine(({ arms }, context) => {
    assertUniqueNames(arms, 'arms', context);
    if (arms.filter(({ tasks }) => tasks.length === 0).length !== 1)
      context.addIssue({
        code: 'custom',
        path: ['arms'],
        message: 'exactly one model must have no tasks: the one before fine-tuning',
      });
    const known = trainingTasks().map(({ name }) => name);
    for (const [index, { tasks }] of arms.entries())
      for (const [place, task] of tasks.entries())
        if (!known.includes(task))
          context.addIssue({
            code: 'custom',
            path: ['arms', index, 'tasks', place],
            message: `unknown task "${task}"`,
          });
  });

function file(): z.infer<typeof schema> {
  return readDataFile('data-manifests/catalogue/arms.yaml', schema, 'catalogue/invalid');
}

/** The models of the paper in the order of its tables. */
export function arms(): readonly ArmFacts[] {
  return file().arms;
}

/** The name of the model before fine-tuning: "Ori" in the paper. */
export function originalModel(): string {
  return arms().find(({ tasks }) => tasks.length === 0)!.name;
}

/** The label of a model in tables and figures; for the arm of an ablation, its name. */
export function armLabel(name: string): string {
  return arms().find((arm) => arm.name === name)?.label ?? name;
}

/** Names of models: the paper's in the order of its tables, then others as they first appear. */
export function inArmOrder(names: Iterable<string>): string[] {
  return inOrder(
    names,
    arms().map(({ name }) => name),
  );
}

/** The colour for a dark page by that on white. */
export function darkArmColours(): Record<string, string> {
  const { arms: known, otherColours } = file();
  return Object.fromEntries(
    [...known.map((arm) => arm.colour), ...otherColours].map(({ light, dark }) => [light, dark]),
  );
}

/** Model → colour on white, for the models of one figure in their order. */
export function armColours(names: Iterable<string>): Map<string, string> {
  const { arms: known, otherColours } = file();
  const ordered = inArmOrder(names);
  const others = ordered.filter((name) => !known.some((arm) => arm.name === name));
  const colourOf = (name: string): string =>
    known.find((arm) => arm.name === name)?.colour.light ??
    otherColours[others.indexOf(name) % otherColours.length]!.light;
  return new Map(ordered.map((name) => [name, colourOf(name)]));
}
