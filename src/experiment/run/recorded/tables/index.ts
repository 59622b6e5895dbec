import { answersTable } from './answers.js';
import { copyTable } from './copies.js';
import { documentTable } from './documents.js';
import { itemScoresTable } from './item-scores.js';
import { drawsTable } from './rows.js';
import { soundsTable } from './sounds.js';
import type { CrateTable } from './table.js';

export { soundHashes, soundsFile, soundsTable } from './sounds.js';
export { type CrateTable, parsedLines } from './table.js';

/** The tables of a recorded run, each after those that it is read with. */
export const crateTables: readonly CrateTable[] = [
  copyTable('world', 'bases.csv', 'The base clips of the synthetic corpus: caption, file, split'),
  copyTable(
    'world',
    'events.csv',
    'The sound events of the synthetic corpus: category, type, description, file, split',
  ),
  soundsTable,
  copyTable('world', 'corpus.yaml', 'The name of the corpus, and that it is synthetic'),
  documentTable(['targets'], 'targets.json', 'Statistics of the ACC targets, one line per stage'),
  copyTable('questions', 'evaluation.jsonl', 'The questions that every model answered, with their references'),
  documentTable(['questions', 'leakage'], 'leakage.json', 'What evaluation shares with training, one line per check'),
  documentTable(['base', 'arm'], 'steps.json', 'The logged losses of each training, one line per training'),
  answersTable,
  itemScoresTable,
  documentTable(
    ['scores'],
    'confusion.json',
    'Confusion matrices of the classification sets, one line per model and draw',
  ),
  drawsTable,
  copyTable(
    'results',
    'views.json',
    'What tables, figures and claims show of the values: cells, a hash of each trace, verdicts',
  ),
  copyTable(
    'results',
    'rows.jsonl',
    'The values of the tables, one per line: means over draws, with spread and provenance',
  ),
];
