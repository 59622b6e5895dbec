import { pairNumbers } from '../pair-numbers.js';

/** A growing set of phrases, each a path of words from the root (node 0). */
export interface PhraseTrie {
  /** the node of a phrase, added if new; `words` are numbers below 65,536 */
  add(words: readonly number[]): number;
  /** the trie in breadth-first order: children of a node are contiguous, sorted by word */
  packed(): PackedTrie;
}

export interface PackedTrie {
  /** last word of each node */
  words: Uint16Array<ArrayBuffer>;
  /** children of node n are the nodes from firstChild[n] up to firstChild[n + 1] */
  firstChild: Uint32Array<ArrayBuffer>;
  /** new number of each node returned by `add` */
  numbers: Uint32Array<ArrayBuffer>;
}

export function phraseTrie(): PhraseTrie {
  const nodes = pairNumbers();
  const root = nodes.next();
  return {
    add: (phrase) => phrase.reduce(nodes.numberOf, root),
    packed() {
      const { firsts: parents, seconds: words } = nodes.halves();
      return pack(parents, words);
    },
  };
}

/** Numbers the nodes level by level. */
function pack(parents: Int32Array, words: Int32Array): PackedTrie {
  const nodes = parents.length;
  const { starts, sorted } = childrenOf(parents, words);
  const packed = new Uint16Array(nodes);
  const firstChild = new Uint32Array(nodes + 1);
  const numbers = new Uint32Array(nodes);
  const old = new Uint32Array(nodes);
  let next = 1;
  for (let node = 0; node < nodes; node++) {
    firstChild[node] = next;
    for (let i = starts[old[node]!]!; i < starts[old[node]! + 1]!; i++) {
      const child = sorted[i]!;
      old[next] = child;
      numbers[child] = next;
      packed[next++] = words[child]!;
    }
  }
  firstChild[nodes] = next;
  return { words: packed, firstChild, numbers };
}

function childrenOf(
  parents: Int32Array,
  words: Int32Array,
): { starts: Uint32Array<ArrayBuffer>; sorted: Uint32Array<ArrayBuffer> } {
  const nodes = parents.length;
  const starts = new Uint32Array(nodes + 1);
  for (let node = 1; node < nodes; node++) starts[parents[node]! + 1]!++;
  for (let node = 0; node < nodes; node++) starts[node + 1]! += starts[node]!;
  const fill = starts.slice();
  const sorted = new Uint32Array(nodes - 1);
  for (let node = 1; node < nodes; node++) sorted[fill[parents[node]!]!++] = node;
  for (let node = 0; node < nodes; node++)
    if (starts[node + 1]! - starts[node]! > 1)
      sorted.subarray(starts[node]!, starts[node + 1]!).sort((a, b) => words[a]! - words[b]!);
  return { starts, sorted };
}
