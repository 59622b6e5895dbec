import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { root } from '../../scripts/prepare.mjs';
import { output } from './harness/child.mjs';
import { benchItems } from './metrics/items.mjs';
import { accKit, pycocoevalcap } from './metrics/sides.mjs';

const here = (file) => join(root, 'test/bench/metrics', file);
const ours = async (count, { signal }) =>
  JSON.parse(await output(process.execPath, [here('ours.mjs'), count], { signal }));

/** Both sides score the same items; values that differ are no measurement. */
async function score(side, { python }, context) {
  const count = context.quick ? 1000 : 10_000;
  const input = `${JSON.stringify(await benchItems(count))}\n`;
  const { values, ...costs } =
    side === accKit
      ? await ours(count, context)
      : JSON.parse(await output(python, ['-B', here('peer.py')], { input, signal: context.signal }));
  found = found ?? values;
  for (const [name, value] of Object.entries(values))
    if (!(Math.abs(value - found[name]) < 1e-9))
      throw new Error(`${name} is ${value}, the other side's ${found[name]}`);
  return costs;
}

/** The values of whoever was first. */
let found;

/** The figures of issue 14. */
export default {
  name: 'metrics',
  what: 'tokenising, BLEU, ROUGE-L, CIDEr-D and METEOR of captions with five references',
  ours: accKit,
  peers: [pycocoevalcap],
  measures: [
    {
      name: 'score',
      what: '10,000 items (1,000 with --quick), in a process of its own; items read beforehand',
      repetitions: { full: 3, quick: 1 },
      measure: score,
      figures: {
        cpu: {
          what: 'CPU time',
          unit: 's',
          targets: [
            { peer: 'pycocoevalcap', ratio: 1 / 10 },
            { peer: 'pycocoevalcap', ratio: 1 / 20 },
          ],
        },
        seconds: { what: 'time', unit: 's' },
        rss: { what: 'memory', unit: 'MB (RSS)', targets: [{ atMost: 600 }] },
      },
    },
    {
      name: 'growth',
      what: 'CPU time an item for 100,000 items (10,000 with --quick) to that for a tenth of them',
      repetitions: { full: 1, quick: 1 },
      measure: async (side, _, context) => {
        if (side !== accKit) return {};
        const count = context.quick ? 10_000 : 100_000;
        const [many, few] = [await ours(count, context), await ours(count / 10, context)];
        return { growth: many.cpu / count / (few.cpu / (count / 10)) };
      },
      figures: { growth: { what: 'CPU time an item, ten times the items', unit: 'times', targets: [{ atMost: 1.1 }] } },
    },
    {
      name: 'first',
      what: '`acc metrics score` on four items, from the command to its end, METEOR with paraphrases included',
      repetitions: { full: 5, quick: 2 },
      measure: async (side, _, { signal }) => {
        if (side !== accKit) return {};
        const folder = await mkdtemp(join(tmpdir(), 'acc-bench-'));
        try {
          const file = join(folder, 'items.jsonl');
          await writeFile(file, (await benchItems(4)).map((item) => `${JSON.stringify(item)}\n`).join(''));
          const started = performance.now();
          const args = [
            join(root, 'bin/acc.mjs'),
            'metrics',
            'score',
            file,
            '--raw',
            '--metrics',
            'bleu,rouge_l,cider_d,meteor',
          ];
          await output(process.execPath, args, { signal });
          return { first: (performance.now() - started) / 1000 };
        } finally {
          await rm(folder, { recursive: true, force: true });
        }
      },
      figures: { first: { what: 'first score', unit: 's', targets: [{ atMost: 1.5 }] } },
    },
  ],
};
