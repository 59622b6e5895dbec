import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { execa } from 'execa';
import { AccError, kitRoot, type Progress } from '../../core/index.js';
import type { SpiceJava } from './java.js';

export interface ParseOptions {
  java: SpiceJava;
  /** for what Java leaves behind */
  temporary: string;
  /** folder of the cache */
  cache: string;
  signal: AbortSignal;
  /** longest time for a batch of captions; the first one also loads the models */
  timeoutSeconds: number;
  onProgress?: ((progress: Progress) => void) | undefined;
}

/** A caption that SPICE could not parse, twice and by itself, and what happened. */
export interface UnparsedCaption {
  caption: string;
  reason: string;
}

/**
 * Parses captions into the cache, in batches in one virtual machine, as loading its models takes 30 CPU seconds. A batch that
 * ends the machine or its time is tried once more, then in halves: only the captions at fault are lost.
 * @returns the captions that could not be parsed
 * @throws AccError captioning/spice-failed where three captions in a row, each by itself, get no answer: Java or the jars are at fault
 */
export async function parseCaptions(captions: readonly string[], options: ParseOptions): Promise<UnparsedCaption[]> {
  const unparsed: UnparsedCaption[] = [];
  const queue = batches(captions);
  let parser: Parser | undefined;
  let done = 0;
  let failuresInARow = 0;
  try {
    for (let batch = queue.shift(); batch; batch = queue.shift()) {
      parser ??= startParser(options);
      const failure = await parser.parse(batch.captions);
      options.signal.throwIfAborted();
      if (failure === undefined) {
        failuresInARow = 0;
        done += batch.captions.length;
      } else {
        await parser.stop();
        parser = undefined;
        if (batch.captions.length === 1 && batch.again) {
          failuresInARow++;
          if (failuresInARow === tooMany) throw neverAnswers(failure);
          unparsed.push({ caption: batch.captions[0]!, reason: failure });
          done++;
        } else queue.unshift(...(batch.again ? halves(batch) : [{ ...batch, again: true }]));
      }
      options.onProgress?.({ done, total: captions.length, note: 'captions parsed' });
    }
  } finally {
    await parser?.stop();
  }
  return unparsed;
}

const tooMany = 3;

function neverAnswers(failure: string): AccError {
  return new AccError('captioning/spice-failed', {
    message: `SPICE's parser does not answer any more: ${failure}`,
    hint: 'its Java or its files are at fault, not the captions; "acc metrics install spice" verifies the files',
  });
}

interface Batch {
  captions: readonly string[];
  /** tried once before */
  again: boolean;
}

const batchSize = 32;

function batches(captions: readonly string[]): Batch[] {
  return Array.from({ length: Math.ceil(captions.length / batchSize) }, (_, number) => ({
    captions: captions.slice(number * batchSize, (number + 1) * batchSize),
    again: false,
  }));
}

function halves({ captions }: Batch): Batch[] {
  const middle = Math.ceil(captions.length / 2);
  return [captions.slice(0, middle), captions.slice(middle)].map((half) => ({
    captions: half,
    again: half.length > 1,
  }));
}

interface Parser {
  /** @returns what went wrong, if anything did */
  parse(captions: readonly string[]): Promise<string | undefined>;
  stop(): Promise<void>;
}

function startParser({ java, temporary, cache, signal, timeoutSeconds }: ParseOptions): Parser {
  const script = join(kitRoot(), 'src', 'captioning', 'spice', 'parse-captions.jjs');
  const threads = String(availableParallelism());
  const child = execa(
    java.java,
    [`-Djava.io.tmpdir=${temporary}`, ...java.options, java.shell, script, '--', cache, threads],
    {
      cancelSignal: signal,
      forceKillAfterDelay: 1000,
      reject: false,
      buffer: { stdout: false },
      maxBuffer: { stderr: 20_000 },
    },
  );
  child.stdin.on('error', () => {}); // a machine that has ended is told by its output, which ends too
  const lines = child.iterable()[Symbol.asyncIterator]();
  const nextAnswer = async (): Promise<boolean> => {
    for (let line = await lines.next(); !line.done; line = await lines.next())
      if (String(line.value).startsWith('@done')) return true;
    return false;
  };
  return {
    async parse(captions) {
      child.stdin.write(`${JSON.stringify(captions)}\n`);
      const time = timer(timeoutSeconds);
      const answer = await Promise.race([nextAnswer(), time.over]).finally(time.clear);
      if (answer === true) return undefined;
      if (answer === 'over') return `no answer in ${timeoutSeconds} s`;
      const { stderr, exitCode, signal: killer } = await child;
      return (
        String(stderr).match(/^(?:Exception|.*(?:Error|Exception)).*$/m)?.[0] ?? `Java ended with ${exitCode ?? killer}`
      );
    },
    async stop() {
      child.stdin.end(); // it ends by itself between two batches
      const time = timer(2);
      if ((await Promise.race([child, time.over]).finally(time.clear)) === 'over') child.kill('SIGKILL');
      await child;
    },
  };
}

function timer(seconds: number): { over: Promise<'over'>; clear(): void } {
  let clear = (): void => {};
  const over = new Promise<'over'>((resolve) => {
    const timeout = setTimeout(() => resolve('over'), seconds * 1000);
    clear = () => clearTimeout(timeout);
  });
  return { over, clear };
}
