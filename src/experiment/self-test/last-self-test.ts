import { canonicalJson, passedOn, rememberPassed, sha256 } from '../../core/index.js';
import type { PackageVersions } from '../../trainer/index.js';
import { recordedAnswers } from './questions.js';

const check = 'self-test';

/** When the self-test passed with exactly these packages on this machine, as a date; undefined if it has not. */
export async function lastSelfTest(packages: PackageVersions): Promise<string | undefined> {
  return passedOn(check, await keyOf(packages));
}

/** Remembers that the self-test passed with these packages. */
export async function rememberSelfTest(packages: PackageVersions): Promise<void> {
  await rememberPassed(check, await keyOf(packages));
}

async function keyOf(packages: PackageVersions): Promise<string> {
  const { answers } = await recordedAnswers();
  return sha256(canonicalJson({ packages, answers })).slice(0, 16);
}
