import { join } from 'node:path';
import { z } from 'zod';
import { kitRoot, parseJson, readText } from '../../core/index.js';
import { worldSizes } from '../../corpus/index.js';
import type { FlagValue } from '../../trainer/index.js';
import { readDataFile } from '../../yaml/index.js';

/** The folder of the self-test, relative to the kit: model, questions and recorded answers. */
export const selfTestFolder: string = 'data-manifests/self-test';

const questionsSchema = z.strictObject({
  version: z.int().positive(),
  world: z.enum(Object.keys(worldSizes) as [keyof typeof worldSizes]),
  /** of the world */
  seed: z.int(),
  /** flags of `swift infer` */
  settings: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])),
  questions: z.array(
    z.strictObject({
      id: z.string(),
      /** paths inside the world */
      clips: z.array(z.string()).min(1),
      question: z.string(),
    }),
  ),
});

export type SelfTestQuestions = z.infer<typeof questionsSchema> & { settings: Record<string, FlagValue> };
export type SelfTestQuestion = SelfTestQuestions['questions'][number];

/** What the questions were answered with, and the answers by id. */
export interface RecordedAnswers {
  date: string;
  /** packages that may change an answer, the most suspected first */
  versions: Record<string, string>;
  /** SHA-256 of the clips by path inside the world */
  clips: Record<string, string>;
  answers: Record<string, string>;
}

export function selfTestQuestions(): SelfTestQuestions {
  return readDataFile(`${selfTestFolder}/questions.yaml`, questionsSchema, 'experiment/self-test-file');
}

export async function recordedAnswers(): Promise<RecordedAnswers> {
  const file = join(kitRoot(), selfTestFolder, 'answers.json');
  return parseJson(await readText(file), file, 'experiment/self-test-file') as RecordedAnswers;
}
