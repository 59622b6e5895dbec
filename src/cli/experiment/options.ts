/** The experiment that a command reads. */
export const experimentArgument = [
  '<experiment>',
  'profile (smoke, tiny, small, paper-4090) or experiment file',
] as const;

export const setOption = [
  '--set <key=value...>',
  'override a value of the experiment, e.g. --set swift.arm.learning_rate=1e-4',
] as const;

export const nameOption = [
  '--name <name>',
  'name of the run (default: that of the experiment; with --set also the overrides, e.g. tiny@learning-rate=1e-4)',
] as const;

export const storeOption = [
  '--store <folder>',
  'folder of the finished stages (default: .acc in the kit, or ACC_STORE)',
] as const;

export const authorOption = ['--author <name>', 'who made the run, for the metadata of the file'] as const;

export const licenceOption = [
  '--licence <identifier>',
  'SPDX identifier of the licence of the file',
  'Apache-2.0',
] as const;

/** The options that choose a run, as commander gives them. */
export interface RunChoice {
  set?: string[];
  name?: string;
  store?: string;
}

export const launchOption = [
  '--launch <launcher>',
  'where the stages are executed: local, slurm, or a launch file (default: what launch.yaml in the store says, else local)',
] as const;

export const waitOption = [
  '--wait',
  'with Slurm: wait for the jobs, show their progress and print the tables; Ctrl-C ends the waiting alone',
] as const;

/** The options that choose where a run is executed. */
export interface LaunchChoice {
  launch?: string;
  wait?: boolean;
}
