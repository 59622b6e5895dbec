import { type PackageVersions, whyBitsDiffer } from '../../trainer/index.js';

/** A package of another version than that which the answers were recorded with. */
export interface Suspect {
  package: string;
  /** undefined where it is not installed */
  installed: string | undefined;
  recorded: string;
}

/** The packages whose version differs, the most suspected first. @param recorded versions in that order */
export function suspects(installed: PackageVersions, recorded: Readonly<Record<string, string>>): Suspect[] {
  return Object.entries(recorded)
    .map(([name, version]) => ({ package: name, installed: installed[name], recorded: version }))
    .filter((one) => one.installed !== one.recorded);
}

/** 'suspected: transformers 4.53.3 (recorded with 4.48.3), …' */
export function suspectsText(found: readonly Suspect[]): string {
  if (found.length > 0)
    return `suspected: ${found
      .map(
        ({ package: name, installed = 'not installed', recorded }) =>
          `${name} ${installed} (recorded with ${recorded})`,
      )
      .join(', ')}`;
  const processor = whyBitsDiffer('');
  const versions = 'all packages have the versions that the answers were recorded with';
  return processor
    ? `${versions}; suspected: this machine (${processor})`
    : `${versions}; suspected: a damaged package, or the processor`;
}
