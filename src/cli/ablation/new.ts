import { join, resolve } from 'node:path';
import { Argument, type CommandUnknownOpts, Option } from '@commander-js/extra-typings';
import { AccError, kitRoot } from '../../core/index.js';
import type { NewAblation } from '../../experiment/index.js';
import type { Direction } from '../../results/index.js';
import { type Ask, asking } from '../asking.js';
import type { CommandContext } from '../context.js';
import { allValues, jsonOption, nameList, positiveNumber } from '../options.js';

/** as in src/results, which is loaded only when the command runs */
const directions = ['higher', 'lower', 'same'] as const satisfies readonly Direction[];

/** `acc ablation new`: hypothesis, change and expected direction become one valid file. */
export function registerNew(group: CommandUnknownOpts, { print, log, signal }: CommandContext): void {
  group
    .command('new')
    .description(
      'write an ablation: what it asks, what it changes, what you expect; on a terminal it asks for what is missing',
    )
    .addArgument(new Argument('<name>', 'name of the file and of the run').argParser(fileName))
    .option('--hypothesis <text>', 'what you want to know, as a statement that can be wrong')
    .option('--change <key=value>', 'what differs, e.g. swift.arm.lora_rank=2; may be repeated', allValues)
    .option(
      '--sweep <key=values>',
      'a run for every value, e.g. swift.arm.lora_rank=2,8,32; may be repeated',
      allValues,
    )
    .addOption(
      new Option('--expect <direction>', 'where you expect the value, against the experiment that it extends').choices(
        directions,
      ),
    )
    .option(
      '--within <difference>',
      'with --expect same: how large a difference counts as the same, in the unit of the metric',
      positiveNumber,
    )
    .option('--metric <name>', 'the metric of the expectation', 'accuracy')
    .option('--arms <names>', 'the arms of the expectation, separated by commas', nameList)
    .option('--sets <names>', 'the evaluation sets of the expectation, separated by commas', nameList)
    .option('--extends <experiment>', 'profile or file that it extends', 'tiny')
    .option('--out <folder>', 'folder of the file (default: notebooks/ablations of the kit)')
    .option(...jsonOption)
    .addHelpText('after', newHelp)
    .action(async (name, options) => {
      const { writeAblation } = await import('../../experiment/index.js');
      const { hypothesis, changes, sweeps, expected } = await asking(signal, (ask) => stated(options, ask));
      const { file, experiments } = await writeAblation(
        resolve(options.out ?? join(kitRoot(), 'notebooks', 'ablations')),
        {
          ...{ name, base: options.extends, title: hypothesis, changes, sweeps },
          ...{ hypothesis, expected },
        },
      );
      if (options.json) return print(JSON.stringify({ file, runs: experiments.length }));
      print(file);
      const which = options.out === undefined ? name : file;
      log(
        `${experiments.length} run${experiments.length === 1 ? '' : 's'}; next: acc plan ${which}, then acc run ${which}`,
      );
    });
}

const newHelp = `
State the expectation before you run it. Choose settings on validation pairs only (--change evaluationPairs=valid), never by a test table.

Keys that are often varied:
  swift.arm.<flag>            any flag of swift, e.g. swift.arm.lora_rank, swift.arm.learning_rate, swift.arm.max_steps
  targets.acc                 how both captions are aligned: paper-naive, paper-clean, provenance
  editing.eventToBaseDb       level of the event, e.g. [-5,3]
  pairs                       {triplesPerBase: 2}, {preset: all-pairs-5} or {folder: PATH}
  split                       clean, or overlapping: arms also train on the clips of the in-domain captioning sets
  targets.prompts             wording of the questions, of all arms together
  arms                        all arms that are trained, e.g. {ADC add: {tasks: [ADC], data: {operations: [add]}}}; data has
                              operations, fraction, weights, acc and split
  arms.<arm>.data.<key>       of one arm, with --sweep only, e.g. arms.ADC.data.fraction=0.25,0.5,1

Examples:
  acc ablation new rank-2 --hypothesis "A smaller adapter forgets less" --change swift.arm.lora_rank=2 \\
    --expect higher --metric accuracy --arms ADC --sets vocal,genre
  acc ablation new rank --hypothesis "Forgetting grows with the rank" --sweep swift.arm.lora_rank=2,8,32 \\
    --expect lower --arms ADC --sets genre`;

interface Options {
  hypothesis?: string;
  change?: string[];
  sweep?: string[];
  expect?: Direction;
  within?: number;
  metric: string;
  arms?: string[];
  sets?: string[];
}

/** What the options state, with answers for what they do not, in the order of the file. */
async function stated(options: Options, ask: Ask): Promise<Stated> {
  const hypothesis = options.hypothesis ?? (await ask('Hypothesis, as a statement that can be wrong', '--hypothesis'));
  const { change: changes = [], sweep: sweeps = [] } = options;
  if (changes.length + sweeps.length === 0)
    changes.push(await ask('Change, as key=value (e.g. swift.arm.lora_rank=2)', '--change or --sweep'));
  const direction = options.expect ?? (await askDirection(ask));
  const arms = options.arms ?? nameList(await ask('Arms of the expectation, separated by commas', '--arms'));
  const sets = options.sets ?? nameList(await ask('Evaluation sets of the expectation, separated by commas', '--sets'));
  const { metric, within } = options;
  const expected = { arms, sets, metric, direction, ...(within === undefined ? {} : { within }) };
  return { hypothesis, changes, sweeps, expected };
}

type Stated = Pick<NewAblation, 'hypothesis' | 'expected'> & { changes: string[]; sweeps: string[] };

function fileName(text: string): string {
  if (/^[A-Za-z0-9][\w.-]*$/.test(text)) return text;
  throw new AccError('cli/bad-argument', {
    message: `"${text}" cannot be the name of an ablation`,
    hint: 'use letters, digits and . _ -',
  });
}

async function askDirection(ask: Ask): Promise<(typeof directions)[number]> {
  const answer = await ask(`Expected direction (${directions.join(', ')})`, '--expect');
  const found = directions.find((direction) => direction === answer);
  if (found) return found;
  throw new AccError('cli/bad-option', { message: `"${answer}" is no direction`, hint: directions.join(', ') });
}
