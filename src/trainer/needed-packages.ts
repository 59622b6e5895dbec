import { AccError } from '../core/index.js';
import type { PythonEnvironment } from './environment.js';
import { installedVersions } from './packages.js';
import type { FlagValue } from './settings.js';

/** Values of flags that need a Python package which environment.yml does not have. */
const needs: readonly { flag: string; values: RegExp; package: string }[] = [
  { flag: 'quant_method', values: /^bnb$/, package: 'bitsandbytes' },
  { flag: 'quant_method', values: /^hqq$/, package: 'hqq' },
  { flag: 'quant_method', values: /^eetq$/, package: 'eetq' },
  { flag: 'quant_method', values: /^quanto$/, package: 'optimum-quanto' },
  { flag: 'optim', values: /8bit|^paged_/, package: 'bitsandbytes' },
  { flag: 'attn_impl', values: /^flash_attn|^flash_attention_2$/, package: 'flash-attn' },
  { flag: 'deepspeed', values: /./, package: 'deepspeed' },
];

/** A package that a call of `swift` needs. */
export interface NeededPackage {
  package: string;
  /** without dashes */
  flag: string;
  value: string;
}

/** The packages that calls of `swift` with these flags need besides those of environment.yml. */
export function neededPackages(calls: readonly Record<string, FlagValue>[]): NeededPackage[] {
  const found = calls.flatMap((values) =>
    needs.flatMap(({ flag, values: pattern, package: name }) => {
      const value = String(values[flag] ?? '');
      return pattern.test(value) ? [{ package: name, flag, value }] : [];
    }),
  );
  return [...new Map(found.map((one) => [one.package, one])).values()];
}

/** Those of the packages that Python does not have. It is not started where there are none. */
export async function missingPackages(
  needed: readonly NeededPackage[],
  environment: PythonEnvironment,
): Promise<NeededPackage[]> {
  if (needed.length === 0) return [];
  const installed = await installedVersions(environment);
  return needed.filter(({ package: name }) => !(name in installed));
}

/** A missing package as an error: 'trainer/wrong-packages', with how to install it beside the others. */
export function packageError({ flag, value, package: name }: NeededPackage, { python }: PythonEnvironment): AccError {
  return new AccError('trainer/wrong-packages', {
    message: `--${flag} ${value} needs the Python package ${name}, which is not installed`,
    hint: `install it beside the others: uv pip install --python "${python}" ${name} (without uv: "${python}" -m pip install ${name})`,
  });
}
