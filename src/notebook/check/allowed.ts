import { type Cell, type Notebook, tagsOf } from '../nbformat.js';

/**
 * The suppressed codes: in one cell by a comment `// acc-allow: code, code` or a tag `acc-allow:code`, in the whole notebook by the list
 * `acc.allow` of its metadata.
 */
export function allowedCodes(notebook: Notebook, cell: Cell | undefined): Set<string> {
  const { allow } = (notebook.metadata.acc ?? {}) as { allow?: unknown };
  return new Set([...(Array.isArray(allow) ? allow.map(String) : []), ...(cell ? allowedInCell(cell) : [])]);
}

/** The codes that one cell suppresses. */
export function allowedInCell(cell: Cell): string[] {
  const tags = tagsOf(cell).flatMap((tag) => (tag.startsWith('acc-allow:') ? [tag.slice(10).trim()] : []));
  const comments = [...cell.source.matchAll(/\/\/\s*acc-allow:\s*([\w-]+(?:\s*,\s*[\w-]+)*)/g)];
  return [...tags, ...comments.flatMap(([, codes]) => codes!.split(/\s*,\s*/))];
}
