import type { CommandUnknownOpts } from '@commander-js/extra-typings';
import type { LeakageSet } from '../../pair-set/index.js';
import type { CommandContext } from '../context.js';
import { jsonOption } from '../options.js';

/** `acc data leakage`: clips and captions that two sets share. */
export function registerLeakage(data: CommandUnknownOpts, { print }: CommandContext): void {
  data
    .command('leakage')
    .description('compare an evaluation set with a training set: shared clips by id, shared captions by text')
    .argument('<train>', 'folder of a built set or corpus, pairs.jsonl, or CSV of base clips, AudioCaps or Clotho')
    .argument('<evaluation>', 'the same, or a captions-SET.jsonl')
    .option('--strict', 'exit status 1 if a clip is shared')
    .option('--dataset <name>', 'both sets are of this dataset of "acc data list": compare ids by its rule')
    .option(...jsonOption)
    .addHelpText('after', helpText)
    .action(async (train, evaluation, { strict, dataset, json }) => {
      const { leakageReport, readLeakageSet } = await import('../../pair-set/index.js');
      const { readManifest } = await import('../../corpus/datasets/index.js');
      const adapter = dataset === undefined ? undefined : readManifest(dataset).adapter;
      const [trained, evaluated] = [await readLeakageSet(train, adapter), await readLeakageSet(evaluation, adapter)];
      const { ids, hashes, captions } = leakageReport(trained, evaluated);
      if (strict && ids.length + hashes.length > 0) process.exitCode = 1;
      const clips = countOf(evaluated);
      if (json)
        return print(
          JSON.stringify({ train: countOf(trained), evaluation: clips, ids, hashes: hashes.length, captions }),
        );
      print(`clips by id: ${ids.length} of ${clips} are in both (${percent(ids.length, clips)})`);
      for (const id of ids.slice(0, 5)) print(`  ${id}`);
      const { verbatim, near, total } = captions;
      print(
        `captions by text: ${verbatim} of ${total} are in the training set word for word, ignoring case and punctuation (${percent(verbatim, total)}); ` +
          `${near} others are near copies, which differ in one word (${percent(near, total)})`,
      );
    });
}

const helpText = `
Ids are compared without the extension of a sound file. A dataset that calls one clip in several ways has a rule of its own, as
AudioCaps: ID, YID, ID_30, YID_30.000_40.000. It is applied to lists of that dataset: those in its published form, those that
"acc data import" wrote, and captions-audiocaps.jsonl.

Examples:
  acc data leakage train.csv test.csv
  acc data leakage my-train.csv my-test.csv --dataset audiocaps-v1 --strict`;

function countOf({ clips }: LeakageSet): number {
  return new Set(clips.map(({ id }) => id)).size;
}

function percent(part: number, whole: number): string {
  return `${((100 * part) / Math.max(1, whole)).toFixed(1)} %`;
}
