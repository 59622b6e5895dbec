import type { CommandUnknownOpts } from '@commander-js/extra-typings';
import { AccError } from '../../core/index.js';
import type { CommandContext } from '../context.js';
import { jsonOption } from '../options.js';
import { storeOption } from './options.js';

/** `acc claims`: the paper's claims judged on its tables and on a run. */
export function registerClaims(program: CommandUnknownOpts, { print }: CommandContext): void {
  program
    .command('claims')
    .description(
      "judge the paper's claims on its printed tables, on a recorded run, and on a run: holds, fails, undecided",
    )
    .argument(
      '[run]',
      'name of a finished run, see "acc status"; without it, only the printed tables and the recorded run',
    )
    .option('--no-recorded', 'without the recorded run of the kit')
    .option('--claim <id>', 'one claim, with all its comparisons')
    .option('--details', 'all comparisons of every claim')
    .option(...storeOption)
    .option(...jsonOption)
    .addHelpText('after', '\nExamples:\n  acc claims\n  acc claims tiny --claim adc-forgets')
    .action(async (run, { claim, recorded, details, store, json }) => {
      const [{ openRun, recordedBeside }, { claimsText, comparison }] = await Promise.all([
        import('../../experiment/index.js'),
        import('../../results/index.js'),
      ]);
      const opened = run === undefined ? undefined : await openRun(run, store);
      const beside = recorded ? await recordedBeside(opened) : undefined;
      const judged = comparison(opened?.rows ?? [], await opened?.allItemScores(), beside);
      const rows = claim === undefined ? judged.rows : judged.rows.filter(({ claim: { id } }) => id === claim);
      if (rows.length === 0)
        unknownClaim(
          claim!,
          judged.rows.map(({ claim: { id } }) => id),
        );
      const shown = { ...judged, rows };
      if (json) print(JSON.stringify({ ...(opened && { run: opened.summary }), ...shown }));
      else
        print(
          [
            ...(opened ? [opened.summary] : []),
            claimsText(shown, details === true || claim !== undefined).trimEnd(),
          ].join('\n\n'),
        );
    });
}

function unknownClaim(id: string, ids: readonly string[]): never {
  throw new AccError('results/unknown-claim', {
    message: `there is no claim "${id}"`,
    hint: `claims: ${ids.join(', ')}`,
  });
}
