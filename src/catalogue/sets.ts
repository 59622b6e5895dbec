import { z } from 'zod';
import { readDataFile } from '../yaml/index.js';
import { assertUniqueNames, filled, nameSchema } from './named.js';
import { trainingTasks } from './training-tasks.js';

/** How the answers to a set are judged: as captions, as labels of a classification task, or word for word. */
export const setKinds = ['caption', 'label', 'exact'] as const;

export type SetKind = (typeof setKinds)[number];

const setSchema = z.strictObject({
  name: nameSchema,
  kind: z.enum(setKinds),
  label: filled,
  standIn: filled.optional(),
  tag: filled.optional(),
  inDomain: z.boolean().default(false),
});

/** An evaluation set as data-manifests/catalogue/sets.yaml describes it. */
export type SetFacts = Readonly<z.infer<typeof setSchema>>;

const schema = z
  .strictObject({ version: z.int().positive(), sets: z.array(setSchema).min(1) })
  .superRefine(({ sets }, context) => assertUniqueNames(sets, 'sets', context));

/** The sets of sets.yaml in the order of tables, then the own tasks of arms. */
function evaluationSets(): readonly SetFacts[] {
  const { sets } = readDataFile('data-manifests/catalogue/sets.yaml', schema, 'catalogue/invalid');
  const own = trainingTasks().flatMap(({ name, ownSet }): SetFacts[] =>
    ownSet ? [{ name: ownSet, kind: 'exact', label: `own task of ${name}`, inDomain: false }] : [],
  );
  return [...sets, ...own];
}

export function findSet(name: string): SetFacts | undefined {
  return evaluationSets().find((set) => set.name === name);
}

/**
 * The label of a set in tables: 'VSC, VocalSound', or 'VSC, vocal sounds' for its stand-in in the synthetic world. A
 * set that is not in the catalogue has its name as label.
 */
export function setLabel(name: string, synthetic: boolean): string {
  const known = findSet(name);
  if (!known) return name;
  const label = synthetic ? (known.standIn ?? known.label) : known.label;
  return known.tag ? `${known.tag}, ${label}` : label;
}
