import { existsSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { AccError, makeTemporaryFolder, sha256File, writeAtomic } from '../../core/index.js';
import type { CorpusScore, ScoredItem } from '../item.js';
import type { CrossCheck } from './cross-check.js';
import { metricDifferences, type ReferenceScore } from './differences.js';
import { type Captions, captionsOf, compareTokens } from './tokens.js';

export interface JarOptions {
  /** folder with tokenizer/ and meteor/ in the layout of PyPI's pycocoevalcap 1.2 */
  folder: string;
  /** default: java on the PATH */
  java?: string;
  /** the same items tokenised by the kit, if they are raw */
  tokens?: readonly ScoredItem[];
  /** our scores; only METEOR is compared */
  ours: Readonly<Record<string, CorpusScore>>;
  signal: AbortSignal;
}

/**
 * Compares our tokenizer and METEOR with the jars that all reference implementations use; requires only Java, any version.
 * @param items raw if options.tokens is set, else tokenised
 * @throws AccError core/file-missing, captioning/jar-differs, captioning/no-java, captioning/jar-failed
 */
export async function crossCheckJars(items: readonly ScoredItem[], options: JarOptions): Promise<CrossCheck> {
  const { folder, tokens, ours } = options;
  const java = starter(options);
  const given = captionsOf(items);
  const theirs = tokens ? await tokenized(given, join(folder, 'tokenizer'), java) : given;
  const scores: Record<string, ReferenceScore> = {};
  if (ours.meteor) scores.meteor = await meteor(theirs, join(folder, 'meteor'), java);
  return {
    n: items.length,
    reference: 'the jars of CoreNLP 3.4.1 and METEOR 1.5',
    versions: {},
    differences: metricDifferences(
      items.map(({ id }) => id),
      ours,
      scores,
    ),
    notCompared: ours.meteor ? {} : { meteor: 'missing on our side' },
    ...(tokens && { tokens: compareTokens(captionsOf(tokens), theirs) }),
  };
}

const corenlp = 'stanford-corenlp-3.4.1.jar';
const meteorJar = 'meteor-1.5.jar';
/** Other builds of METEOR hang on EVAL with many items. */
const hashes: Record<string, string> = {
  [corenlp]: '2fcb91bb7a111f93d71e264f4ee0e3afd19ba0dde6d21b38605088df9e940399',
  [meteorJar]: '1e57b4c72c0830ebe68558f1c799a624e96cbc1b6045c9f6330e26dcff6eafc2',
  [join('data', 'paraphrase-en.gz')]: 'c147ac7d2c91f2fbb3ad31e4b352235061eb83145e0434daf217ee9ca5975f48',
};

/** Runs Java: `onLine` receives each line of its output and may return the rest of its input. */
type Java = (
  args: string[],
  dialogue?: { input: string; onLine(line: string): string | undefined },
) => Promise<string[]>;

function starter({ java = 'java', signal }: JarOptions): Java {
  return async (args, dialogue) => {
    const { execa } = await import('execa');
    const child = execa(java, args, {
      reject: false,
      cancelSignal: signal,
      forceKillAfterDelay: 1000,
      buffer: { stdout: false },
    });
    child.stdin.on('error', () => {}); // a Java that died early is reported below
    if (dialogue) child.stdin.write(dialogue.input);
    else child.stdin.end();
    const lines: string[] = [];
    for await (const line of child.iterable()) {
      lines.push(line);
      const reply = dialogue?.onLine(line);
      if (reply !== undefined) child.stdin.end(reply);
    }
    const { exitCode, code, stderr } = await child;
    signal.throwIfAborted();
    if (code === 'ENOENT')
      throw new AccError('captioning/no-java', {
        message: `no Java at "${java}"`,
        hint: 'install one, of any version, e.g. "apt-get install default-jre-headless"',
      });
    if (exitCode !== 0)
      throw new AccError('captioning/jar-failed', {
        message: `Java failed with exit status ${exitCode}`,
        hint: stderr.trim().split('\n').slice(-4).join('\n'),
      });
    return lines;
  };
}

/** Candidates and references in two runs, as in aac-metrics: the tokens of a caption depend on its neighbours. */
async function tokenized({ candidates, references }: Captions, folder: string, java: Java): Promise<Captions> {
  await checkFile(folder, corenlp);
  const jar = join(folder, corenlp);
  const flat = (await tokenLines(references.flat(), jar, java)).values();
  return {
    candidates: await tokenLines(candidates, jar, java),
    references: references.map((own) => own.map(() => flat.next().value!)),
  };
}

async function tokenLines(texts: string[], jar: string, java: Java): Promise<string[]> {
  const temporary = await makeTemporaryFolder('tokens');
  try {
    const file = join(temporary, 'captions.txt');
    await writeAtomic(file, texts.join('\n'));
    const options = ['-Dfile.encoding=UTF-8', '-cp', jar, 'edu.stanford.nlp.process.PTBTokenizer'];
    const lines = await java([...options, '-preserveLines', '-lowerCase', file]);
    if (lines.length === texts.length - 1) lines.push(''); // an empty last caption produces no line
    if (lines.length !== texts.length)
      throw new AccError('captioning/jar-failed', {
        message: `the tokenizer returned ${lines.length} lines for ${texts.length} captions`,
        hint: 'a caption contains a line break',
      });
    return lines.map((line) => withoutPunctuation(line.trimEnd()));
  } finally {
    await rm(temporary, { recursive: true, force: true });
  }
}

/** Only the space separates tokens: a token can contain a no-break space. */
function withoutPunctuation(line: string): string {
  return line
    .split(' ')
    .filter((token) => !punctuation.has(token))
    .join(' ');
}

const punctuation = new Set("'' ' `` ` -LRB- -RRB- -LCB- -RCB- . ? ! , : - -- ... ;".split(' '));

async function meteor({ candidates, references }: Captions, folder: string, java: Java): Promise<ReferenceScore> {
  for (const name of [meteorJar, join('data', 'paraphrase-en.gz')]) await checkFile(folder, name);
  const input = candidates.map(
    (candidate, i) => `SCORE ||| ${[...references[i]!, cleaned(candidate)].join(' ||| ')}\n`,
  );
  const statistics: string[] = [];
  const onLine = (line: string): string | undefined => {
    statistics.push(line);
    return statistics.length === candidates.length ? `EVAL ||| ${statistics.join(' ||| ')}\n` : undefined;
  };
  const locale = ['-Duser.country=US', '-Duser.language=en', '-Dfile.encoding=UTF-8'];
  const options = ['-Xmx2G', ...locale, '-jar', join(folder, meteorJar), '-', '-', '-stdio', '-l', 'en', '-norm'];
  const lines = await java(options, { input: input.join(''), onLine });
  const scores = lines.slice(candidates.length).map(Number);
  return { items: scores.slice(0, candidates.length), corpus: scores[candidates.length]! };
}

/** As in METEOR's wrappers; replaces double spaces once. */
function cleaned(candidate: string): string {
  return candidate.replaceAll('|||', '').replaceAll('  ', ' ');
}

async function checkFile(folder: string, name: string): Promise<void> {
  const file = join(folder, name);
  if (!existsSync(file))
    throw new AccError('core/file-missing', {
      message: `${file} does not exist`,
      file,
      hint: 'it is in pycocoevalcap 1.2',
    });
  if ((await sha256File(file)) === hashes[name]) return;
  throw new AccError('captioning/jar-differs', { message: `${file} is not the file of pycocoevalcap 1.2`, file });
}
