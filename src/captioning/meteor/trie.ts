/** A growing set of phrases, each a path of words from the root (node 0). */
export interface PhraseTrie {
  /** the node of a phrase, added if new; `words` are numbers below 65,536 */
  add(words: readonly number[]): number;
  /** nodes so far */
  size(): number;
  /** the trie in the order that readers want: children of a node stand together, sorted by word */
  packed(): PackedTrie;
}

export interface PackedTrie {
  /** last word of each node */
  words: Uint16Array<ArrayBuffer>;
  /** children of node n are the nodes from firstChild[n] up to firstChild[n + 1] */
  firstChild: Uint32Array<ArrayBuffer>;
  /** new number of each node that `add` gave */
  numbers: Uint32Array<ArrayBuffer>;
}

/** Nodes lie in flat arrays behind a hash table with open addressing: millions of them take a tenth of what objects would. */
export function phraseTrie(): PhraseTrie {
  let capacity = 1 << 20;
  let parents = new Uint32Array(capacity);
  let words = new Uint16Array(capacity);
  let table = new Int32Array(capacity * 2).fill(-1);
  let nodes = 1;

  const slotOf = (parent: number, word: number): number => {
    let slot = (Math.imul(parent, 0x9e3779b1) ^ Math.imul(word, 0x85ebca6b)) >>> 0;
    slot = (slot ^ (slot >>> 15)) & (table.length - 1);
    for (; table[slot]! >= 0; slot = (slot + 1) & (table.length - 1))
      if (parents[table[slot]!] === parent && words[table[slot]!] === word) break;
    return slot;
  };
  const grow = (): void => {
    capacity *= 2;
    const [oldParents, oldWords] = [parents, words];
    parents = new Uint32Array(capacity);
    parents.set(oldParents);
    words = new Uint16Array(capacity);
    words.set(oldWords);
    table = new Int32Array(capacity * 2).fill(-1);
    for (let node = 1; node < nodes; node++) table[slotOf(parents[node]!, words[node]!)] = node;
  };
  const child = (parent: number, word: number): number => {
    const slot = slotOf(parent, word);
    if (table[slot]! >= 0) return table[slot]!;
    table[slot] = nodes;
    parents[nodes] = parent;
    words[nodes] = word;
    if (++nodes === capacity) grow();
    return nodes - 1;
  };
  return {
    add: (phrase) => phrase.reduce(child, 0),
    size: () => nodes,
    packed: () => pack(parents.subarray(0, nodes), words.subarray(0, nodes)),
  };
}

/** Numbers the nodes level by level. */
function pack(parents: Uint32Array<ArrayBuffer>, words: Uint16Array<ArrayBuffer>): PackedTrie {
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
  parents: Uint32Array,
  words: Uint16Array,
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
