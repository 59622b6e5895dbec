import { join } from 'node:path';
import type { Command, ExpressionResult, Expressions, Failure, Outcome } from '../channel.js';
import type { ParameterQuestion } from '../parameters.js';
import { createAwaits, type Site } from './awaits.js';
import { addedLines, cellCode, lastValue } from './cell-code.js';
import type { CellContext } from './cell-context.js';
import { createChecker, type Diagnostic, type ReadCell } from './checker.js';
import { cachedCompile } from './compiled-cache.js';
import { languageOptions } from './compiler-options.js';
import { completion } from './completion.js';
import { denoJupyter } from './deno-jupyter.js';
import type { Display } from './display.js';
import { fieldOf } from './field-of.js';
import { cellMeta } from './file-meta.js';
import { hoverText } from './hover.js';
import { imported } from './imported.js';
import { interruptedAt } from './interrupted-at.js';
import type { Interrupts } from './interrupts.js';
import { liveVariables } from './live-variables.js';
import type { Places } from './local-files.js';
import { moduleCode, moduleCodeVersion } from './module-code.js';
import { createCellModules } from './modules.js';
import type { Emit } from './output.js';
import { checkParameters } from './parameters.js';
import { isInterruptedQuestion } from './questions.js';
import { emptyScope } from './scope.js';
import { type CellCode, cellUrl, type Frame, frameAt } from './stack-frames.js';
import { installStackTraces } from './stack-traces.js';
import { createStaleNames } from './stale-names.js';
import { failureOf, failureOfDiagnostics, failureOfInterrupt } from './traceback.js';
import { type Convert, loadTslab } from './tslab.js';
import { isUnchecked } from './unchecked.js';
import { cellVariables, type Variables } from './variables.js';

type ExecuteCommand = Extract<Command, { kind: 'execute' }>;

/** The cell engine: TypeScript's checker and tslab's executor behind the calls that the kernel needs. Positions are UTF-16 offsets. */
export interface Engine {
  execute(command: ExecuteCommand): Promise<Outcome>;
  complete(code: string, cursor: number): Record<string, unknown>;
  /** @param detail 1 also shows the declaration */
  inspect(code: string, cursor: number, detail: number): Record<string, unknown>;
  parameters(question: ParameterQuestion): Record<string, unknown>;
  variables: Variables;
  /** fails a cell that awaits; its pending operations continue in the background, its code up to the next `await` */
  interrupt(terminated: boolean): void;
  /** the failure of the cell that was interrupted last */
  interruption(): Failure;
  /** of an error; that of an interrupted question is the failure of an interrupted cell */
  failure(error: unknown): Failure;
  /** the client's id of the cell in whose code an error was thrown, if that is known */
  cellOf(error: unknown): string | undefined;
}

export interface EngineTools {
  emit: Emit;
  display: Display;
  uninterruptible: Interrupts['uninterruptible'];
  context: CellContext;
}

