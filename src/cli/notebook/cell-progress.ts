import { duration } from '../../core/index.js';
import type { CellProgress } from '../../notebook/index.js';

export interface CellLines {
  onCell(progress: CellProgress): void;
  /** writes another line, above that of the running cell */
  log(line: string): void;
  /** must be called */
  close(): void;
}

const marks = { run: '✓', failed: '✗', skipped: '-' } as const;

/**
 * Shows the cells of a run on standard error: one line per cell when it ends. While a cell runs, a terminal shows a line that counts
 * its seconds; other outputs get a line per minute.
 */
export function showCells(stream: NodeJS.WriteStream = process.stderr): CellLines {
  let running: { progress: CellProgress; started: number } | undefined;
  const clear = stream.isTTY ? '\r\u001b[2K' : '';
  const text = (mark: string, { cell, cells, source }: CellProgress, time: string): string => {
    const line = `${mark} cell ${String(cell).padStart(String(cells).length)} of ${cells}  ${time.padStart(6)}  ${firstLine(source)}`;
    return line.slice(0, stream.isTTY ? (stream.columns || 80) - 1 : 100);
  };
  const showRunning = (): void => {
    if (!running) return;
    const line = text(stream.isTTY ? '▸' : '…', running.progress, duration((Date.now() - running.started) / 1000));
    stream.write(stream.isTTY ? `${clear}${line}` : `${line}\n`);
  };
  const timer = setInterval(showRunning, stream.isTTY ? 500 : 60_000);
  return {
    onCell: (progress) => {
      running = progress.status === 'running' ? { progress, started: Date.now() } : undefined;
      if (progress.status === 'running') {
        if (stream.isTTY) showRunning();
        return;
      }
      const time = progress.status === 'skipped' ? 'skipped' : shortTime(progress.seconds);
      stream.write(`${clear}${text(marks[progress.status], progress, time)}\n`);
    },
    log: (line) => {
      stream.write(`${clear}${line}\n`);
      if (stream.isTTY) showRunning();
    },
    close: () => {
      clearInterval(timer);
      if (running) stream.write(clear);
      running = undefined;
    },
  };
}

function shortTime(seconds: number): string {
  return seconds < 60 ? `${seconds.toFixed(1)} s` : duration(seconds);
}

function firstLine(source: string): string {
  return source.split('\n').find((line) => line.trim() !== '') ?? '';
}
