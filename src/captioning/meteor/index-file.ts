import { readFile } from 'node:fs/promises';
import { AccError, fileError, writeAtomic } from '../../core/index.js';

/** METEOR's data as one file: numbers in flat arrays, texts as JSON, almost nothing to parse on opening. */
export interface MeteorIndex {
  header: IndexHeader;
  /** last word of each phrase node, and the start of its children */
  phraseWords: Uint16Array<ArrayBuffer>;
  firstChild: Uint32Array<ArrayBuffer>;
  /** paraphrases of each phrase node */
  paraphraseStarts: Uint32Array<ArrayBuffer>;
  paraphrases: Uint32Array<ArrayBuffer>;
  /** synonym sets of each word; a word's number is its index in `words` */
  synsetStarts: Uint32Array<ArrayBuffer>;
  synsets: Uint32Array<ArrayBuffer>;
  /** all words, those of the paraphrases first, one per line */
  words: string;
}

export interface IndexHeader {
  version: number;
  /** SHA-256 of the source files; without the table of paraphrases METEOR is a different score */
  sources: { jar: string; paraphrases: string | null };
  paraphraseWords: number;
  functionWords: string[];
  prefixes: { always: string[]; beforeNumber: string[] };
  /** irregular forms and their base forms */
  exceptions: [form: string, bases: string[]][];
}

/** Increment when the file format changes: older files are rebuilt. */
export const indexVersion: number = 1;

const magic = 'acc-kit METEOR index\n';
const arrays = {
  phraseWords: Uint16Array,
  firstChild: Uint32Array,
  paraphraseStarts: Uint32Array,
  paraphrases: Uint32Array,
  synsetStarts: Uint32Array,
  synsets: Uint32Array,
} as const;
type ArrayName = keyof typeof arrays;
const arrayNames = Object.keys(arrays) as ArrayName[];

/** Writes the file atomically. */
export async function writeIndex(file: string, index: MeteorIndex): Promise<void> {
  const words = Buffer.from(index.words);
  const lengths = { ...Object.fromEntries(arrayNames.map((name) => [name, index[name].length])), words: words.length };
  const header = Buffer.from(`${magic}${JSON.stringify({ ...index.header, lengths })}\n`);
  const parts: Uint8Array[] = [header];
  let at = header.length;
  for (const name of arrayNames) {
    const { buffer, byteOffset, byteLength } = index[name];
    const padding = -at & 3;
    parts.push(new Uint8Array(padding), new Uint8Array(buffer, byteOffset, byteLength));
    at += padding + byteLength;
  }
  await writeAtomic(file, Buffer.concat([...parts, words]));
}

/**
 * Opens an index.
 * @throws AccError core/file-missing, captioning/metric-file if it is damaged or has another version
 */
export async function readIndex(file: string): Promise<MeteorIndex> {
  const { buffer, byteOffset, byteLength } = await readFile(file).catch((error: unknown) => {
    throw fileError(error, file);
  });
  const bytes = new Uint8Array(buffer, byteOffset, byteLength);
  const header = readHeader(bytes);
  if (!header) throw damaged(file);
  let at = header.end;
  const index: Partial<Record<ArrayName, Uint16Array<ArrayBuffer> | Uint32Array<ArrayBuffer>>> = {};
  for (const name of arrayNames) {
    at += -at & 3;
    const length = header.lengths[name]!;
    if (at + length * arrays[name].BYTES_PER_ELEMENT > byteLength) throw damaged(file);
    // views, as copies would double the memory: large files have their own, aligned buffer
    index[name] = new arrays[name](buffer as ArrayBuffer, byteOffset + at, length);
    at += length * arrays[name].BYTES_PER_ELEMENT;
  }
  if (at + header.lengths.words! !== byteLength) throw damaged(file);
  const words = Buffer.from(buffer, byteOffset + at, header.lengths.words).toString('utf8');
  return { ...(index as Pick<MeteorIndex, ArrayName>), words, header: header.facts };
}

function readHeader(
  bytes: Uint8Array,
): { facts: IndexHeader; lengths: Record<string, number>; end: number } | undefined {
  if (Buffer.from(bytes.subarray(0, magic.length)).toString() !== magic) return undefined;
  const end = bytes.indexOf(10, magic.length) + 1;
  try {
    const text = Buffer.from(bytes.subarray(magic.length, end)).toString('utf8');
    const { lengths, ...facts } = JSON.parse(text) as IndexHeader & { lengths: Record<string, number> };
    return facts.version === indexVersion ? { facts, lengths, end } : undefined;
  } catch {
    return undefined;
  }
}

function damaged(file: string): AccError {
  return new AccError('captioning/metric-file', {
    message: `${file} is not an index of METEOR's data, is damaged, or has another version`,
    file,
    hint: 'rebuild it with: acc metrics install meteor',
  });
}
