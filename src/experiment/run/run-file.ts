import { z } from 'zod';
import { AccError, type ErrorFacts, parseJson, readText } from '../../core/index.js';
import { firstIssue } from '../../yaml/index.js';

/** One name, but not of the store's own folders: a damaged folder of the list may be removed. */
const stageFolder = /^(?!(?:runs|slurm|started|unfinished|users)$)[^/\\]*[^/\\.][^/\\]*$/;

/** Folders of stages by name. */
export const stagesSchema = z.record(
  z.string(),
  z.object({ key: z.string(), folder: z.string().regex(stageFolder, 'must be a folder of the store') }),
);

/**
 * A JSON file with runs of a store. What newer or older versions of the kit have added to it is no fault.
 * @throws AccError 'experiment/bad-run' at the place where the file is not JSON, or with the field that is not as expected
 */
export async function readRunFile(file: string, schema: z.ZodType, hint: string): Promise<unknown> {
  const value = parsed(await readText(file), file, hint);
  const { success, error } = schema.safeParse(value);
  if (success) return value;
  const { path, message } = firstIssue(error);
  throw badRun({
    message: `${file} is not as a run writes it: ${[...path, message].join(': ')}`,
    file,
    hint,
    cause: error,
  });
}

function parsed(text: string, file: string, hint: string): unknown {
  try {
    return parseJson(text, file, 'experiment/bad-run');
  } catch (error) {
    const { message, line, column, source } = error as AccError;
    throw badRun({ message, file, line: line!, column: column!, source: source!, hint, cause: error });
  }
}

function badRun(facts: ErrorFacts): AccError {
  return new AccError('experiment/bad-run', facts);
}
