import type { CommandUnknownOpts } from '@commander-js/extra-typings';
import type { CommandContext } from '../context.js';
import { jsonOption } from '../options.js';

/** `acc data leakage`: clips and captions that two sets share. */
export function registerLeakage(data: CommandUnknownOpts, { print }: CommandContext): void {
  data
    .command('leakage')
    .description('compare an evaluation set with a training set: shared clips by id, shared captions by text')
    .argument('<train>', 'folder of a built set, pairs.jsonl, or CSV of base clips, AudioCaps or Clotho')
    .argument('<evaluation>', 'the same, or a captions-SET.jsonl')
    .option('--strict', 'exit status 1 if a clip is shared')
    .option(...jsonOption)
    .addHelpText('after', '\nExample:\n  acc data leakage train.csv test.csv')
    .action(async (train, evaluation, { strict, json }) => {
      const { leakageReport, readLeakageSet } = await import('../../pair-set/index.js');
      const [one, other] = [await readLeakageSet(train), await readLeakageSet(evaluation)];
      const { ids, hashes, captions } = leakageReport(one, other);
      if (strict && ids.length + hashes.length > 0) process.exitCode = 1;
      const clips = new Set(other.ids).size;
      if (json)
        return print(
          JSON.stringify({ train: new Set(one.ids).size, evaluation: clips, ids, hashes: hashes.length, captions }),
        );
      print(`clips by id: ${ids.length} of ${clips} are in both (${percent(ids.length, clips)})`);
      for (const id of ids.slice(0, 5)) print(`  ${id}`);
      print(
        `captions by text: ${captions.verbatim} of ${captions.total} are in the training set word for word, ignoring case and punctuation (${percent(captions.verbatim, captions.total)})`,
      );
    });
}

function percent(part: number, whole: number): string {
  return `${((100 * part) / Math.max(1, whole)).toFixed(1)} %`;
}
