import { expect, test } from 'vitest';
import { tokenizeCaptions } from '../../../src/captioning/index.js';
import type { AccError } from '../../../src/core/index.js';
import { goldens, records, smallGoldens } from '../goldens.js';

/** The caption and its tokens before punctuation is dropped. */
test.each([
  [
    'A high-pitched, beep-like sound occurs 3 times (approx. 2.5 seconds each).',
    'a high-pitched , beep-like sound occurs 3 times -lrb- approx . 2.5 seconds each -rrb- .',
  ],
  ["Someone says 'stop' and 'go'.", "someone says ` stop ' and ` go ' ."],
  ['rain,wind,thunder', 'rain , wind , thunder'],
  ["TV's on and dogs' barking", "tv 's on and dogs ' barking"],
  ["bird's-eye", "bird 's - eye"],
  ["It doesn't; they can't, cannot", "it does n't ; they ca n't , can not"],
  ['Water drips.A door runs!and', 'water drips.a door runs!and'],
  ['wait.... what', 'wait ... what'],
  ['etc. A bird sings', 'etc. . a bird sings'],
  ['In the U.S. The dog. I. Then', 'in the u.s. . the dog . i . then'],
  ['whoosh--bang--crash', 'whoosh -- bang -- crash'],
  ['(555) 123-4567', '-lrb-555-rrb-\u00a0123-4567'],
  ["rock 'n' roll, o'clock, ma'am, y'all", "rock 'n' roll , o'clock , ma'am , y' all"],
  ['0:05-0:10, 5 1/2, 1/2/2003', '0:05 -0:10 , 5\u00a01/2 , 1/2/2003'],
  ['and/or km/h a/b/c/d', 'and/or km/h a/b/c / d'],
  ['“man’s” doesn’t – 5°C, £5 ½ soft\u00adhyphen', "`` man 's '' does n't -- 5 ° c , # 5 1/2 softhyphen"],
  ['happy :-) 😀 <b class="x"> &amp;', 'happy :--rrb- <b\u00a0class="x"> &'],
  ['', ''],
])('%j becomes %j', (caption, tokens) => {
  expect(tokenizeCaptions([caption, 'x'], { filtered: false })[0]).toBe(tokens);
});

test('the filter drops punctuation but not brackets, symbols or doubled marks', () => {
  expect(tokenizeCaptions(['A dog (loud) barks: "go", twice!! -- & then... stops.'])).toEqual([
    'a dog -lrb- loud -rrb- barks go twice !! & then stops',
  ]);
});

test("captions are one stream: the next one's first word can end the sentence of this one", () => {
  const captions = ['it ends with I.', 'Then a dog barks'];
  expect(tokenizeCaptions(captions)).toEqual(['it ends with i', 'then a dog barks']);
  expect(tokenizeCaptions(captions, { alone: true })).toEqual(['it ends with i.', 'then a dog barks']);
});

test('no captions yield no lines, an empty one an empty line', () => {
  expect(tokenizeCaptions([])).toEqual([]);
  expect(tokenizeCaptions(['', 'a', ''])).toEqual(['', 'a', '']);
});

test.each(['\n', '\r', '\v', '\f', '\u2028', '\u2029'])(
  'a caption with %j is rejected with its number',
  (lineBreak) => {
    expect(() => tokenizeCaptions(['a dog', `a dog${lineBreak}barks`])).toThrow(
      expect.objectContaining({
        code: 'captioning/line-break',
        message: expect.stringContaining('caption 2'),
      }) as AccError,
    );
  },
);

test('a caption of 10,000 words and one of symbols only take no noticeable time', () => {
  const long = 'a dog barks loudly '.repeat(2500);
  expect(tokenizeCaptions([long, '((((((((('.repeat(1000)])[0]!.split(' ')).toHaveLength(10_000);
});

const where = goldens ? '' : ' (skipped: ../shared/goldens is absent)';

interface Line {
  group: string;
  stream?: string;
  pos: number;
  raw: string;
  tok: string;
  filtered: string;
  tok_alone?: string;
  filtered_alone?: string;
}

interface Cross {
  group: string;
  stream_raw: string[];
  stream_tok: string[];
  alone_tok: string[];
}

test('105 unusual captions have the tokens of the reference, in their stream and alone', () => {
  expect(assertLines(records('ptb.jsonl', smallGoldens))).toBe(105);
});

test('270 texts of entities, abbreviations, quotes, tags and any characters have the tokens of the reference', () => {
  const lines = records<{ raw: string; tok: string }>('ptb-random.jsonl', smallGoldens);
  const texts = lines.map(({ raw }) => raw);
  expect(tokenizeCaptions(texts, { filtered: false })).toEqual(lines.map(({ tok }) => tok));
});

test('captions whose tokens depend on the next line have the tokens of the reference, in a stream and alone', () => {
  expect(assertCrosses(records('ptb.jsonl', smallGoldens))).toBe(22);
});

test.skipIf(!goldens)(
  `all lines of the goldens have the tokens of the reference, in their stream and alone${where}`,
  () => {
    expect(assertLines(records('ptb.jsonl'))).toBeGreaterThan(1800);
  },
);

/** @returns the number of lines */
function assertLines(all: readonly Line[]): number {
  const lines = all.filter(({ tok }) => tok !== undefined);
  for (const name of new Set(lines.map(({ stream }) => stream))) {
    const stream = lines.filter((line) => line.stream === name).toSorted((a, b) => a.pos - b.pos);
    const raw = stream.map((line) => line.raw);
    expect(tokenizeCaptions(raw, { filtered: false })).toEqual(stream.map((line) => line.tok));
    expect(tokenizeCaptions(raw)).toEqual(stream.map((line) => line.filtered));
  }
  const each = lines.map((line) => line.raw);
  expect(tokenizeCaptions(each, { alone: true, filtered: false })).toEqual(
    lines.map((line) => line.tok_alone ?? line.tok),
  );
  expect(tokenizeCaptions(each, { alone: true })).toEqual(lines.map((line) => line.filtered_alone ?? line.filtered));
  return lines.length;
}

/** @returns the number of streams */
function assertCrosses(all: readonly Cross[]): number {
  const crosses = all.filter(({ group }) => group === 'cross');
  for (const { stream_raw, stream_tok, alone_tok } of crosses) {
    expect(tokenizeCaptions(stream_raw, { filtered: false })).toEqual(stream_tok);
    expect(tokenizeCaptions(stream_raw, { filtered: false, alone: true })).toEqual(alone_tok);
  }
  return crosses.length;
}
