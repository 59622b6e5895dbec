import { AccError } from '../core/index.js';
import type { Stage } from './types.js';

/** The GPUs of a machine, each used by one stage at a time. */
export interface DevicePool {
  /** GPUs for a stage; nothing to choose for one that needs none. @returns undefined while too few are free */
  take(stage: Stage): ChosenDevices | undefined;
  giveBack(chosen: ChosenDevices): void;
}

/** What a stage is given: CUDA_VISIBLE_DEVICES, or nothing. */
export interface ChosenDevices {
  devices?: string;
}

/**
 * @param names as in CUDA_VISIBLE_DEVICES; where they are not given, no stage waits, and each uses the GPUs that its experiment names
 * @throws AccError 'stage/too-few-devices' for a stage that would wait for ever
 */
export function devicePool(plan: readonly Stage[], names?: readonly string[]): DevicePool {
  if (!names) return { take: () => ({}), giveBack: () => {} };
  const largest = plan.find(({ gpus = 0 }) => gpus > names.length);
  if (largest) throw tooFew(largest, names);
  const free = [...names];
  return {
    take({ gpus = 0 }) {
      if (gpus === 0) return {};
      return free.length < gpus ? undefined : { devices: free.splice(0, gpus).join(',') };
    },
    giveBack({ devices }) {
      if (devices !== undefined) free.push(...devices.split(','));
    },
  };
}

function tooFew({ name, gpus }: Stage, names: readonly string[]): AccError {
  return new AccError('stage/too-few-devices', {
    message: `${name} needs ${gpus} GPUs, and ${names.length} are named`,
    hint: 'name more under local.devices of the launch file, or train with fewer processes',
  });
}
