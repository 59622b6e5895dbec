import { formatError } from '../../../core/index.js';
import { lastSelfTest } from '../../../experiment/index.js';
import {
  checkVersions,
  findEnvironment,
  installedVersions,
  type PythonEnvironment,
  type TrainerVersions,
  trainerVersions,
} from '../../../trainer/index.js';
import type { Finding } from './finding.js';
import { checkGpus } from './gpu.js';

/** Checks the Python environment, its transformers, its last self-test, and the GPUs that it sees. */
export async function checkPython(): Promise<Finding[]> {
  const environment = await findEnvironment();
  const remedy = 'run "npm run acc -- env" (fetches about 3 GB, takes 6 GB on disk)';
  const missing = (found: string, how: string): Finding[] => [
    { name: 'Python environment', state: 'fail', found, remedy: how },
  ];
  if (!environment) return [...missing('not installed', remedy), ...(await checkGpus())];
  try {
    const versions = await trainerVersions(environment, { cuda: true });
    const { python, swift, torch } = versions;
    return [
      { name: 'Python environment', state: 'ok', found: `Python ${python}, ms-swift ${swift}, torch ${torch}` },
      transformers(versions),
      await selfTested(environment),
      ...(await checkGpus(versions)),
    ];
  } catch (error) {
    const reason = (error as { shortMessage?: string }).shortMessage ?? 'unknown reason';
    const found = `${environment.python} does not start (${reason})`;
    return [...missing(found, 'run "npm run acc -- env --reinstall"'), ...(await checkGpus())];
  }
}

function transformers(versions: TrainerVersions): Finding {
  const name = 'transformers';
  try {
    checkVersions(versions);
    return { name, state: 'ok', found: `${versions.transformers} (at least 4.45, below 4.49)` };
  } catch (error) {
    return { name, state: 'fail', found: formatError(error) };
  }
}

async function selfTested(environment: PythonEnvironment): Promise<Finding> {
  const last = await lastSelfTest(await installedVersions(environment));
  if (last) return { name: 'self-test', state: 'ok', found: `passed with these packages, ${last}` };
  const remedy = 'run "npm run acc -- env check" (half a minute)';
  return { name: 'self-test', state: 'warn', found: 'not passed with these packages yet', remedy };
}
