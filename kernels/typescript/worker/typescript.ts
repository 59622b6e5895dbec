import { ChildProcess } from 'node:child_process';
import { API, type Snapshot } from 'typescript/unstable/sync';

/**
 * The only module that starts TypeScript. Its API is marked unstable, so package.json pins the version;
 * test/kernels/typescript.test.ts verifies the parts that the kernel uses.
 */

export {
  type Checker,
  type CompletionEntry,
  CompletionItemKind,
  type Diagnostic as TypescriptDiagnostic,
  NodeBuilderFlags,
  type Project,
  SignatureKind,
  type Symbol as TypescriptSymbol,
  SymbolFlags,
  type Type,
} from 'typescript/unstable/sync';

export interface Typescript {
  /** reads the project again; only the listed files are assumed to have changed, `all` after changes of unknown extent */
  update(changes: { changed: string[]; created: string[] } | 'all'): Snapshot;
}

/**
 * Keeps a process of TypeScript for one project, which ends with this one.
 * @param onStart receives its process id
 */
export function startTypescript(folder: string, configuration: string, onStart: (pid: number) => void): Typescript {
  let snapshot: Snapshot | undefined;
  const start = (): API => {
    snapshot = undefined;
    return inOwnProcessGroup(() => new API({ cwd: folder }), onStart);
  };
  let api = start();
  const update: Typescript['update'] = (changes) => {
    const fileChanges = changes === 'all' ? ({ invalidateAll: true } as const) : changes;
    const next = api.updateSnapshot(snapshot ? { fileChanges } : { openProjects: [configuration] });
    snapshot?.dispose();
    snapshot = next;
    return next;
  };
  return {
    update: (changes) => {
      try {
        return update(changes);
      } catch {
        api = start(); // something has killed the process
        return update(changes);
      }
    },
  };
}

interface SpawnOptions {
  detached?: boolean;
  /** NAME=value */
  envPairs?: string[];
}

/** Go's collector otherwise lets the heap double. */
const smallHeap = 'GOGC=70';

/** Taken before the kernel replaces it to keep track of the children of cells. */
const prototype = ChildProcess.prototype as unknown as { spawn(options: SpawnOptions): unknown };
const { spawn } = prototype;

/** Signals for the children of a cell must not reach TypeScript, which the API would start in the group of this process. */
function inOwnProcessGroup<T>(start: () => T, onStart: (pid: number) => void): T {
  const replaced = prototype.spawn;
  prototype.spawn = function (this: ChildProcess, options) {
    const envPairs = [...(options.envPairs ?? []), smallHeap];
    const result = spawn.call(this, { ...options, envPairs, detached: true });
    if (this.pid !== undefined) onStart(this.pid);
    return result;
  };
  try {
    return start();
  } finally {
    prototype.spawn = replaced;
  }
}
