import { existsSync } from 'node:fs';
import { readdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { unlessMissing, writeAtomic } from '../../core/index.js';
import { partsFolder } from '../../stage/index.js';
import type { Answer, GenerationUsage } from '../../trainer/index.js';

/** Answers a part, unless that was done before. @param logs of the part: its answers become the file beside this folder */
export async function answerPart(logs: string, answer: () => Promise<GenerationUsage>): Promise<void> {
  const file = `${logs}.json`;
  if (existsSync(file)) return;
  await writeAtomic(file, JSON.stringify(await answer()));
  await rm(logs, { recursive: true });
}

/** What parts have answered, each id once, since an earlier attempt may have had another number of parts. @param logs of the stage */
export async function answeredParts(
  logs: string,
): Promise<{ finished: Answer[]; usage: Omit<GenerationUsage, 'answers'>[] }> {
  const folder = partsFolder(logs);
  const files = (await unlessMissing(readdir(folder), [])).filter((name) => name.endsWith('.json')).sort();
  const parts = await Promise.all(
    files.map(async (name) => JSON.parse(await readFile(join(folder, name), 'utf8')) as GenerationUsage),
  );
  const byId = new Map(parts.flatMap(({ answers }) => answers.map((answer) => [answer.id, answer])));
  return { finished: [...byId.values()], usage: parts.map(({ answers: _, ...usage }) => usage) };
}
