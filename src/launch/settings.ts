import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { z } from 'zod';
import { AccError, readText } from '../core/index.js';
import { parseDataFile } from '../yaml/index.js';

/** What the kit itself says to sbatch. */
const kitsOwn = [
  'array',
  'dependency',
  'error',
  'job-name',
  'kill-on-invalid-dep',
  'no-requeue',
  'open-mode',
  'output',
  'parsable',
  'requeue',
  'signal',
  'wait',
  'wrap',
];

const line = z.string().regex(/^[^\n\r]*$/, 'must be one line');

/** Long options of sbatch; true for one without a value. */
const options = z
  .record(z.string(), z.union([line, z.number(), z.literal(true)]))
  .superRefine((given, context) => {
    for (const name of Object.keys(given)) {
      const message = optionFault(name);
      if (message !== undefined) context.addIssue({ code: 'custom', path: [name], message });
    }
  })
  .default({});

function optionFault(name: string): string | undefined {
  if (!/^[a-z][a-z-]*$/.test(name)) return 'must be the long name of an option of sbatch, without dashes';
  return kitsOwn.includes(name) ? 'is set by the kit itself' : undefined;
}

const launcherName = z.enum(['local', 'slurm']);

const launchSchema = z.strictObject({
  launch: launcherName.default('local'),
  local: z
    .strictObject({
      /** GPUs as in CUDA_VISIBLE_DEVICES: a stage each, as many at a time */
      devices: z
        .array(z.union([z.int().nonnegative(), z.string().regex(/^[\w-]+$/)]).transform(String))
        .min(1)
        .refine((names) => new Set(names).size === names.length, 'must differ')
        .optional(),
    })
    .default({}),
  slurm: z
    .strictObject({
      /** of every job */
      options,
      /** also, of jobs that need a GPU, and of the others */
      gpu: options,
      cpu: options,
      /** lines of the shell before the kit starts */
      setup: z.array(line).default([]),
      /** jobs that share the questions of one model */
      shards: z.int().positive().default(1),
    })
    .prefault({}),
});

/** Where and how the stages of a run are executed. It decides nothing about their output, and is in no key and no record. */
export type Launch = z.infer<typeof launchSchema>;

export type SlurmSettings = Launch['slurm'];

/** The file of a store that says where its runs are executed. */
export const launchFile: string = 'launch.yaml';

/**
 * The launcher and its settings.
 * @param choice 'local', 'slurm', or a YAML file in place of the store's own
 * @throws AccError 'launch/invalid' with the place in the file; 'core/file-missing'
 */
export async function readLaunch(store: string, choice?: string): Promise<Launch> {
  if (choice !== undefined && /\.ya?ml$/.test(choice)) return parsed(resolve(choice));
  const file = join(store, launchFile);
  const settings = existsSync(file) ? await parsed(file) : launchSchema.parse({});
  if (choice === undefined) return settings;
  const launch = launcherName.safeParse(choice);
  if (!launch.success) throw unknownLauncher(choice);
  return { ...settings, launch: launch.data };
}

async function parsed(file: string): Promise<Launch> {
  return parseDataFile(await readText(file), file, launchSchema, 'launch/invalid');
}

function unknownLauncher(choice: string): AccError {
  return new AccError('launch/invalid', {
    message: `"${choice}" is no launcher`,
    hint: 'choose local or slurm, or name a YAML file',
  });
}
