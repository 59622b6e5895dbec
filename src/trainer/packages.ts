import type { PythonEnvironment } from './environment.js';

/** The installed packages as `pip freeze` lists them, e.g. 'torch==2.6.0', in the order of their names. Takes a fifth of a second. */
export async function installedPackages({ python }: PythonEnvironment): Promise<string[]> {
  const code = `
import json
from importlib.metadata import distributions
found = {}
for one in distributions():
    found.setdefault(one.metadata["Name"].lower().replace("_", "-"), one.version)
print(json.dumps([f"{name}=={version}" for name, version in sorted(found.items())]))`;
  const { execa } = await import('execa');
  const { stdout } = await execa(python, ['-c', code]);
  return JSON.parse(stdout) as string[];
}

/** Versions of Python packages by name. */
export type PackageVersions = Record<string, string>;

/** The versions in lines such as 'torch==2.6.0', as in a list of installed packages and in a lock. */
export function packageVersions(lines: string): PackageVersions {
  const pins = [...lines.matchAll(/^([\w.-]+)==([^\s;]+)/gm)];
  return Object.fromEntries(pins.map(([, name, version]) => [name!, version!]));
}

/** The installed packages with their versions. */
export async function installedVersions(environment: PythonEnvironment): Promise<PackageVersions> {
  return packageVersions((await installedPackages(environment)).join('\n'));
}
