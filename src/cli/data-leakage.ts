import { leakageReport, readLeakageSet } from '../pair-set/index.js';
import type { CommandContext } from './main.js';

/** `acc data leakage`: what two sets share. */
export async function leakage(
  { print }: CommandContext,
  train: string,
  evaluation: string,
  { strict, json }: { strict?: boolean; json?: boolean },
): Promise<void> {
  const [one, other] = [await readLeakageSet(train), await readLeakageSet(evaluation)];
  const { ids, hashes, captions } = leakageReport(one, other);
  if (strict && ids.length + hashes.length > 0) process.exitCode = 1;
  const clips = new Set(other.ids).size;
  if (json)
    return print(
      JSON.stringify({ train: new Set(one.ids).size, evaluation: clips, ids, hashes: hashes.length, captions }),
    );
  const percent = (part: number, whole: number): string => `${((100 * part) / Math.max(1, whole)).toFixed(1)} %`;
  print(`clips by id: ${ids.length} of ${clips} are in both (${percent(ids.length, clips)})`);
  for (const id of ids.slice(0, 5)) print(`  ${id}`);
  print(
    `captions by text: ${captions.verbatim} of ${captions.total} stand verbatim in training, capitals and the final period aside (${percent(captions.verbatim, captions.total)})`,
  );
}
