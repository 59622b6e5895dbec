import { type CellFolder, createCellFolder } from './cell-folder.js';
import { type CellName, cellNames, isAmbient } from './cell-names.js';
import { languageOptions } from './compiler-options.js';
import { stamp } from './file-state.js';
import { isSource, type Places } from './local-files.js';
import { type Scope, scopeAfter, scopeHead } from './scope.js';
import { type Parts, type SourceFile, SyntaxKind } from './syntax.js';
import { type Project, startTypescript, type TypescriptDiagnostic } from './typescript.js';

/** An error in a cell; lines and characters count from 0. */
export interface Diagnostic {
  start: { line: number; character: number };
  messageText: string;
  code: number;
}

/** A cell as TypeScript has read it. Valid until the next cell is read. */
export interface ReadCell {
  source: string;
  scope: Scope;
  file: SourceFile;
  /** length of the text before the cell */
  head: number;
  project: Project;
  names: CellName[];
  /** the names of earlier cells that the text before the cell declares */
  earlier: string[];
  syntaxErrors: Diagnostic[];
}

export interface Checker {
  /** call before each use: files that were edited since are read again */
  refresh(): void;
  /** @param earlier the names of earlier cells to declare; by default those that the cell uses */
  read(source: string, scope: Scope, earlier?: 'all'): ReadCell;
  typeErrors(cell: ReadCell): Diagnostic[];
  /** makes the names of a cell available to later ones; of one that could not be parsed their types are unknown */
  keep(cell: ReadCell): Scope;
}

/** A module without types: its values are `any`. */
const untypedModule = 7016;

const cannotFindModule = [2307, 2792];

