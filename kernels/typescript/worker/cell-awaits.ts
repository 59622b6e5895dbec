import type { Awaits } from './awaits.js';
import type { ReadCell } from './checker.js';
import type { Edit } from './edits.js';
import { eachChild, type Parts, SyntaxKind } from './syntax.js';

const promiseMethods = ['then', 'catch', 'finally'];

/** The text of a function may run elsewhere, e.g. in a browser's page, where there is no kernel: it must then do what its author wrote. */
const kernelOr = (name: keyof Awaits | 'keep', otherwise: string): string =>
  `(globalThis.__tslab__?.${name} ?? (${otherwise}))(`;

const resumed = kernelOr('resumed', '(_site, _cell, value) => value');
const each = kernelOr('each', '(_site, values) => values');
const keep = kernelOr('keep', '(callback) => callback');

/**
 * Code of a cell tells the kernel where it waits, and continues as code of the cell that it belongs to (awaits.ts): `await x` becomes
 * `resumed(site, pause(site), await x)`, with the functions of `__tslab__`.
 * @param site the number of an `await` at an offset of the source
 */
export function awaitEdits(node: Parts, { file, head }: ReadCell, site: (offset: number) => number): Edit[] {
  const edits: Edit[] = [];
  const around = (part: Parts, before: string): void => {
    const [start, end] = [part.getStart(file) - head, part.end - head];
    edits.push({ start, end: start, text: before }, { start: end, end, text: ')' });
  };
  const visit = (part: Parts): void => {
    const { kind, expression } = part;
    if (kind === SyntaxKind.AwaitExpression) {
      const number = site(part.getStart(file) - head);
      around(part, `${resumed}${number}, globalThis.__tslab__?.pause(${number}), `);
    } else if (kind === SyntaxKind.ForOfStatement && part.awaitModifier)
      around(expression!, `${each}${site(part.getStart(file) - head)}, `);
    else if (kind === SyntaxKind.CallExpression && promiseMethods.includes(expression?.name?.text ?? ''))
      for (const callback of part.arguments!) if (callback.kind !== SyntaxKind.SpreadElement) around(callback, keep);
    eachChild(part, visit);
  };
  visit(node);
  return edits;
}
