import { dirname } from 'node:path';
import type { CellTypes } from '../../../kernels/typescript/index.js';
import { readText } from '../../core/index.js';
import { type Notebook, tagsOf } from '../nbformat.js';
import { foreignTo, isTypescript } from '../notebook-language.js';
import { parseNotebook } from '../parse-notebook.js';
import { parsePythonJson } from '../python-json.js';
import { allowedCodes, allowedInCell } from './allowed.js';
import { type CompareOptions, compareWithRun } from './compare-run.js';
import type { Finding } from './finding.js';
import { codeCells, type Found, type Rule, type Subject } from './rule.js';
import { rules } from './rules/index.js';
import { typeCheck } from './type-check.js';

export interface CheckOptions {
  /** also runs each notebook and compares its saved outputs with the new ones */
  compare?: CompareOptions;
  signal?: AbortSignal;
  /** called after each step */
  onProgress?: (step: { what: 'types' | 'run'; done: number; total: number }) => void;
  /** called for each notebook that is not checked, because it is in another language or for another kernel */
  onSkipped?: (skipped: Skipped) => void;
}

export interface Skipped {
  file: string;
  reason: string;
}

interface Read {
  file: string;
  notebook: Notebook;
  ids: unknown[];
}

/**
 * Checks notebooks: types of all cells as the kernel sees them, pitfalls of the cell language, order of execution, and optionally the saved
 * outputs against a fresh run. Without `compare` no cell is run. Notebooks of other languages are skipped.
 * @returns findings in the order of files and cells
 * @throws AccError for a file that is missing, unreadable or not a notebook, before anything is checked
 */
export async function checkNotebooks(files: string[], options: CheckOptions = {}): Promise<Finding[]> {
  const all = await Promise.all(files.map(readForCheck));
  const read = all.filter(({ file, notebook }) => {
    const reason = foreignTo(notebook);
    if (reason) options.onSkipped?.({ file, reason });
    return !reason;
  });
  const types = await typesOf(read, options);
  const findings: Finding[] = [];
  for (const [i, one] of read.entries()) {
    const compared = options.compare && (await compareWithRun(one, options.compare, options.signal));
    if (compared) options.onProgress?.({ what: 'run', done: i + 1, total: read.length });
    findings.push(...findingsOf({ ...one, types: types.get(one) ?? new Map(), compared }));
  }
  return findings;
}

async function readForCheck(file: string): Promise<Read> {
  const text = await readText(file);
  const notebook = parseNotebook(text, file);
  const { cells } = parsePythonJson(text.replace(/^\uFEFF/, '')) as { cells: { id?: unknown }[] };
  return { file, notebook, ids: cells.map(({ id }) => id) };
}

/** One process per folder, from which relative imports are resolved. */
async function typesOf(read: Read[], { signal, onProgress }: CheckOptions): Promise<Map<Read, Map<number, CellTypes>>> {
  const results = new Map<Read, Map<number, CellTypes>>();
  const typed = read.filter(({ notebook }) => isTypescript(notebook));
  for (const folder of new Set(typed.map(({ file }) => dirname(file)))) {
    const here = typed.filter(({ file }) => dirname(file) === folder);
    const cells = here.map(({ notebook }) => codeCells(notebook).filter(({ cell }) => isRun(cell)));
    const sources = cells.map((one) => one.map(({ cell }) => cell.source));
    const before = results.size;
    let done = 0;
    const onNotebook = (): void => onProgress?.({ what: 'types', done: before + ++done, total: typed.length });
    const answers = await typeCheck(folder, sources, { signal, onNotebook });
    for (const [i, one] of here.entries())
      results.set(one, new Map(cells[i]!.map(({ index }, j) => [index, answers[i]![j]!])));
  }
  return results;
}

function isRun(cell: Parameters<typeof tagsOf>[0]): boolean {
  return cell.source.trim() !== '' && !tagsOf(cell).includes('skip-execution');
}

function findingsOf(subject: Subject): Finding[] {
  const { notebook } = subject;
  const findings = rules.flatMap((rule) => rule.find(subject).map((found) => finding(rule, found, subject)));
  const remaining = findings.filter(
    ({ code, cell }) => !allowedCodes(notebook, cell === undefined ? undefined : notebook.cells[cell - 1]).has(code),
  );
  const order = ({ cell = 0, line = 0, column = 0 }: Finding): number[] => [cell, line, column];
  return [...remaining, ...unknownCodes(subject)].sort((a, b) => {
    const [x, y] = [order(a), order(b)];
    const at = x.findIndex((value, i) => value !== y[i]);
    return at < 0 ? 0 : x[at]! - y[at]!;
  });
}

function finding(
  { code, severity }: Pick<Rule, 'code' | 'severity'>,
  found: Found,
  { file, notebook, ids }: Subject,
): Finding {
  const { cell: index, line, column, message, hint } = found;
  const cell = index === undefined ? undefined : notebook.cells[index];
  const source = line === undefined ? undefined : cell?.source.split('\n')[line - 1];
  return {
    code,
    severity,
    file,
    cell: index === undefined ? undefined : index + 1,
    id: index === undefined || ids[index] === undefined ? undefined : String(ids[index]),
    line,
    column,
    source,
    message,
    hint,
  };
}

const unknownAllow = { code: 'unknown-allow', severity: 'warning' } as const;

/** Otherwise a misspelt code would silently suppress nothing. */
function unknownCodes(subject: Subject): Finding[] {
  const known = new Set(rules.map(({ code }) => code));
  return subject.notebook.cells.flatMap((cell, index) =>
    (cell.cell_type === 'code' ? allowedInCell(cell) : [])
      .filter((code) => !known.has(code))
      .map((code) =>
        finding(
          unknownAllow,
          { cell: index, message: `no rule has the code "${code}"`, hint: 'see acc notebook check --rules' },
          subject,
        ),
      ),
  );
}
