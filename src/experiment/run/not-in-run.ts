import { AccError, type ErrorCode } from '../../core/index.js';

/** What a run has under names: the error for a name that it does not have, and how the known ones are called. */
const kinds = {
  stage: { code: 'experiment/no-stage', plural: 'stages' },
  model: { code: 'experiment/no-model', plural: 'models' },
  arm: { code: 'experiment/no-arm', plural: 'arms' },
  draw: { code: 'experiment/no-draw', plural: 'draws' },
  split: { code: 'experiment/no-split', plural: 'splits' },
  'confusion matrix': { code: 'experiment/no-set', plural: 'classification sets' },
} as const satisfies Record<string, { code: ErrorCode; plural: string }>;

/** @throws AccError with the names that the run has */
export function notInRun(run: string, kind: keyof typeof kinds, name: string, known: readonly string[]): never {
  const { code, plural } = kinds[kind];
  throw new AccError(code, {
    message: `the run "${run}" has no ${kind} "${name}"`,
    hint: `${plural}: ${known.length > 0 ? known.join(kind === 'draw' ? '; ' : ', ') : 'none'}`,
  });
}
