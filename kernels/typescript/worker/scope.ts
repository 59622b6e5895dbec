import type { CellName } from './cell-names.js';

/** What a cell can use of earlier cells. Scopes do not change: each cell that completes gives a new one. */
export interface Scope {
  names: ReadonlyMap<string, EarlierName>;
  /** the files of cells that add to the global scope or to a module */
  ambient: readonly string[];
}

export interface EarlierName extends Pick<CellName, 'kind' | 'declaredBy'> {
  /** name of the file, without extension, that exports it; none where the cell could not be read */
  file?: string;
}

export const emptyScope: Scope = { names: new Map(), ambient: [] };

/** The scope after a cell. @param file undefined where the types of its names are unknown */
export function scopeAfter(scope: Scope, file: string | undefined, names: CellName[], ambient: boolean): Scope {
  const added = names.map(({ name, kind, declaredBy }) => [name, { file, kind, declaredBy }] as const);
  return {
    names: new Map([...scope.names, ...added]),
    ambient: ambient && file ? [...scope.ambient, file] : scope.ambient,
  };
}

/**
 * The line that precedes a cell in the file that TypeScript reads: the names of earlier cells that it uses. Variables are declared, since an
 * imported name could not be assigned to.
 */
export function scopeHead({ names, ambient }: Scope, used: Iterable<string>): string {
  const imports = new Map<string, string[]>(ambient.map((file) => [file, []]));
  const declared: string[] = [];
  for (const name of used) {
    const { file, kind } = names.get(name)!;
    if (file === undefined) declared.push(`declare let ${name}: any;`);
    else if (kind === 'variable') declared.push(`declare let ${name}: typeof import("./${file}").${name};`);
    else if (kind === 'constant') declared.push(`declare const ${name}: typeof import("./${file}").${name};`);
    else imports.set(file, [...(imports.get(file) ?? []), name]);
  }
  const lines = [...imports].map(([file, from]) =>
    from.length > 0 ? `import { ${from.join(', ')} } from "./${file}";` : `import "./${file}";`,
  );
  return `${[...lines, ...declared].join(' ')}\n`;
}
