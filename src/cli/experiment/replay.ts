import { join, resolve } from 'node:path';
import { AccError, writeAtomic } from '../../core/index.js';
import { openRun, type Replay, type Run, replayRun } from '../../experiment/index.js';
import { type Figure, renderSvg, trainingFigure } from '../../figures/index.js';
import { formatMarkdown, formatText } from '../../results/index.js';
import type { CommandContext } from '../context.js';
import { logProgress } from '../log-progress.js';
import { differenceLine, replayFacts, replayLines } from './replay-text.js';

/** The options of a replay. */
export interface ReplayChoice {
  store?: string | undefined;
  /** folder of the files */
  out?: string | undefined;
  json?: boolean | undefined;
}

/**
 * `acc run --replay`: rebuilds the tables and figures of a run from its answers, in Node alone.
 * @throws AccError 'experiment/replay-differs' with every difference
 */
export async function replay(context: CommandContext, name: string, { store, out, json }: ReplayChoice): Promise<void> {
  const { print, log, signal } = context;
  const { findTools } = await import('../../captioning/index.js');
  const run = await openRun(name, store);
  const tools = await findTools({ needs: ['meteor'] });
  const found = await replayRun(run, { tools, signal, progress: logProgress(log, 'computing again') });
  const files = out === undefined ? [] : await writeViews(run, found, resolve(out), signal);
  const { differences } = found;
  if (json) {
    print(JSON.stringify({ run: run.name, ...replayFacts(found), files }));
    if (differences.length > 0) process.exitCode = 1;
    return;
  }
  for (const table of found.views.tables) print(`${formatText(table)}\n`);
  print(`Run ${run.summary}`);
  for (const line of [...replayLines(found), ...files]) print(line);
  if (differences.length > 0) throw differs(run, differences.map(differenceLine));
  print('everything is as recorded');
}

/** Tables as Markdown and figures as SVG; @returns the paths */
async function writeViews(run: Run, { views }: Replay, folder: string, signal: AbortSignal): Promise<string[]> {
  const figures: Record<string, Figure> = { ...views.figures, training: await lossFigure(run) };
  const files = [join(folder, 'tables.md')];
  await writeAtomic(files[0]!, views.tables.map(formatMarkdown).join('\n'));
  for (const [name, figure] of Object.entries(figures)) {
    signal.throwIfAborted();
    files.push(join(folder, `${name}.svg`));
    await writeAtomic(files.at(-1)!, await renderSvg(figure));
  }
  return files;
}

/** The recorded losses of the first draw: answers do not tell them. */
async function lossFigure(run: Run): Promise<Figure> {
  const synthetic = run.experiment.corpus === 'synthetic';
  const arms = run.arms.length > 0 ? run.arms : [undefined];
  return trainingFigure(
    await Promise.all(
      arms.map(async (arm) => ({
        ...{ arm: arm ?? 'base model', points: await run.losses(arm) },
        ...{ synthetic, recorded: run.recorded },
      })),
    ),
  );
}

function differs({ name }: Run, lines: readonly string[]): AccError {
  return new AccError('experiment/replay-differs', {
    message: [
      `the answers of "${name}" give other numbers than it recorded (differences: ${lines.length})`,
      ...lines,
    ].join('\n  '),
    hint: 'the record was changed, or this version of the kit computes other numbers: compare its commit with that of the run',
  });
}
