import type { Rule } from '../rule.js';

const facts: Omit<Rule, 'find'>[] = [
  {
    code: 'changed-output',
    severity: 'error',
    what: 'a saved output that a fresh run shows otherwise (--compare)',
    why: 'the notebook does not show what its code gives; numbers may differ by --rtol and --atol',
  },
  {
    code: 'missing-output',
    severity: 'error',
    what: 'a saved output that a fresh run does not show (--compare)',
    why: 'the notebook shows what its code does not give',
  },
  {
    code: 'additional-output',
    severity: 'error',
    what: 'an output of a fresh run that is not saved (--compare)',
    why: 'the notebook does not show all that its code gives',
  },
  {
    code: 'run-failed',
    severity: 'error',
    what: 'a cell that fails in a fresh run (--compare)',
    why: 'nobody can run the notebook; nothing below that cell was compared',
  },
  {
    code: 'no-saved-output',
    severity: 'warning',
    what: 'a notebook without saved outputs (--compare)',
    why: 'there is nothing to compare a fresh run with, so none was made',
  },
];

/** What a fresh run shows otherwise. */
export const compareRules: Rule[] = facts.map((rule) => ({
  ...rule,
  find: ({ compared = [] }) => compared.filter(({ code }) => code === rule.code),
}));
