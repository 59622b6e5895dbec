import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { AccError, kitRoot, type Progress } from '../../core/index.js';
import type { SpiceJava } from './java.js';

export interface ParseOptions {
  java: SpiceJava;
  /** folder for Java's temporary files */
  temporary: string;
  /** folder of the cache */
  cache: string;
  signal: AbortSignal;
  /** timeout of a batch of captions; the first one also loads the models */
  timeoutSeconds: number;
  onProgress?: ((progress: Progress) => void) | undefined;
}

/** A caption that SPICE failed to parse twice by itself, with the reason. */
export interface UnparsedCaption {
  caption: string;
  reason: string;
}

/**
 * Parses captions into the cache, in batches in one JVM, as loading its models takes 30 CPU seconds. A batch that
 * crashes the JVM or times out is retried once, then bisected: only the captions that cause the failure are lost.
 * @returns the captions that could not be parsed
 * @throws AccError captioning/spice-failed if three consecutive single captions fail: the cause is then Java or the jars
 */
export async function parseCaptions(captions: readonly string[], options: ParseOptions): Promise<UnparsedCaption[]> {
  const unparsed: UnparsedCaption[] = [];
  const queue = batches(captions);
  let parser: Parser | undefined;
  let done = 0;
  let consecutiveFailures = 0;
  try {
    for (let batch = queue.shift(); batch; batch = queue.shift()) {
      parser ??= await startParser(options);
      const failure = await parser.parse(batch.captions);
      options.signal.throwIfAborted();
      if (failure === undefined) {
        consecutiveFailures = 0;
        done += batch.captions.length;
      } else {
        await parser.stop();
        parser = undefined;
        if (batch.captions.length === 1 && batch.retried) {
          consecutiveFailures++;
          if (consecutiveFailures === maximumFailures) throw parserFailure(failure);
          unparsed.push({ caption: batch.captions[0]!, reason: failure });
          done++;
        } else queue.unshift(...(batch.retried ? halves(batch) : [{ ...batch, retried: true }]));
      }
      options.onProgress?.({ done, total: captions.length, note: 'captions parsed' });
    }
  } finally {
    await parser?.stop();
  }
  return unparsed;
}

const maximumFailures = 3;

function parserFailure(failure: string): AccError {
  return new AccError('captioning/spice-failed', {
    message: `SPICE's parser keeps failing: ${failure}`,
    hint: 'the cause is Java or the files of SPICE, not the captions; "acc metrics install spice" verifies the files',
  });
}

interface Batch {
  captions: readonly string[];
  /** whether it has already been retried */
  retried: boolean;
}

const batchSize = 32;

function batches(captions: readonly string[]): Batch[] {
  return Array.from({ length: Math.ceil(captions.length / batchSize) }, (_, number) => ({
    captions: captions.slice(number * batchSize, (number + 1) * batchSize),
    retried: false,
  }));
}

function halves({ captions }: Batch): Batch[] {
  const middle = Math.ceil(captions.length / 2);
  return [captions.slice(0, middle), captions.slice(middle)].map((half) => ({
    captions: half,
    retried: half.length > 1,
  }));
}

interface Parser {
  /** @returns the failure, if any */
  parse(captions: readonly string[]): Promise<string | undefined>;
  stop(): Promise<void>;
}

async function startParser({ java, temporary, cache, signal, timeoutSeconds }: ParseOptions): Promise<Parser> {
  const { execa } = await import('execa');
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
  child.stdin.on('error', () => {}); // the end of the JVM is detected by the end of its output
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
      if (answer === 'over') return `no answer within ${timeoutSeconds} s`;
      const { stderr, exitCode, signal: killer } = await child;
      return (
        String(stderr).match(/^(?:Exception|.*(?:Error|Exception)).*$/m)?.[0] ??
        `Java exited with ${exitCode ?? killer}`
      );
    },
    async stop() {
      child.stdin.end(); // it exits by itself between two batches
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
