import { readFileSync } from 'node:fs';

/** What decides whether a machine takes the pinned code of every library. */
export interface Machine {
  platform: string;
  arch: string;
  /** instruction sets as /proc/cpuinfo names them */
  flags: readonly string[];
}

/**
 * Why weights and answers made here may differ from those of other machines in their last bits, which training amplifies.
 * @param devices '' for the CPU, else CUDA_VISIBLE_DEVICES
 * @returns undefined where they are the same as on every x86-64 machine with Linux, AVX2 and FMA
 */
export function whyBitsDiffer(devices: string, { platform, arch, flags }: Machine = thisMachine()): string | undefined {
  if (devices !== '') return 'a GPU is used, and no GPU promises the order of its sums';
  if (platform !== 'linux' || arch !== 'x64')
    return `torch for ${platform} ${arch} is another program than that for Linux on x86-64`;
  const missing = ['AVX2', 'FMA'].filter((name) => !flags.includes(name.toLowerCase()));
  return missing.length > 0 ? `the processor has no ${missing.join(' and no ')}` : undefined;
}

function thisMachine(): Machine {
  const { platform, arch } = process;
  const facts = platform === 'linux' ? readFileSync('/proc/cpuinfo', 'utf8') : '';
  return { platform, arch, flags: /^flags\s*:(.*)$/m.exec(facts)?.[1]?.trim().split(' ') ?? [] };
}