/** @param onStart receives the id of TypeScript's process */
export function createChecker(places: Places, onStart: (pid: number) => void = () => {}): Checker {
  const created = new Set<string>();
  const changed = new Set<string>();
  const folder = createCellFolder(places, languageOptions(places.notebook), (file, isNew) =>
    (isNew ? created : changed).add(file),
  );
  const typescript = startTypescript(folder.path, folder.configuration, onStart);
  let [project] = typescript.update('all').getProjects() as [Project];
  let watched = new Map<string, string>();
  let imports = '';
  let file: SourceFile | undefined;
  let isMissing = false;
  let kept = 0;

  const update = (text: string): SourceFile => {
    const isSame = text === file?.text && !isMissing && changed.size + created.size === 0;
    if (isSame) return file!;
    folder.write('cell.ts', text);
    const changes = isMissing ? 'all' : { changed: [...changed], created: [...created] };
    [project] = typescript.update(changes).getProjects() as [Project];
    isMissing = false;
    created.clear();
    changed.clear();
    file = project.program.getSourceFile(folder.cell)!;
    return file;
  };

  /** Replaces relative imports: TypeScript would look for them beside its own file of the cell. */
  const withAliases = (source: string, first: SourceFile, head: number): string =>
    specifiers(first).reduce((text, { literal, specifier }) => {
      const alias = folder.alias(specifier);
      const start = literal.getStart(first) - head + 1;
      return alias ? text.slice(0, start) + alias + text.slice(start + alias.length) : text;
    }, source);

  const watch = (file: SourceFile): void => {
    const now = specifiers(file, () => true)
      .map(({ specifier }) => specifier)
      .join('\n');
    if (now === imports) return;
    imports = now;
    const own = project.program.getSourceFileNames().filter((name) => isSource(name, places));
    watched = new Map(own.map((name) => [name, watched.get(name) ?? stampOf(name)]));
  };

  const read: Checker['read'] = (source, scope, all) => {
    const own = source.replace(/^#!.*/, (line) => ' '.repeat(line.length));
    let text = own;
    const mentioned = all ? scope.names.keys() : mentionedNames(text);
    const candidates = [...mentioned].filter((name) => scope.names.has(name));
    const likely = likelyDeclared(text);
    let earlier = candidates.filter((name) => !likely.has(name));
    let head = scopeHead(scope, earlier);
    let file = update(head + text);
    let names = cellNames(file, head.length);
    const declared = new Set(names.map(({ name }) => name));
    const aliased = /['"]\.\.?(\/|['"])/.test(text) ? withAliases(text, file, head.length) : text;
    const right = candidates.filter((name) => !declared.has(name));
    if (aliased !== text || right.join() !== earlier.join()) {
      text = aliased;
      earlier = right;
      head = scopeHead(scope, earlier);
      file = update(head + text);
      names = cellNames(file, head.length);
    }
    watch(file);
    const cell = { source: own, scope, file, head: head.length, project, names, earlier };
    const found = project.program.getSyntacticDiagnostics(file.fileName);
    return { ...cell, syntaxErrors: toDiagnostics(found, cell, folder) };
  };

  return {
    refresh: () => {
      for (const [file, modified] of watched) {
        const now = stampOf(file);
        if (now === modified) continue;
        watched.set(file, now);
        changed.add(file);
      }
    },
    read,
    typeErrors: (cell) => {
      const found = cell.project.program.getSemanticDiagnostics(cell.file.fileName);
      if (found.some(({ code }) => cannotFindModule.includes(code))) isMissing = true; // it may be written before the next cell
      return toDiagnostics(
        found.filter(({ code }) => code !== untypedModule),
        cell,
        folder,
      );
    },
    keep: (cell) => {
      if (cell.syntaxErrors.length > 0) return scopeAfter(cell.scope, undefined, cell.names, false);
      const name = `c${++kept}`;
      const exported = cell.names.filter(({ isExported }) => !isExported).map((one) => one.name);
      folder.write(`${name}.ts`, `${cell.file.text}\nexport { ${exported.join(', ')} };`);
      return scopeAfter(cell.scope, name, cell.names, isAmbient(cell.file));
    },
  };
}

/** Empty for a file that does not exist. */
function stampOf(file: string): string {
  return stamp(file)?.values ?? '';
}

const identifier = /[\p{ID_Start}$_][\p{ID_Continue}$\u200c\u200d]*/gu;

function mentionedNames(text: string): Set<string> {
  return new Set(text.match(identifier));
}

/** A guess, which the syntax tree then confirms: the common case takes one step. */
function likelyDeclared(text: string): Set<string> {
  const declared =
    /^(?:export\s+)?(?:const|let|var|class|enum|interface|type|namespace|(?:async\s+)?function\*?)\s+([\p{ID_Start}$_][\p{ID_Continue}$]*)/gmu;
  return new Set([...text.matchAll(declared)].map(([, name]) => name!));
}

/** The strings that name modules: in imports, exports, `import()` and types. */
function specifiers(
  file: SourceFile,
  isWanted: (specifier: string) => boolean = (specifier) => /^\.\.?(\/|$)/.test(specifier),
): { literal: Parts; specifier: string }[] {
  return (file.imports as unknown as Parts[])
    .filter(({ kind }) => kind === SyntaxKind.StringLiteral)
    .map((literal) => ({ literal, specifier: literal.text! }))
    .filter(({ specifier }) => isWanted(specifier));
}

function toDiagnostics(
  found: readonly TypescriptDiagnostic[],
  { file, head }: Pick<ReadCell, 'file' | 'head'>,
  folder: CellFolder,
): Diagnostic[] {
  return found
    .filter(({ pos }) => pos >= head)
    .flatMap((diagnostic) => {
      const { line, character } = file.getLineAndCharacterOfPosition(diagnostic.pos);
      return messagesOf(diagnostic).map(({ text, code }) => ({
        start: { line: line - 1, character },
        messageText: folder.original(text),
        code,
      }));
    });
}

/** A message and its details. */
function messagesOf(diagnostic: TypescriptDiagnostic): TypescriptDiagnostic[] {
  return [diagnostic, ...(diagnostic.messageChain ?? []).flatMap(messagesOf)];
}
