import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { createGunzip } from 'node:zlib';
import { AccError, type Progress } from '../../core/index.js';
import { type PackedTrie, phraseTrie } from './trie.js';

/** Paraphrases as numbers: phrases are nodes of a trie, each with its paraphrases. */
export interface ParaphraseTable {
  /** distinct words; a word's number is its index */
  words: string[];
  trie: Pick<PackedTrie, 'words' | 'firstChild'>;
  /** the paraphrases of node n are targets[starts[n]] up to targets[starts[n + 1]], in the order of the table */
  starts: Uint32Array<ArrayBuffer>;
  targets: Uint32Array<ArrayBuffer>;
}

/**
 * Reads METEOR's table of paraphrases, a compressed text of three lines per entry: probability, phrase, paraphrase.
 * @throws AccError captioning/metric-file
 */
export async function readParaphrases(
  file: string,
  { signal, onProgress }: { signal?: AbortSignal; onProgress?: (progress: Progress) => void } = {},
): Promise<ParaphraseTable> {
  const total = (await stat(file)).size;
  const numbers = new Map<string, number>();
  const trie = phraseTrie();
  const pairs = pairList();
  const source = createReadStream(file, { signal });
  let line = 0;
  let phrase = 0;
  let before = '';
  const nodeOf = (text: string): number =>
    trie.add(
      text.split(' ').map((word) => {
        const known = numbers.get(word);
        if (known !== undefined) return known;
        numbers.set(word, numbers.size);
        return numbers.size - 1;
      }),
    );
  try {
    let rest = '';
    for await (const chunk of source.pipe(createGunzip()).setEncoding('utf8')) {
      const lines = (rest + chunk).split('\n');
      rest = lines.pop()!;
      for (const text of lines) {
        if (line % 3 === 1 && text !== before) {
          phrase = nodeOf(text);
          before = text;
        } else if (line % 3 === 2) pairs.push(phrase, nodeOf(text));
        line++;
      }
      onProgress?.({ done: source.bytesRead, total });
    }
    if (rest !== '' || line % 3 !== 0 || line === 0) throw new Error(`ends after ${line} lines`);
  } catch (cause) {
    signal?.throwIfAborted();
    throw new AccError('captioning/metric-file', {
      message: `${file} is not a METEOR paraphrase table, or is damaged: ${(cause as Error).message}`,
      file,
      hint: 'install it with: acc metrics install meteor',
      cause,
    });
  }
  const packed = trie.packed();
  return {
    words: [...numbers.keys()],
    trie: { words: packed.words, firstChild: packed.firstChild },
    ...adjacency(pairs, packed.numbers),
  };
}

/** Pairs of numbers in blocks, which grows without copying. */
interface PairList {
  push(from: number, to: number): void;
  forEach(each: (from: number, to: number) => void): void;
  size(): number;
}

function pairList(): PairList {
  const blockPairs = 1 << 18;
  const blocks: Uint32Array[] = [];
  let size = 0;
  return {
    push(from, to) {
      const at = size++ % blockPairs;
      if (at === 0) blocks.push(new Uint32Array(2 * blockPairs));
      const block = blocks.at(-1)!;
      block[2 * at] = from;
      block[2 * at + 1] = to;
    },
    forEach(each) {
      for (let i = 0; i < size; i++) {
        const block = blocks[Math.floor(i / blockPairs)]!;
        each(block[2 * (i % blockPairs)]!, block[2 * (i % blockPairs) + 1]!);
      }
    },
    size: () => size,
  };
}

function adjacency(pairs: PairList, numbers: Uint32Array): Pick<ParaphraseTable, 'starts' | 'targets'> {
  const starts = new Uint32Array(numbers.length + 1);
  pairs.forEach((from) => {
    starts[numbers[from]! + 1]!++;
  });
  for (let node = 0; node < numbers.length; node++) starts[node + 1]! += starts[node]!;
  const fill = starts.slice();
  const targets = new Uint32Array(pairs.size());
  pairs.forEach((from, to) => {
    targets[fill[numbers[from]!]!++] = numbers[to]!;
  });
  return { starts, targets };
}
