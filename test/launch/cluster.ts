import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chmodSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { hostname, userInfo } from 'node:os';
import { join } from 'node:path';
import { vi } from 'vitest';

/** A real Slurm on this machine, with daemons, ports and folders of its own. */
export interface Cluster {
  /** SLURM_CONF, by which the programs of Slurm find it */
  configuration: string;
  /** ends its daemons, and with them all jobs */
  stop(): Promise<void>;
}

/** What is missing for a cluster, '' for nothing. Debian keeps the daemons outside the PATH of users. */
export const missingSlurm: string = ['munged', 'slurmctld', 'slurmd', 'sbatch', 'squeue']
  .filter((program) => spawnSync('which', [program], { env: environment() }).status !== 0)
  .join(', ');

/** Starts munge and Slurm with one partition, "cpu", of two CPUs. @param folder an empty one */
export async function startCluster(folder: string): Promise<Cluster> {
  for (const name of ['munge', 'state', 'spool']) mkdirSync(join(folder, name), { recursive: true });
  chmodSync(folder, 0o755);
  const key = join(folder, 'munge', 'key');
  writeFileSync(key, randomBytes(1024), { mode: 0o600 });
  const configuration = join(folder, 'slurm.conf');
  const [controller, node] = [await freePort(), await freePort()];
  writeFileSync(configuration, slurmConf(folder, { controller, node }));
  const at = (name: string): string => join(folder, 'munge', name);
  const files = [`--key-file=${key}`, `--socket=${at('socket')}`, `--pid-file=${at('pid')}`, `--log-file=${at('log')}`];
  const daemons = [
    start('munged', ['--foreground', '--force', ...files, `--seed-file=${at('seed')}`]),
    start('slurmctld', ['-D', '-f', configuration]),
    start('slurmd', ['-D', '-f', configuration]),
  ];
  const env = { ...environment(), SLURM_CONF: configuration };
  const stop = async (): Promise<void> => {
    // steps of jobs outlive the daemons
    spawnSync('scancel', ['--me'], { env });
    await vi.waitUntil(() => spawnSync('squeue', ['--noheader'], { env, encoding: 'utf8' }).stdout.trim() === '', {
      timeout: 60_000,
      interval: 200,
    });
    for (const { end } of daemons.reverse()) await end();
  };
  try {
    await vi.waitFor(
      () => {
        const states = execFileSync('sinfo', ['--noheader', '--format=%T'], {
          env,
          encoding: 'utf8',
          stdio: 'pipe',
        });
        if (!/idle/.test(states)) throw new Error(`the node is ${states}: ${logs(folder)}`);
      },
      { timeout: 60_000, interval: 200 },
    );
  } catch (error) {
    await stop();
    throw error;
  }
  return { configuration, stop };
}

function start(program: string, args: string[]): { end(): Promise<void> } {
  const child = spawn(program, args, { env: environment(), stdio: 'ignore' });
  const ended = new Promise<void>((resolve) => {
    child.once('exit', () => resolve());
    child.once('error', () => resolve());
  });
  return {
    end: async () => {
      child.kill('SIGTERM');
      await ended;
    },
  };
}

/** A job that is queued again waits for the expiry of its credentials, two minutes by default. */
function slurmConf(folder: string, port: { controller: number; node: number }): string {
  const host = hostname().split('.')[0];
  const user = userInfo().username;
  return `ClusterName=test
SlurmctldHost=${host}(127.0.0.1)
SlurmUser=${user}
SlurmdUser=${user}
SlurmctldPort=${port.controller}
SlurmdPort=${port.node}
AuthType=auth/munge
CredType=cred/munge
AuthInfo=socket=${join(folder, 'munge', 'socket')},cred_expire=5
StateSaveLocation=${join(folder, 'state')}
SlurmdSpoolDir=${join(folder, 'spool')}
SlurmctldPidFile=${join(folder, 'slurmctld.pid')}
SlurmdPidFile=${join(folder, 'slurmd.pid')}
SlurmctldLogFile=${join(folder, 'slurmctld.log')}
SlurmdLogFile=${join(folder, 'slurmd.log')}
ProctrackType=proctrack/pgid
TaskPlugin=task/none
MpiDefault=none
SelectType=select/cons_tres
SelectTypeParameters=CR_Core
SchedulerParameters=sched_interval=1,bf_interval=1
ReturnToService=2
AccountingStorageType=accounting_storage/none
JobAcctGatherType=jobacct_gather/none
NodeName=${host} NodeAddr=127.0.0.1 CPUs=2 RealMemory=1000
PartitionName=cpu Nodes=${host} Default=YES MaxTime=INFINITE State=UP
`;
}

function logs(folder: string): string {
  return ['slurmctld.log', 'slurmd.log']
    .map((name) => readFileSync(join(folder, name), 'utf8').split('\n').slice(-5).join('\n'))
    .join('\n');
}

function environment(): NodeJS.ProcessEnv {
  return { ...process.env, PATH: `${process.env.PATH}:/usr/sbin:/sbin` };
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as { port: number };
  await new Promise((resolve) => server.close(resolve));
  return port;
}
