import { type CommandUnknownOpts, Option } from '@commander-js/extra-typings';
import type { CommandContext } from '../context.js';
import { jsonOption, nameList } from '../options.js';
import { evaluationSetOption, readOptions, textFormats } from '../text-files.js';

/** `acc tasks score`: answers to a classification task, by every matcher. */
export function registerScore(tasks: CommandUnknownOpts, { print, log }: CommandContext): void {
  tasks
    .command('score')
    .description('score the answers to a classification task by all matchers, and list those without a label')
    .argument('<answers>', 'answers {id, answer, label} or results of swift infer: CSV, JSON or JSONL')
    .argument('[labels]', 'labels by id, such as tasks/TASK.jsonl, if the answers have none')
    .requiredOption('--task <name>', 'the task, see acc tasks list')
    .option('--compare <file>', 'answers of a second system to the same items: exact McNemar test')
    .addOption(new Option('--format <format>', 'format of all files (default: by extension)').choices(textFormats))
    .option('--id-column <name>', 'the column with the ids')
    .option('--candidate-column <name>', 'the column with the answers')
    .option('--reference-columns <name>', 'the column with the labels', nameList)
    .option(...evaluationSetOption)
    .option(...jsonOption)
    .addHelpText('after', helpText)
    .action(async (answers, labels, options) => {
      const [{ assertSameIds }, { readTask }, { readAnswers }, { scoreAnswers }, { scoreText }] = await Promise.all([
        import('../../captioning/index.js'),
        import('../../catalogue/index.js'),
        import('./read-answers.js'),
        import('./score-answers.js'),
        import('./score-text.js'),
      ]);
      const task = await readTask(options.task);
      const read = readOptions(options, log);
      const first = await readAnswers(task, answers, labels, read);
      const second = options.compare === undefined ? undefined : await readAnswers(task, options.compare, labels, read);
      if (second) assertSameIds(first, second, ['no answer in the second file', 'no answer in the first file']);
      const score = scoreAnswers(task, first, second);
      print(options.json ? JSON.stringify(score) : scoreText(score));
    });
}

const helpText = `
Files are those of the kit (items.jsonl of a run, tasks/TASK.jsonl) and results of "swift infer" (response, labels). All matchers are those of
data-manifests/tasks/README.md; the one that the task is scored by is marked.

Examples:
  acc tasks score result.jsonl --task gtzan
  acc tasks score items.jsonl --task vocal --set vocal --compare other/items.jsonl
  acc tasks score answers.csv evaluation/tasks/gtzan.jsonl --task gtzan --json`;
