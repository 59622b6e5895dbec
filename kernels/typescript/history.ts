import type { Content } from './wire.js';

/** What was run in this session; `output` is the text/plain of the result, if there was one. */
export interface History {
  add(line: number, input: string): void;
  output(line: number, text: string): void;
  /** the content of history_reply for a history_request */
  answer(request: Content): Content;
}

interface Entry {
  line: number;
  input: string;
  output: string | null;
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
      const glob = globPattern(String(pattern ?? '*'));
      const found = entries.filter(({ input }) => glob.test(input));
      return last(unique ? lastOfEach(found) : found, n);
    },
  };
  return {
    add: (line, input) => void entries.push({ line, input, output: null }),
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
  return entries.filter(({ input }, i) => !entries.slice(i + 1).some((later) => later.input === input));
}

function globPattern(glob: string): RegExp {
  const source = glob
    .replace(/[.+^${}()|[\]\\]/g, '\\$&')
    .replaceAll('*', '[^]*')
    .replaceAll('?', '[^]');
  return new RegExp(`^${source}$`);
}
