import { type Document, isMap, isNode, isScalar, LineCounter, parseDocument } from 'yaml';
import { z } from 'zod';
import { AccError, type ErrorFacts } from '../core/index.js';
import { normalise } from './normalise.js';
import { matchers, type Task } from './task.js';

/**
 * A task from the text of its file, deeply frozen.
 * @throws 'classification/task-syntax' or 'classification/task-invalid', with line, column and the text of the line
 */
export function parseTask(text: string, file: string): Task {
  const lineCounter = new LineCounter();
  const document = parseDocument(text, { lineCounter, prettyErrors: false });
  const place = (offset: number): Pick<ErrorFacts, 'file' | 'line' | 'column' | 'source'> => {
    const { line, col } = lineCounter.linePos(offset);
    return { file, line, column: col, source: text.split(/\r?\n/)[line - 1] ?? '' };
  };
  const [error] = document.errors;
  if (error) throw new AccError('classification/task-syntax', { message: error.message, ...place(error.pos[0]) });
  const result = schema.safeParse(document.toJS());
  if (result.success) return frozen(result.data);
  const [issue] = result.error.issues as [z.core.$ZodIssue];
  const path = issue.code === 'unrecognized_keys' ? [...issue.path, issue.keys[0]!] : issue.path;
  throw new AccError('classification/task-invalid', {
    message: path.length === 0 ? issue.message : `${path.join('.')}: ${issue.message}`,
    ...place(offsetOf(document, path)),
    hint: 'data-manifests/tasks/README.md says what a task file holds',
  });
}

const filled = z.string().trim().min(1);

const schema = z
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
    const refuse = (message: string, ...path: (string | number)[]): void =>
      context.addIssue({ code: 'custom', message, path });
    const owner = new Map<string, string>();
    const claim = (name: string, label: string, ...path: (string | number)[]): void => {
      const other = owner.get(normalise(name));
      if (other !== undefined) refuse(`"${name}" already stands for ${other}`, ...path);
      owner.set(normalise(name), label);
    };
    for (const [index, label] of task.labels.entries()) claim(label, label, 'labels', index);
    for (const [label, aliases] of Object.entries(task.aliases)) {
      if (!task.labels.includes(label)) refuse('is none of the labels', 'aliases', label);
      for (const [index, alias] of aliases.entries()) claim(alias, label, 'aliases', label, index);
    }
    const last = task.changes.length - 1;
    if (task.changes[last]!.version !== task.version)
      refuse(`the last change must be of version ${task.version}`, 'changes', last, 'version');
  });

/** Where the value of a path begins, or the nearest thing around it that is there; a key begins where it is written. */
function offsetOf(document: Document, path: readonly PropertyKey[]): number {
  for (let depth = path.length; depth > 0; depth--) {
    const parent = depth === 1 ? document.contents : document.getIn(path.slice(0, depth - 1), true);
    const pair = isMap(parent)
      ? parent.items.find(({ key }) => isScalar(key) && key.value === path[depth - 1])
      : undefined;
    const node = pair ? pair.key : document.getIn(path.slice(0, depth), true);
    if (isNode(node) && node.range) return node.range[0];
  }
  return 0;
}

function frozen<T>(value: T): T {
  if (value !== null && typeof value === 'object') for (const member of Object.values(value)) frozen(member);
  return Object.freeze(value);
}
