/**
 * Numbers for pairs of numbers, from 0 without gaps, in flat arrays with a hash table with open addressing: millions of them
 * take a tenth of the memory of objects.
 */
export interface PairNumbers {
  /** the next free number, for something other than a pair */
  next(): number;
  /** the number of a pair of non-negative numbers, a new one for a new pair */
  numberOf(first: number, second: number): number;
  size(): number;
  /** both halves of all pairs so far, by number; the first is -1 for a number without a pair */
  halves(): { firsts: Int32Array<ArrayBuffer>; seconds: Int32Array<ArrayBuffer> };
}

export function pairNumbers(): PairNumbers {
  let capacity = 1 << 16;
  let firsts = new Int32Array(capacity);
  let seconds = new Int32Array(capacity);
  let slots = new Int32Array(capacity * 2).fill(-1);
  let size = 0;

  const slotOf = (first: number, second: number): number => {
    const mask = slots.length - 1;
    let slot = Math.imul(first, 0x9e3779b1) ^ Math.imul(second, 0x85ebca6b);
    slot = (slot ^ (slot >>> 15)) & mask;
    while (slots[slot]! >= 0 && (firsts[slots[slot]!] !== first || seconds[slots[slot]!] !== second))
      slot = (slot + 1) & mask;
    return slot;
  };
  const grow = (): void => {
    capacity *= 2;
    firsts = widened(firsts, capacity);
    seconds = widened(seconds, capacity);
    slots = new Int32Array(capacity * 2).fill(-1);
    for (let number = 0; number < size; number++)
      if (firsts[number]! >= 0) slots[slotOf(firsts[number]!, seconds[number]!)] = number;
  };
  const next = (): number => {
    if (size === capacity) grow();
    firsts[size] = -1;
    return size++;
  };
  return {
    next,
    size: () => size,
    halves: () => ({ firsts: firsts.subarray(0, size), seconds: seconds.subarray(0, size) }),
    numberOf(first, second) {
      const known = slots[slotOf(first, second)]!;
      if (known >= 0) return known;
      const number = next();
      firsts[number] = first;
      seconds[number] = second;
      slots[slotOf(first, second)] = number;
      return number;
    },
  };
}

/** A copy with a larger capacity. */
export function widened(array: Int32Array<ArrayBuffer>, capacity: number): Int32Array<ArrayBuffer> {
  const wider = new Int32Array(capacity);
  wider.set(array);
  return wider;
}
