import type { Content, Message } from '../../kernels/typescript/index.js';
import type { CodeCell, DisplayOutput, Metadata, MimeBundle, Notebook, Output } from './nbformat.js';
import { foldedText } from './terminal-text.js';

/** Converts the iopub messages of a run to outputs of cells. One recorder serves the whole notebook: an update may change earlier cells. */
export interface OutputRecorder {
  /** @returns whether the notebook has changed */
  record(cell: CodeCell, message: Message): boolean;
}

export function createOutputRecorder(): OutputRecorder {
  const displays = new Map<string, DisplayOutput[]>();
  const clearNext = new WeakSet<CodeCell>();
  const ends = new WeakMap<Output, StreamEnd>();

  const add = (cell: CodeCell, output: Output): boolean => {
    if (clearNext.delete(cell)) cell.outputs = [];
    cell.outputs.push(output);
    return true;
  };

  const handlers: Record<string, (cell: CodeCell, content: Content) => boolean> = {
    execute_input: (cell, { execution_count }) => {
      cell.execution_count = Number(execution_count);
      return true;
    },
    stream: (cell, { name, text }) => {
      if (clearNext.delete(cell)) cell.outputs = [];
      let last = cell.outputs.at(-1);
      if (last?.output_type !== 'stream' || last.name !== name) {
        last = { output_type: 'stream', name: name as 'stdout' | 'stderr', text: '' };
        add(cell, last);
      }
      const end = ends.get(last) ?? { closed: '', open: '' };
      const folded = foldedText(end.open + text);
      const at = folded.lastIndexOf('\n') + 1;
      end.closed += folded.slice(0, at);
      end.open = folded.slice(at);
      ends.set(last, end);
      last.text = end.closed + end.open;
      return true;
    },
    display_data: (cell, content) => {
      const output: DisplayOutput = { output_type: 'display_data', ...shown(content) };
      const id = displayId(content);
      if (id !== undefined) displays.set(id, [...(displays.get(id) ?? []), output]);
      return add(cell, output);
    },
    update_display_data: (_, content) => {
      const targets = displays.get(displayId(content) ?? '') ?? [];
      for (const output of targets) Object.assign(output, shown(content));
      return targets.length > 0;
    },
    execute_result: (cell, content) =>
      add(cell, { output_type: 'execute_result', execution_count: Number(content.execution_count), ...shown(content) }),
    error: (cell, { ename, evalue, traceback }) =>
      add(cell, {
        output_type: 'error',
        ename: String(ename),
        evalue: String(evalue),
        traceback: traceback as string[],
      }),
    clear_output: (cell, { wait }) => {
      if (wait) clearNext.add(cell);
      else cell.outputs = [];
      return !wait;
    },
  };
  return { record: (cell, { header, content }) => handlers[header.msg_type]?.(cell, content) ?? false };
}

/** A growing stream: only its last line can still be overwritten, so that a long stream is not reprocessed for every message. */
interface StreamEnd {
  closed: string;
  open: string;
}

/** Clears the outputs of an earlier run. */
export function clearOutputs({ cells }: Notebook): void {
  for (const cell of cells) if (cell.cell_type === 'code') Object.assign(cell, { outputs: [], execution_count: null });
}

function shown({ data, metadata }: Content): { data: MimeBundle; metadata: Metadata } {
  return { data: data as MimeBundle, metadata: (metadata ?? {}) as Metadata };
}

function displayId({ transient }: Content): string | undefined {
  const id = (transient as { display_id?: unknown } | undefined)?.display_id;
  return id === undefined ? undefined : String(id);
}
