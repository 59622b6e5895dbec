import type { Rule } from '../rule.js';

const facts: Omit<Rule, 'find'>[] = [
  {
    code: 'changed-output',
    severity: 'error',
    what: 'a saved output that differs from a fresh run (--compare)',
    why: 'the notebook does not show the output of its code; numbers may differ by --rtol and --atol',
  },
  {
    code: 'missing-output',
    severity: 'error',
    what: 'a saved output that a fresh run does not produce (--compare)',
    why: 'the notebook shows output that its code does not produce',
  },
  {
    code: 'additional-output',
    severity: 'error',
    what: 'an output of a fresh run that is not saved (--compare)',
    why: 'the notebook does not show all output of its code',
  },
  {
    code: 'run-failed',
    severity: 'error',
    what: 'a cell that fails in a fresh run (--compare)',
    why: 'the notebook cannot be rerun; later cells were not compared',
  },
  {
    code: 'no-saved-output',
    severity: 'warning',
    what: 'a notebook without saved outputs (--compare)',
    why: 'there is nothing to compare with, so the notebook was not run',
  },
];

/** Differences between saved outputs and a fresh run. */
export const compareRules: Rule[] = facts.map((rule) => ({
  ...rule,
  find: ({ compared = [] }) => compared.filter(({ code }) => code === rule.code),
}));
