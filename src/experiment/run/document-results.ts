import { ablationOverview } from './ablation-overview.js';
import { openRun } from './open-run.js';
import { runOverview } from './overview.js';
import { runsNamed } from './runs-named.js';

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
    const overview = await overviewOf(name, store);
    document = document.replace(block, (old, own) =>
      own === name ? `<!-- results of ${name} -->\n\n${overview}\n<!-- end of results -->` : old,
    );
  }
  return document;
}

async function overviewOf(name: string, store: string | undefined): Promise<string> {
  const runs = await Promise.all((await runsNamed(name, store)).map((one) => openRun(one, store)));
  const isAblation = runs.length > 1 || runs[0]!.experiment.ablation !== undefined;
  return isAblation ? ablationOverview(runs, store) : runOverview(runs[0]!);
}
