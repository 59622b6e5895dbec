import { join, resolve, sep } from 'node:path';
import { kitRoot } from '../../../core/index.js';
import { type Output, tagsOf } from '../../nbformat.js';
import { codeCells, type Found, type Rule, type Subject } from '../rule.js';

/** Problems in saved outputs and execution counts. */
export const outputRules: Rule[] = [
  {
    code: 'execution-order',
    severity: 'error',
    what: 'execution counts that are not 1, 2, 3, … from top to bottom',
    why: 'a fresh kernel may show other outputs: cells were run out of order, repeatedly, or not at all',
    find: executionOrder,
  },
  {
    code: 'error-output',
    severity: 'error',
    what: 'a saved error in a cell that is not tagged "raises-exception"',
    why: 'the saved run failed',
    find: ({ notebook }) =>
      codeCells(notebook)
        .filter(({ cell }) => !tagsOf(cell).includes('raises-exception'))
        .flatMap(({ cell, index }) =>
          cell.outputs.flatMap((output) =>
            output.output_type === 'error'
              ? [{ cell: index, message: `the cell failed: ${output.ename}: ${output.evalue}` }]
              : [],
          ),
        ),
  },
  {
    code: 'kept-output',
    severity: 'warning',
    what: "outputs in one of the kit's own chapters",
    why: 'chapters are stored without outputs: the book shows them from a run, and diffs stay small',
    find: ({ file, notebook, compared }) =>
      compared || !resolve(file).startsWith(join(kitRoot(), 'notebooks') + sep)
        ? []
        : codeCells(notebook)
            .filter(({ cell }) => cell.outputs.length > 0 && !tagsOf(cell).includes('keep_output'))
            .slice(0, 1)
            .map(({ index }) => ({
              cell: index,
              message: 'the chapter contains outputs',
              hint: 'run "acc notebook clean"',
            })),
  },
  {
    code: 'machine-path-in-output',
    severity: 'warning',
    what: 'a path of a home folder in an output',
    why: 'it reveals a user name and differs on other machines',
    find: ({ notebook }) =>
      codeCells(notebook).flatMap(({ cell, index }) => {
        const path = cell.outputs.map((output) => homePath.exec(textOf(output))?.[0]).find(Boolean);
        return path ? [{ cell: index, message: `an output shows ${path}` }] : [];
      }),
  },
];

const homePath = /(?<![\w.~-])(?:\/(?:home|Users)\/[\w.-]+|\/root|[A-Za-z]:\\{1,2}Users\\{1,2}[\w.-]+)(?=[/\\])/;

function executionOrder({ notebook }: Subject): Found[] {
  const run = codeCells(notebook).filter(
    ({ cell }) => cell.source.trim() !== '' && !tagsOf(cell).includes('skip-execution'),
  );
  if (run.every(({ cell }) => cell.execution_count === null)) return [];
  const at = run.findIndex(({ cell }, i) => cell.execution_count !== i + 1);
  if (at < 0) return [];
  const { cell, index } = run[at]!;
  const message =
    cell.execution_count === null
      ? 'the cell was not run, but others were'
      : `the execution count is ${cell.execution_count} instead of ${at + 1}`;
  return [{ cell: index, message, hint: 'run the notebook from top to bottom in a fresh kernel' }];
}

function textOf(output: Output): string {
  if (output.output_type === 'stream') return output.text;
  if (output.output_type === 'error') return output.traceback.join('\n');
  return Object.entries(output.data)
    .filter(([type]) => !/^(image\/(?!svg)|audio\/|video\/)/.test(type))
    .map(([, value]) => (typeof value === 'string' ? value : JSON.stringify(value)))
    .join('\n');
}