export function createEngine(places: Places, { emit, display, uninterruptible, context }: EngineTools): Engine {
  const checker = createChecker(places, (pid) => emit({ kind: 'compiler', pid }));
  const language = languageOptions(places.notebook);
  const tslab = loadTslab();
  const cells = new Map<number, CellCode>();
  const stacks = installStackTraces(cells, places);
  const awaits = createAwaits(context);
  awaits.site(0, 0); // that of the kernel's own `await` before the code of a cell
  let runs = 0;
  let count = 0;
  let cellId: string | undefined;
  let diagnostics: Diagnostic[] = [];
  let thrown: { error: unknown } | undefined;
  let result: { value: unknown } | undefined;
  let hasLastValue = false;
  /** what the last cell that completed leaves to the next, and what the running one will */
  let scope = emptyScope;
  let next = scope;

  const convert: Convert = (source) => {
    checker.refresh();
    const cell = checker.read(source, scope);
    const isParsed = cell.syntaxErrors.length === 0;
    diagnostics = isParsed && !isUnchecked(source) ? checker.typeErrors(cell) : cell.syntaxErrors;
    if (diagnostics.length > 0) return { diagnostics };
    const run = ++runs;
    const { code, maps, imports, ...rest } = cellCode(cell, run, language, (offset) => awaits.site(run, offset));
    hasLastValue = rest.hasLastValue;
    next = checker.keep(cell);
    const prepared =
      imports.length > 0
        ? `__tslab__.resumed(0, __tslab__.pause(0), await __tslab__.prepare(${JSON.stringify(imports)})); `
        : '';
    cells.set(run, { id: cellId, count, source, maps, lines: code.split('\n').length + addedLines });
    return {
      diagnostics,
      hasToplevelAwait: true, // every cell is an async function: top-level `await` is always allowed
      lastExpressionVar: hasLastValue ? lastValue : undefined,
      // In a block, where a cell may declare `require` or `exports`.
      output: `${prepared}{\n${code}\n}\n//# sourceURL=${cellUrl(run)}`,
    };
  };

  const executor = tslab.createExecutor(places.root, (source) => uninterruptible(() => convert(source)), {
    log: (value) => {
      result = { value };
    },
    error: (...values) => {
      if (values.length === 1) thrown = { error: values[0] };
    },
  });
  const stale = createStaleNames((name) => live.present(name));
  const live = liveVariables(executor.locals, stale);
  const cache = join(places.root, '.acc', 'cache', 'cells');
  const modules = createCellModules(places, cachedCompile(moduleCode, cache, moduleCodeVersion), {
    tslab: () =>
      tslab.publicModule(({ data, metadata, transient }, update) =>
        emit({ kind: 'display', data, metadata, update, displayId: transient.display_id }),
      ),
  });
  const bridge = (globalThis as unknown as { __tslab__: { require: unknown; meta: unknown } }).__tslab__;
  Object.assign(bridge, {
    ...modules,
    pause: awaits.pause,
    resumed: awaits.resumed,
    each: awaits.each,
    keep: context.keep,
    imported: (id: string) => imported(modules.require(id)),
    names: live.names,
    share: (run: number, accessors: object) => {
      if (run !== runs) return; // an interrupted cell may complete after later cells have started
      live.share(accessors);
      stale.declared(Object.keys(accessors));
    },
    deno: denoJupyter(emit, display.display),
    meta: cellMeta(places),
  });

  const stopped = interruptedAt(stacks, places, () => count);
  Object.assign(bridge, { isBusy: stopped.isBusy });
  const failure = (error: unknown): Failure =>
    isInterruptedQuestion(error)
      ? failureOfInterrupt(stacks.frames(error), { places, count })
      : failureOf(error, { stacks, places, count });

  const run = async (source: string): Promise<Failure | undefined> => {
    diagnostics = [];
    thrown = undefined;
    result = undefined;
    hasLastValue = false;
    if (await executor.execute(source)) {
      scope = next;
      takeNull();
      return undefined;
    }
    if (diagnostics.length > 0) return failureOfDiagnostics(diagnostics, count, source);
    const { error } = (thrown ?? {}) as { error?: unknown };
    return interrupted(error) ? stopped.failure() : failure(error);
  };

  /** tslab does not report a last value that is null, and leaves it among the names. */
  const takeNull = (): void => {
    if (result || !hasLastValue) return;
    if (executor.locals[lastValue] === null) result = { value: null };
    delete executor.locals[lastValue];
  };

  const evaluate = async (expression: string): Promise<ExpressionResult> => {
    const failed = await run(`(${expression}\n)`);
    if (failed) return { status: 'error', ...failed };
    return { status: 'ok', ...(await display.bundle((result as { value: unknown } | undefined)?.value)) };
  };

  const evaluateAll = async (expressions: Expressions): Promise<Record<string, ExpressionResult>> => {
    const results: Record<string, ExpressionResult> = {};
    for (const [name, expression] of Object.entries(expressions)) results[name] = await evaluate(expression);
    return results;
  };

  return {
    failure,
    variables: cellVariables(executor.locals),
    cellOf: (error) =>
      error instanceof Error ? stacks.frames(error).findLast(({ cell }) => cell)?.cell?.id : undefined,
    interruption: stopped.failure,
    interrupt: (terminated) => {
      const started = context.cell();
      if (started && !terminated) stopped.waits(waitingAt(awaits.pending(started), cells));
      display.forget();
      executor.interrupt();
    },
    execute: async (command) => {
      count = command.count;
      cellId = command.cell;
      stopped.forget();
      live.observe();
      stale.begin(command.count, command.cell);
      const failed = await run(command.code);
      for (const note of stale.end(!failed)) emit({ kind: 'text', name: 'stderr', text: `${note}\n` });
      if (failed) return { id: command.id, failure: failed, expressions: {} };
      const last = result as { value: unknown } | undefined;
      try {
        if (last && !command.silent && !display.isCall(last.value))
          emit({ kind: 'result', ...(await display.bundle(last.value)) });
        await display.settled();
      } catch (error) {
        const shown = failure(error);
        const traceback = [...shown.traceback, '(the cell completed; displaying its value failed)'];
        return { id: command.id, failure: { ...shown, traceback }, expressions: {} };
      }
      return { id: command.id, expressions: await evaluateAll(command.expressions) };
    },
    complete: (code, cursor) => {
      checker.refresh();
      const read = (text: string): ReadCell => checker.read(text, scope, 'all');
      return uninterruptible(() => completion(code, cursor, read, places));
    },
    inspect: (code, cursor, detail) => {
      checker.refresh();
      const text = uninterruptible(() => hoverText(checker.read(code, scope), cursor, detail > 0));
      return { status: 'ok', found: text !== undefined, data: text ? { 'text/plain': text } : {}, metadata: {} };
    },
    parameters: (question) => {
      checker.refresh();
      return { status: 'ok', ...uninterruptible(() => checkParameters(question, checker)) };
    },
  };
}

function interrupted(error: unknown): boolean {
  return error instanceof Error && fieldOf(error, 'message') === 'Interrupted asynchronously';
}

function waitingAt(site: Site | undefined, cells: ReadonlyMap<number, CellCode>): Frame | undefined {
  const cell = cells.get(site?.run ?? 0);
  if (!site || !cell) return undefined;
  const lines = cell.source.slice(0, site.offset).split('\n');
  return frameAt(cell, { line: lines.length, column: lines.at(-1)!.length + 1 });
}
