import { z } from 'zod';
import { AccError } from '../core/index.js';
import { readDataFile } from '../yaml/index.js';
import { assertUniqueNames, filled, nameSchema } from './named.js';

const taskSchema = z.strictObject({
  name: nameSchema,
  label: filled,
  ownSet: nameSchema.optional(),
  prompts: z.record(z.string(), filled),
});

/** A training task as data-manifests/catalogue/training-tasks.yaml describes it: AC, ADC, ACC. */
export type TrainingTask = Readonly<z.infer<typeof taskSchema>>;

const schema = z
  .strictObject({ version: z.int().positive(), tasks: z.array(taskSchema).min(1), captioning: z.string() })
  .superRefine(({ tasks, captioning }, context) => {
    assertUniqueNames(tasks, 'tasks', context);
    const wordings = Object.keys(tasks[0]!.prompts);
    for (const [index, { prompts }] of tasks.entries())
      for (const wording of new Set([...wordings, ...Object.keys(prompts)]))
        if (!(wording in prompts) || !wordings.includes(wording))
          context.addIssue({
            code: 'custom',
            path: ['tasks', index, 'prompts'],
            message: `every task needs a prompt in the wording "${wording}"`,
          });
    if (!tasks.some(({ name }) => name === captioning))
      context.addIssue({ code: 'custom', path: ['captioning'], message: `unknown task "${captioning}"` });
  });

function file(): z.infer<typeof schema> {
  return readDataFile('data-manifests/catalogue/training-tasks.yaml', schema, 'catalogue/invalid');
}

export function trainingTasks(): readonly TrainingTask[] {
  return file().tasks;
}

/** @throws AccError 'catalogue/unknown-task' */
export function trainingTask(name: string): TrainingTask {
  const found = trainingTasks().find((task) => task.name === name);
  if (found) return found;
  const hint = `training tasks: ${trainingTasks()
    .map((task) => task.name)
    .join(', ')}`;
  throw new AccError('catalogue/unknown-task', { message: `unknown training task "${name}"`, hint });
}

/** The wordings that prompts exist in: 'tiny', 'paper'. */
export function wordings(): string[] {
  return Object.keys(trainingTasks()[0]!.prompts);
}

/** The question of a training task. @throws AccError 'catalogue/unknown-task', 'catalogue/unknown-wording' */
export function trainingPrompt(task: string, wording: string): string {
  const prompt = trainingTask(task).prompts[wording];
  if (prompt !== undefined) return prompt;
  const hint = `wordings: ${wordings().join(', ')}`;
  throw new AccError('catalogue/unknown-wording', { message: `unknown wording of prompts "${wording}"`, hint });
}

/** The training task that captions single clips. */
export function captionTask(): string {
  return file().captioning;
}

/** The question that asks for a caption in evaluation. */
export function captionPrompt(wording: string): string {
  return trainingPrompt(captionTask(), wording);
}
