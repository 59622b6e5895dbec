import { z } from 'zod';

/** A name as files, options and records use it. */
export const nameSchema: z.ZodString = z.string().regex(/^[A-Za-z][\w+.-]*$/, 'must be letters, digits, _ + . or -');

/** A text that is not empty. */
export const filled: z.ZodString = z.string().trim().min(1);

/** Adds an issue for each duplicate name. */
export function assertUniqueNames(
  entries: readonly { name: string }[],
  path: string,
  context: z.core.$RefinementCtx,
): void {
  const seen = new Set<string>();
  for (const [index, { name }] of entries.entries()) {
    if (seen.has(name))
      context.addIssue({ code: 'custom', path: [path, index, 'name'], message: `duplicate name "${name}"` });
    seen.add(name);
  }
}

/** Known names first and in their own order, others after them as they first appear. */
export function inOrder(names: Iterable<string>, known: readonly string[]): string[] {
  const found = new Set(names);
  return [...known.filter((name) => found.has(name)), ...[...found].filter((name) => !known.includes(name))];
}
