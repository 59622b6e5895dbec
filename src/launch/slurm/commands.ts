import { AccError } from '../../core/index.js';

/** A task of a job array in the queue, or one that left it a few minutes ago. */
export interface QueuedTask {
  /** '12_0' */
  id: string;
  /** of Slurm, such as 'PENDING' */
  state: string;
  /** of Slurm, such as 'Dependency' or 'NonZeroExitCode'; 'None' for none */
  reason: string;
}

/** Submits a script. @returns the id of the job. @throws AccError 'launch/rejected' with what sbatch says */
export async function submitScript(file: string, signal: AbortSignal): Promise<string> {
  const { exitCode, stdout, stderr } = await slurm('sbatch', ['--parsable', file], signal);
  const id = /^(\d+)(?:;\S*)?\s*$/.exec(stdout)?.[1];
  if (exitCode === 0 && id !== undefined) return id;
  if (isDown(stderr)) throw failed('sbatch', stderr);
  throw new AccError('launch/rejected', {
    message: `sbatch rejects a job: ${errorText(stderr) || stdout.trim() || `exit status ${exitCode}`}`,
    file,
    hint: 'see "slurm" of the launch file: options, gpu, cpu; "sinfo" lists the partitions',
  });
}

/** The user's tasks that Slurm still knows. @throws AccError 'launch/slurm-failed' where its controller does not answer */
export async function queuedTasks(signal: AbortSignal): Promise<Map<string, QueuedTask>> {
  const args = ['--noheader', '--me', '--array', '--states=all', '--format=%i|%T|%r'];
  const { exitCode, stdout, stderr } = await slurm('squeue', args, signal);
  if (exitCode !== 0) throw failed('squeue', stderr);
  return tasksOf(stdout);
}

/** What the accounting says about tasks that the queue has forgotten; undefined where the cluster keeps none. */
export async function accountedTasks(
  ids: readonly string[],
  signal: AbortSignal,
): Promise<Map<string, QueuedTask> | undefined> {
  const args = ['--noheader', '--parsable2', '--allocations', `--jobs=${ids.join(',')}`, '--format=JobID,State,Reason'];
  const { exitCode, stdout } = await slurm('sacct', args, signal);
  return exitCode === 0 ? tasksOf(stdout) : undefined;
}

/** Ends jobs, or tasks of them. @throws AccError 'launch/slurm-failed' */
export async function cancelJobs(ids: readonly string[], signal: AbortSignal): Promise<void> {
  const { exitCode, stderr } = await slurm('scancel', [...ids], signal);
  if (exitCode !== 0) throw failed('scancel', stderr);
}

/** Queues the job that this process is again; Slurm then ends it. */
export async function requeueJob(id: string, signal: AbortSignal): Promise<void> {
  const { exitCode, stderr } = await slurm('scontrol', ['requeue', id], signal);
  if (exitCode !== 0) throw failed('scontrol', stderr);
}

/** Lines of '12_0|PENDING|Dependency'; sacct says 'CANCELLED by 1000'. */
function tasksOf(text: string): Map<string, QueuedTask> {
  const lines = text.split('\n').filter(Boolean);
  const tasks = lines.map((line) => {
    const [id = '', state = '', reason = ''] = line.split('|');
    return { id, state: state.split(' ')[0]!, reason };
  });
  return new Map(tasks.map((task) => [task.id, task]));
}

async function slurm(
  program: string,
  args: string[],
  signal: AbortSignal,
): Promise<{ exitCode: number; stdout: string; stderr: string }> {
  const { execa } = await import('execa');
  const result = await execa(program, args, { reject: false, cancelSignal: signal, stdin: 'ignore' });
  signal.throwIfAborted();
  if ((result.cause as NodeJS.ErrnoException | undefined)?.code === 'ENOENT') throw noSlurm(program);
  return { exitCode: result.exitCode ?? 1, stdout: result.stdout, stderr: result.stderr };
}

function isDown(stderr: string): boolean {
  return /Unable to contact slurm controller|Socket timed out|Connection refused|Zero Bytes were transmitted/i.test(
    stderr,
  );
}

function failed(program: string, stderr: string): AccError {
  return new AccError('launch/slurm-failed', {
    message: `${program}: ${errorText(stderr) || 'ended with an error and said nothing'}`,
    hint: isDown(stderr)
      ? 'the controller of Slurm does not answer; try again later: queued jobs and finished stages are kept'
      : 'see the documentation of Slurm',
  });
}

/** The lines of an error without the name of the program, joined. */
function errorText(stderr: string): string {
  const lines = stderr.split('\n').map((text) => text.replace(/^\w+: error: /, '').trim());
  return lines.filter(Boolean).join('; ');
}

function noSlurm(program: string): AccError {
  return new AccError('launch/no-slurm', {
    message: `${program} is not installed`,
    hint: 'start the run on a machine of the cluster that has the programs of Slurm, or here with --launch local',
  });
}
