/** The help of `--env`, which `acc notebook run` and `acc notebook check` have. */
export const envHelp: string =
  'value of an environment variable that every run fixes; NAME alone is that of your shell';
