import { z } from 'zod';
import { parseDataFile } from '../yaml/index.js';
import { filled } from './named.js';
import { normaliseAnswer } from './normalise-answer.js';
import { matchers, type Task } from './task.js';

/**
 * A classification task from the text of its file, frozen in depth. data-manifests/tasks/README.md describes the fields
 * of a task file.
 * @throws AccError 'catalogue/invalid' with line, column and the text of the line
 */
export function parseTask(text: string, file: string): Task {
  return parseDataFile(text, file, schema, 'catalogue/invalid');
}

const schema: z.ZodType<Task> = z
  .strictObject({
    id: filled.regex(/^[a-z][a-z0-9-]*$/, 'lower-case letters, digits and hyphens only'),
    version: z.int().positive(),
    title: filled,
    dataset: filled,
    prompt: filled,
    source: filled,
    labels: z.array(filled).min(2).max(26),
    aliases: z.record(z.string(), z.array(filled)),
    matcher: z.enum(matchers),
    notes: filled,
    changes: z.array(z.strictObject({ version: z.int().positive(), change: filled })).min(1),
  })
  .superRefine((task, context) => {
    const report = (message: string, ...path: (string | number)[]): void =>
      context.addIssue({ code: 'custom', message, path });
    const owner = new Map<string, string>();
    const claim = (name: string, label: string, ...path: (string | number)[]): void => {
      const other = owner.get(normaliseAnswer(name));
      if (other !== undefined) report(`"${name}" is already a name of ${other}`, ...path);
      owner.set(normaliseAnswer(name), label);
    };
    for (const [index, label] of task.labels.entries()) claim(label, label, 'labels', index);
    for (const [label, aliases] of Object.entries(task.aliases)) {
      if (!task.labels.includes(label)) report('is not one of the labels', 'aliases', label);
      for (const [index, alias] of aliases.entries()) claim(alias, label, 'aliases', label, index);
    }
    const last = task.changes.length - 1;
    if (task.changes[last]!.version !== task.version)
      report(`the last change must have version ${task.version}`, 'changes', last, 'version');
  });
