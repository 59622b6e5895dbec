import { join } from 'node:path';
import {
  type Command,
  type ExpressionResult,
  type Expressions,
  type Failure,
  interruption,
  type Outcome,
} from '../channel.js';
import type { ParameterQuestion } from '../parameters.js';
import { cellSource, isUnchecked } from './cell-source.js';
import { prepareChecker } from './checker.js';
import { cachedCompile } from './compiled-cache.js';
import { completion } from './completion.js';
import { declarationsForNextCell } from './declarations.js';
import { denoJupyter } from './deno-jupyter.js';
import type { Display } from './display.js';
import { fieldOf } from './field-of.js';
import { cellMeta } from './file-meta.js';
import { hoverText } from './hover.js';
import type { Interrupts } from './interrupts.js';
import { liveVariables, sharingCode } from './live-variables.js';
import type { Places } from './local-files.js';
import { moduleCodeVersion, moduleCompiler } from './module-code.js';
import { createCellModules } from './modules.js';
import type { Emit } from './output.js';
import { checkParameters } from './parameters.js';
import { watchSecondStep } from './second-step.js';
import { type CellCode, cellUrl } from './stack-frames.js';
import { installStackTraces } from './stack-traces.js';
import { failureOf, failureOfDiagnostics } from './traceback.js';
import { type Converted, type Diagnostic, type Executor, loadTslab } from './tslab.js';

type ExecuteCommand = Extract<Command, { kind: 'execute' }>;

/** The cell engine: tslab's converter and executor behind the calls that the kernel needs. Positions are UTF-16 offsets. */
export interface Engine {
  execute(command: ExecuteCommand): Promise<Outcome>;
  complete(code: string, cursor: number): Record<string, unknown>;
  /** @param detail 1 also shows the declaration */
  inspect(code: string, cursor: number, detail: number): Record<string, unknown>;
  isComplete(code: string): Record<string, unknown>;
  parameters(question: ParameterQuestion): Record<string, unknown>;
  /** fails a cell that awaits; its pending operations continue in the background */
  interrupt(): void;
  failure(error: unknown): Failure;
}

export interface EngineTools {
  emit: Emit;
  display: Display;
  uninterruptible: Interrupts['uninterruptible'];
}

export function createEngine(places: Places, { emit, display, uninterruptible }: EngineTools): Engine {
  const tslab = loadTslab();
  const { typescript } = tslab;
  const checker = prepareChecker(typescript, places);
  const converter = tslab.createConverter(places.root);
  const cells = new Map<number, CellCode>();
  const stacks = installStackTraces(cells, places);
  let runs = 0;
  let count = 0;
  let diagnostics: Diagnostic[] = [];
  let thrown: { error: unknown } | undefined;
  let result: { value: unknown } | undefined;
  let lastExpression: string | undefined;

  const convert = (previous: string, source: string): Converted => {
    checker.refresh();
    checker.setChecked(!isUnchecked(source));
    const step = watchSecondStep(typescript, (module) => live.withhold(module, checker.nestedVariables()));
    let converted: Converted;
    try {
      converted = uninterruptible(() => converter.convert(previous, cellSource(source, typescript)));
    } finally {
      step.end();
    }
    diagnostics = converted.diagnostics;
    lastExpression = converted.lastExpressionVar;
    if (converted.output === undefined) return converted;
    const code = withoutMapComment(converted.output);
    const declared = [converted.declOutput, ...checker.nestedVariables().map(({ declaration }) => declaration)];
    const { maps, variables, exported, imports } = step.end();
    const prepared = imports.length > 0 ? `await __tslab__.prepare(${JSON.stringify(imports)}); ` : '';
    live.forget(exported);
    cells.set(++runs, { count, source, maps, lines: code.split('\n').length });
    return {
      ...converted,
      hasToplevelAwait: true, // every cell is an async function: top-level `await` is always allowed
      declOutput: declarationsForNextCell(previous, declared.join('\n'), typescript),
      output: `${prepared}${code}\n${sharingCode(runs, variables)}\n//# sourceURL=${cellUrl(runs)}`,
    };
  };

  const node = { ...converter, convert };
  const executor: Executor = tslab.createExecutor(
    places.root,
    { node, browser: node, close: () => converter.close() },
    {
      log: (value) => {
        result = { value };
      },
      error: (...values) => {
        if (values.length === 1) thrown = { error: values[0] };
      },
    },
  );
  const live = liveVariables(executor.locals, typescript);
  const cache = join(places.root, '.acc', 'cache', 'cells');
  const version = `${typescript.version} ${moduleCodeVersion}`;
  const modules = createCellModules(places, cachedCompile(moduleCompiler(typescript), cache, version), {
    tslab: () =>
      tslab.publicModule(({ data, metadata, transient }, update) =>
        emit({ kind: 'display', data, metadata, update, displayId: transient.display_id }),
      ),
  });
  const bridge = (globalThis as unknown as { __tslab__: { require: unknown; meta: unknown } }).__tslab__;
  Object.assign(bridge, {
    ...modules,
    share: (run: number, accessors: object) => {
      if (run === runs) live.share(accessors); // an interrupted cell may complete after later cells have started
    },
    deno: denoJupyter(emit, display.display),
    meta: cellMeta(places),
  });

  const failure = (error: unknown): Failure => failureOf(error, { stacks, places, count });

  const run = async (source: string): Promise<Failure | undefined> => {
    diagnostics = [];
    thrown = undefined;
    result = undefined;
    lastExpression = undefined;
    if (await executor.execute(source)) {
      takeNull();
      return undefined;
    }
    if (diagnostics.length > 0) return failureOfDiagnostics(diagnostics, count, source);
    const { error } = (thrown ?? {}) as { error?: unknown };
    return interrupted(error) ? interruption : failure(error);
  };

  /** tslab does not report a last value that is null, and leaves it among the names. */
  const takeNull = (): void => {
    if (result || lastExpression === undefined) return;
    if (executor.locals[lastExpression] === null) result = { value: null };
    delete executor.locals[lastExpression];
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
    interrupt: () => {
      display.forget();
      executor.interrupt();
    },
    execute: async (command) => {
      count = command.count;
      const failed = await run(command.code);
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
      return completion(code, cursor, () => uninterruptible(() => executor.complete(code, cursor)), places);
    },
    inspect: (code, cursor, detail) => {
      checker.refresh();
      const info = uninterruptible(() => executor.inspect(code, cursor));
      if (!info) return { status: 'ok', found: false, data: {}, metadata: {} };
      const text = hoverText(info, detail > 0 ? checker.declarationAt(cursor) : undefined);
      return { status: 'ok', found: true, data: { 'text/plain': text }, metadata: {} };
    },
    parameters: (question) => {
      checker.refresh();
      checker.setChecked(true);
      return { status: 'ok', ...uninterruptible(() => checkParameters(question, converter, typescript)) };
    },
    isComplete: (code) => {
      const [first] = typescript.createSourceFile('cell.ts', code, 99).parseDiagnostics;
      if (!first) return { status: 'complete' };
      const atEnd = first.start >= code.trimEnd().length; // an error in the last word does not mean that more follows
      if (!atEnd || first.code === unterminatedString) return { status: 'invalid' };
      return { status: 'incomplete', indent: tslab.isCompleteCode(code).indent ?? '' };
    },
  };
}

const unterminatedString = 1002;

function interrupted(error: unknown): boolean {
  return error instanceof Error && fieldOf(error, 'message') === 'Interrupted asynchronously';
}

function withoutMapComment(code: string): string {
  return code.replace(/^\/\/# sourceMappingURL=.*$/gm, '');
}
