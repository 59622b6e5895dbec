import type { Content } from './wire.js';

/** The inputs of this session; `output` is the text/plain of the result. */
export interface History {
  add(line: number, input: string): void;
  output(line: number, text: string): void;
  /** the content of history_reply for a history_request */
  answer(request: Content): Content;
}

interface Entry {
  line: number;
  input: string;
  /** empty where the cell had no result: strict clients reject null */
  output: string;
}

const session = 1;

export function createHistory(): History {
  const entries: Entry[] = [];
  const kinds: Record<string, (request: Content) => Entry[]> = {
    tail: ({ n }) => last(entries, n),
    range: ({ session: wanted, start, stop }) =>
      wanted && wanted !== session
        ? []
        : entries.filter(({ line }) => line >= Number(start ?? 0) && line < Number(stop ?? Number.POSITIVE_INFINITY)),
    search: ({ pattern, unique, n }) => {
      const glob = String(pattern ?? '*');
      const found = entries.filter(({ input }) => matches(glob, input));
      return last(unique ? lastOfEach(found) : found, n);
    },
  };
  return {
    add: (line, input) => void entries.push({ line, input, output: '' }),
    output: (line, text) => {
      const entry = entries.findLast((candidate) => candidate.line === line);
      if (entry) entry.output = text;
    },
    answer: (request) => {
      const found = kinds[String(request.hist_access_type)]?.(request) ?? [];
      const history = found.map(({ line, input, output }) => [session, line, request.output ? [input, output] : input]);
      return { status: 'ok', history };
    },
  };
}

function last(entries: Entry[], n: unknown): Entry[] {
  return typeof n === 'number' && n >= 0 ? entries.slice(Math.max(0, entries.length - n)) : entries;
}

function lastOfEach(entries: Entry[]): Entry[] {
  const lines = new Map(entries.map(({ input, line }) => [input, line]));
  return entries.filter(({ input, line }) => lines.get(input) === line);
}

/** `*` matches any text and `?` any character. Linear in the text per star: patterns come from clients, so no pattern may take long. */
function matches(glob: string, text: string): boolean {
  let at = 0;
  let reached = 0;
  let star = -1;
  let resume = 0;
  while (reached < text.length) {
    if (glob[at] === '*') {
      star = at++;
      resume = reached;
    } else if (glob[at] === '?' || glob[at] === text[reached]) {
      at += 1;
      reached += 1;
    } else if (star >= 0) {
      at = star + 1;
      reached = ++resume;
    } else return false;
  }
  return /^\**$/.test(glob.slice(at));
}
