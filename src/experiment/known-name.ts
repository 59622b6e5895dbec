import { z } from 'zod';

/** A name of a list that is read when a value is examined. @param what a name of the list is, for the message */
export function isKnown(known: () => readonly string[], what: string): z.ZodString {
  return z.string().refine((name) => known().includes(name), {
    error: ({ input }) => `unknown ${what} "${input}": ${known().join(', ')}`,
  });
}
