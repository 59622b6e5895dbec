import { originalModel } from '../catalogue/index.js';
import { type Draw, drawText } from '../results/index.js';
import type { Experiment } from './schema.js';

/** A base has initial weights of its base seed, and an order of rows of this one plus the base seed: `tiny` was settled on 0 and 42. */
const firstOrder = 42;

/** The seeds of a base: of its initial weights, and of the flags of its training. */
export function baseSeeds(base: number): { weights: number; training: number } {
  return { weights: base, training: firstOrder + base };
}

/** The bases of an experiment, in the order of their seeds; one without a seed where the model exists already. */
export function baseDraws({ seeds }: Pick<Experiment, 'seeds'>): Draw[] {
  const bases = seeds.base.length > 0 ? seeds.base : [null];
  return bases.map((base) => ({ base, arm: null }));
}

/** The trainings of an arm: each seed on each base. */
export function armDraws({ seeds }: Pick<Experiment, 'seeds'>): Draw[] {
  return baseDraws({ seeds }).flatMap(({ base }) => seeds.arms.map((arm) => ({ base, arm })));
}

/** The draws of a model: of the one before fine-tuning those of the base, else those of every arm. */
export function modelDraws(model: string, experiment: Pick<Experiment, 'seeds'>): Draw[] {
  return model === originalModel() ? baseDraws(experiment) : armDraws(experiment);
}

/** The draws of every arm; of a run without arms, those of the base. */
export function runDraws(experiment: Pick<Experiment, 'seeds' | 'arms'>): Draw[] {
  return Object.keys(experiment.arms).length > 0 ? armDraws(experiment) : baseDraws(experiment);
}

/** The name of a stage of a draw: 'arm ACC', with several seeds 'arm ACC, seed 1', with several bases 'arm ACC, base 0, seed 1'. */
export function drawnName(name: string, { base, arm }: Draw, { seeds }: Pick<Experiment, 'seeds'>): string {
  const told = { base: seeds.base.length > 1 ? base : null, arm: seeds.arms.length > 1 ? arm : null };
  return [name, drawText(told)].filter(Boolean).join(', ');
}
