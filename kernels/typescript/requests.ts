import { type Connection, portNames } from './connection.js';
import { codeUnitOffset, toCodePoints } from './cursor.js';
import { debugReply } from './debug-request.js';
import type { EngineHost } from './engine-host.js';
import { isComplete } from './is-complete.js';
import { kernelInfo } from './kernel-info.js';
import { usageReporter } from './usage.js';
import type { Content } from './wire.js';

export type Answer = (content: Content) => Content | Promise<Content>;

/** The reply to every request except execute_request. All are answered immediately, also while a cell runs. */
export function answersTo({ ask, history, interrupt }: EngineHost, connection: Connection): Record<string, Answer> {
  return {
    connect_request: () => ({ status: 'ok', ...Object.fromEntries(portNames.map((name) => [name, connection[name]])) }),
    kernel_info_request: kernelInfo,
    comm_info_request: () => ({ status: 'ok', comms: {} }),
    history_request: (content) => history.answer(content),
    is_complete_request: ({ code }) => isComplete(text(code)),
    complete_request: async ({ code, cursor_pos }) => {
      const cursor = codeUnitOffset(text(code), cursor_pos);
      const content = await ask({ kind: 'complete', code: text(code), cursor });
      if (content.status !== 'ok') return content;
      const [cursor_start, cursor_end] = [content.cursor_start, content.cursor_end].map((at) =>
        toCodePoints(text(code), at),
      );
      return { ...content, cursor_start, cursor_end };
    },
    inspect_request: ({ code, cursor_pos, detail_level }) => {
      const cursor = codeUnitOffset(text(code), cursor_pos);
      return ask({ kind: 'inspect', code: text(code), cursor, detail: Number(detail_level ?? 0) });
    },
    acc_parameters_request: ({ code, earlier, values }) =>
      ask({
        kind: 'parameters',
        code: text(code),
        earlier: (earlier ?? []) as string[],
        values: (values ?? {}) as Record<string, string>,
      }),
    interrupt_request: () => {
      interrupt();
      return { status: 'ok' };
    },
    shutdown_request: ({ restart }) => ({ status: 'ok', restart: restart === true }),
    debug_request: (request) => debugReply(request, ask),
    usage_request: usageReporter(),
    create_subshell_request: noSubshells,
    delete_subshell_request: noSubshells,
    list_subshell_request: noSubshells,
  };
}

/** The reply to a request that this kernel does not implement. */
export function unknownRequest(type: string): Content {
  return { status: 'error', ename: 'UnknownRequest', evalue: `this kernel does not support ${type}`, traceback: [] };
}

/** Subshells (JEP 91) need several threads that share variables; kernel_info_reply does not claim them. */
export function noSubshells(): Content {
  const evalue = 'this kernel has no subshells: JavaScript runs one cell at a time';
  return { status: 'error', ename: 'SubshellsUnsupported', evalue, traceback: [] };
}

function text(code: unknown): string {
  return typeof code === 'string' ? code : '';
}
