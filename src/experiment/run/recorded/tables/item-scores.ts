import { jsonLines } from '../../../../core/index.js';
import type { Draw, ItemFamily, SetItemScores } from '../../../../results/index.js';
import { type RunContents, stagesOfKind } from '../contents.js';
import { answerLines, answersOf, questionsOf } from './answers.js';
import { type CrateTable, linesOf, parsedLines, placesOf } from './table.js';

/** Precedes the items of a set. */
interface SetLine {
  set: string;
  families: FamilyShape[];
  /** which stages "scores" the lines are about */
  scores: number[];
}

interface FamilyShape {
  /** how many */
  columns: number;
  statistics: ItemFamily['statistics'];
}

interface ItemLine {
  id: string;
  /** the numbers of all families, for each different answer */
  values: number[][];
  /** which of them each stage has, where the answers do not decide it */
  of?: number[];
}

/** The scores of single items: they depend on an item and an answer, and many models give the same one. */
export const itemScoresTable: CrateTable = {
  file: 'item-scores.jsonl',
  description:
    'The numbers of each item behind the values, for paired statistics: a line per evaluation set with the metrics, then a line per item with the numbers of each different answer, in the order of answers.jsonl',
  write: (run) => {
    const stages = stagesOfKind(run, 'scores').map((stage) => linesOf<SetItemScores>(stage, 'item-scores.jsonl'));
    const answers = answersByScores(run);
    const lines = sharedSets(stages).flatMap(({ set, families, scores }) => {
      const own = scores.map((stage) => stages[stage]!.find((one) => one.set === set)!);
      const items = own[0]!.ids.map((id, item): ItemLine => {
        const vectors = own.map((one) => one.families.flatMap(({ columns }) => columns.map((column) => column[item]!)));
        const answer = answers(`${set}/${id}`);
        return { id, ...withoutRepetition(vectors, scores.map(answer)) };
      });
      return [{ set, families, scores } satisfies SetLine, ...items];
    });
    return lines.length === 0 ? undefined : jsonLines(lines);
  },
  read: (text, run) => {
    const stages = stagesOfKind(run, 'scores');
    const answers = answersByScores(run);
    const found = stages.map((): SetItemScores[] => []);
    for (const { set, families, scores, items } of setsIn(text))
      for (const [place, stage] of scores.entries()) {
        const vectors = items.map(({ id, values, of }) => {
          const answer = answers(`${set}/${id}`);
          return values[(of ?? placesOf(scores.map(answer)))[place]!]!;
        });
        const { arm, draw } = stages[stage]!.record.parameters as unknown as { arm: string; draw: Draw };
        const ids = items.map(({ id }) => id);
        found[stage]!.push({ arm, draw, set, ids, families: familiesOf(families, vectors) });
      }
    const order = [...new Set(questionsOf(run).map(({ set }) => set))];
    for (const [place, { files }] of stages.entries())
      files['item-scores.jsonl'] = jsonLines(found[place]!.sort((a, b) => order.indexOf(a.set) - order.indexOf(b.set)));
  },
};

/** @returns which of the answers to a question a stage "scores" judged */
function answersByScores(run: RunContents): (id: string) => (scores: number) => number {
  const of = new Map(answerLines(run).map((line) => [line.id, line.of]));
  const answering = stagesOfKind(run, 'answers');
  const place = stagesOfKind(run, 'scores').map((stage) => answering.indexOf(answersOf(stage, run)));
  return (id) => (scores) => of.get(id)![place[scores]!]!;
}

/** The sets of all stages; stages with other metrics on a set have a line of their own. */
function sharedSets(stages: readonly (readonly SetItemScores[])[]): SetLine[] {
  const shared = new Map<string, SetLine>();
  for (const [place, sets] of stages.entries())
    for (const { set, families } of sets) {
      const shape = families.map(({ columns, statistics }): FamilyShape => ({ columns: columns.length, statistics }));
      const key = JSON.stringify([set, shape]);
      const line = shared.get(key) ?? { set, families: shape, scores: [] };
      line.scores.push(place);
      shared.set(key, line);
    }
  return [...shared.values()];
}

/** @param vectors the numbers of an item in each stage @param answers which answer each stage judged */
function withoutRepetition(vectors: number[][], answers: readonly number[]): Pick<ItemLine, 'values' | 'of'> {
  const byAnswer = placesOf(answers);
  const values: number[][] = [];
  for (const [place, vector] of vectors.entries()) values[byAnswer[place]!] ??= vector;
  const texts = vectors.map((vector) => JSON.stringify(vector));
  if (texts.every((text, place) => text === JSON.stringify(values[byAnswer[place]!]))) return { values };
  return { values: [...new Set(texts)].map((text) => JSON.parse(text) as number[]), of: placesOf(texts) };
}

function setsIn(text: string): (SetLine & { items: ItemLine[] })[] {
  const sets: (SetLine & { items: ItemLine[] })[] = [];
  for (const line of parsedLines<SetLine | ItemLine>(text))
    if ('set' in line) sets.push({ ...line, items: [] });
    else sets.at(-1)!.items.push(line);
  return sets;
}

function familiesOf(shapes: readonly FamilyShape[], vectors: readonly (readonly number[])[]): ItemFamily[] {
  let start = 0;
  return shapes.map(({ columns, statistics }) => {
    const first = start;
    start += columns;
    return {
      columns: Array.from({ length: columns }, (_, column) => vectors.map((vector) => vector[first + column]!)),
      statistics,
    };
  });
}
