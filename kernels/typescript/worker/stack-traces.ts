import { fieldOf } from './field-of.js';
import type { Places } from './local-files.js';
import { type Cells, type Frame, frameAt, framesOf, type Site, sourcePosition } from './stack-frames.js';

/** The stacks of errors. */
export interface StackTraces {
  /** the frames of user code where an error was created */
  frames(error: object): Frame[];
  /** the frames of the code that called, if code of a cell, a local file or a package is among it */
  ofCaller(): Frame[] | undefined;
}

const maximumFrames = 12;

/**
 * Gives every error one face: `stack` has the frames of user code only, with cells and relative paths, wherever it is shown (`console.error`,
 * `console.trace`, values, causes, rejections).
 */
export function installStackTraces(cells: Cells, places: Places): StackTraces {
  const known = new WeakMap<object, Frame[]>();
  let isBusy = false;
  Error.prepareStackTrace = (error, sites) => {
    try {
      const frames = framesOf(sites.map(siteOf), cells, places);
      known.set(error, frames);
      isBusy = frames.length > 0 || sites.some((site) => isPackage(site.getScriptNameOrSourceURL() ?? ''));
      return [headline(error), ...frameLines(frames)].join('\n');
    } catch {
      return headline(error);
    }
  };
  const frames: StackTraces['frames'] = (error) => {
    const stack = String(fieldOf(error, 'stack') ?? ''); // V8 calls `prepareStackTrace` when the stack is first read
    const own = known.get(error) ?? framesOf(stack.split('\n').flatMap(siteOfLine), cells, places);
    return own.length > 0 ? own : frameOfSyntaxError(stack, cells);
  };
  return {
    frames,
    ofCaller: () => {
      const called = frames(new Error());
      return isBusy ? called : undefined;
    },
  };
}

/** The lines of a stack. */
export function frameLines(frames: readonly Frame[]): string[] {
  return frames.slice(0, maximumFrames).map(({ text }) => `    at ${text}`);
}

/** A package other than tslab, whose executor calls the cells. */
function isPackage(script: string): boolean {
  return /[\\/]node_modules[\\/](?!tslab[\\/])/.test(script) || script.startsWith('evalmachine.');
}

const inCell = /(acc-cell:\d+):(\d+):(\d+)/;

/** Code of `eval` counts as the position of the call. */
function siteOf(site: NodeJS.CallSite): Site {
  const name = site.getFunctionName();
  const label = name ? String(site).split(' (', 1)[0]! : '';
  const [, script, line, column] = inCell.exec(site.getEvalOrigin() ?? '') ?? [];
  if (script) return { script, line: Number(line), column: Number(column), label };
  return {
    script: site.getScriptNameOrSourceURL() ?? '',
    line: site.getLineNumber() ?? 1,
    column: site.getColumnNumber() ?? 1,
    label,
  };
}

/** A line of the stack of an error that V8 did not create here, such as one that came from a thread. */
function siteOfLine(text: string): Site[] {
  const [, label = '', script, line, column] = /^\s+at (?:(.+?) \()?(.+?):(\d+):(\d+)\)?$/.exec(text) ?? [];
  return script ? [{ script, line: Number(line), column: Number(column), label }] : [];
}

function headline(error: object): string {
  try {
    return Error.prototype.toString.call(error);
  } catch {
    return 'Error';
  }
}

/** V8 cannot parse the last cell: Node puts the line and a caret before the stack. */
function frameOfSyntaxError(stack: string, cells: Cells): Frame[] {
  const [, line, before] = /^evalmachine\.<anonymous>:(\d+)\n.*\n( *)\^/.exec(stack) ?? [];
  const cell = [...cells.values()].at(-1);
  if (!line || !cell) return [];
  return [frameAt(cell, sourcePosition(cell, { line: Number(line), column: before!.length + 1 }))];
}
