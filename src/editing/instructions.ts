import { AccError } from '../core/index.js';
import { bareDescription, eventPhrase, withArticle } from './phrases.js';
import type { Operation } from './types.js';

/**
 * Instruction templates by style: {ev} is the event with the word "sound", {a ev} the same with its article, {t} the
 * bare
 * description; 1 is the first event (added, removed or replaced), 2 the one that replaces it.
 * 'audit-eval-like' is the kit's wording, as AuditEval has not published its own; 'audit' is AUDIT's.
 */
export const instructionTemplates: Readonly<Record<string, Readonly<Record<Operation, string>>>> = {
  'audit-eval-like': {
    add: 'Add {a ev1}.',
    delete: 'Remove the {ev1}.',
    replace: 'Replace the {ev1} with {a ev2}.',
  },
  audit: { add: 'Add: {t1}', delete: 'Drop: {t1}', replace: 'Replace: {t1} to {t2}' },
};

/** Whether a text has the form of an instruction of any style. */
export function isInstruction(text: string): boolean {
  return forms.some((form) => form.test(text.trim()));
}

const forms = Object.values(instructionTemplates)
  .flatMap((style) => Object.values(style))
  .map((template) => new RegExp(`^${template.replace(/\.$/, '').replace(/\{[^}]*\}/g, '.+')}\\.?$`, 'i'));

/**
 * The editing instruction, which is also the ADC target.
 * @param descriptions the added or removed event's, or [old, new] for replace
 * @returns the text, and the template's id such as 'audit-eval-like/add'
 * @throws AccError 'editing/option' for an unknown style
 */
export function instruction(operation: Operation, descriptions: string[], style: string): { id: string; text: string } {
  const template = instructionTemplates[style]?.[operation];
  if (template === undefined)
    throw new AccError('editing/option', {
      message: `unknown instruction style "${style}"`,
      hint: `known: ${Object.keys(instructionTemplates).join(', ')}`,
    });
  const text = template.replace(/\{(a ev|ev|t)([12])\}/g, (_, form: string, number: string) => {
    const description = descriptions[Number(number) - 1]!;
    if (form === 't') return bareDescription(description);
    return form === 'ev' ? eventPhrase(description) : withArticle(eventPhrase(description));
  });
  return { id: `${style}/${operation}`, text };
}
