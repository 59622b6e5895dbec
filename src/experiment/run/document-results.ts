import { openRun } from './open-run.js';
import { runOverview } from './overview.js';

/** `<!-- results of recorded/tiny -->`, the overview of that run, `<!-- end of results -->` */
const block = /^<!-- results of (\S+) -->\n[\s\S]*?^<!-- end of results -->$/gm;

/** The names of the runs whose overview a Markdown document contains between markers. */
export function documentedRuns(text: string): string[] {
  return Array.from(text.matchAll(block), ([, name]) => name!);
}

/** The document with the overview of each of these runs as it is now. @throws what openRun throws */
export async function withResults(text: string, store?: string): Promise<string> {
  let document = text;
  for (const name of documentedRuns(text)) {
    const overview = await runOverview(await openRun(name, store));
    document = document.replace(block, (old, own) =>
      own === name ? `<!-- results of ${name} -->\n\n${overview}\n<!-- end of results -->` : old,
    );
  }
  return document;
}
