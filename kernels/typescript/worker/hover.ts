import type { ReadCell } from './checker.js';
import { type Parts, SyntaxKind, statementsOf, variableKeyword } from './syntax.js';
import { noTruncation } from './typed-cell.js';
import {
  type Checker,
  type Project,
  SignatureKind,
  SymbolFlags,
  type Type,
  type TypescriptSymbol,
} from './typescript.js';

const longestDeclaration = 4000;

/**
 * The text of inspect_reply: signature, documentation and tags of a name; with details also its declaration.
 * @returns undefined where there is no name
 */
export function hoverText(cell: ReadCell, cursor: number, withDetails: boolean): string | undefined {
  const { project, file, head, source } = cell;
  const { checker } = project;
  const position = head + (/[\p{ID_Continue}$]/u.test(source.charAt(cursor)) ? cursor : Math.max(cursor - 1, 0));
  const found = checker.getSymbolAtPosition(file.fileName, position);
  if (!found) return undefined;
  const symbol = originalOf(found, cell);
  const type = checker.getTypeAtPosition(file.fileName, position) ?? checker.getTypeOfSymbol(symbol);
  const tags = symbol
    .getJsDocTags(checker)
    .map(({ name, text }) => [`@${name}`, textOf(text)].filter(Boolean).join(' '));
  const about = [symbol.getDocumentationComment(checker), ...tags].filter(Boolean).join('\n');
  const declaration = withDetails ? declarationOf(symbol, type, project) : undefined;
  return [signature(symbol, type, project), about, declaration].filter(Boolean).join('\n\n');
}

/** Behind an import, and behind the declaration that stands for a variable of an earlier cell. */
function originalOf(symbol: TypescriptSymbol, { project, file, head }: ReadCell): TypescriptSymbol {
  const { checker } = project;
  if (symbol.flags & SymbolFlags.Alias) return checker.getAliasedSymbol(symbol);
  const stands = statementsOf(file).find(
    ({ end, declarationList }) => end <= head && declarationList?.declarations?.[0]?.name?.text === symbol.name,
  );
  const isOwn = symbol.valueDeclaration?.resolve(project)?.pos ?? head;
  if (!stands || isOwn >= head) return symbol;
  const original = checker.getSymbolAtPosition(file.fileName, stands.end - 2);
  return original ? originalOf(original, { file, head: 0, project } as ReadCell) : symbol;
}

function signature(symbol: TypescriptSymbol, type: Type | undefined, project: Project): string {
  const { checker } = project;
  const { flags, name } = symbol;
  const [label] = labels.find(([, flag]) => flags & flag) ?? [''];
  if (flags & (SymbolFlags.Class | SymbolFlags.Interface | SymbolFlags.Enum | SymbolFlags.Module))
    return `${label} ${name}`;
  if (flags & SymbolFlags.TypeAlias)
    return `type ${name} = ${typeText(checker.getDeclaredTypeOfSymbol(symbol), checker)}`;
  const parent = flags & (SymbolFlags.Property | SymbolFlags.Method | SymbolFlags.Accessor) ? ownerOf(symbol) : '';
  const [first, ...others] =
    type && flags & (SymbolFlags.Function | SymbolFlags.Method)
      ? checker.getSignaturesOfType(type, SignatureKind.Call)
      : [];
  const shown =
    first && checker.signatureToSignatureDeclaration(first, SyntaxKind.CallSignature, undefined, noTruncation);
  const keyword = flags & SymbolFlags.Variable ? keywordOf(symbol, project) : label;
  if (!shown) return `${keyword} ${parent}${name}: ${typeText(type, checker)}`;
  const more = others.length > 0 ? ` (+${others.length} overload${others.length > 1 ? 's' : ''})` : '';
  return `${keyword} ${parent}${name}${withoutUndefined(project.emitter.printNode(shown))}${more}`;
}

/** An optional parameter may be undefined anyway. */
function withoutUndefined(signature: string): string {
  return signature.replace(/;\s*$/, '').replace(/(\?: [^,()]*?) \| undefined(?=[,)])/g, '$1');
}

const labels: [string, number][] = [
  ['class', SymbolFlags.Class],
  ['enum', SymbolFlags.Enum],
  ['namespace', SymbolFlags.Module],
  ['interface', SymbolFlags.Interface],
  ['function', SymbolFlags.Function],
  ['(method)', SymbolFlags.Method],
  ['(enum member)', SymbolFlags.EnumMember],
  ['(accessor)', SymbolFlags.Accessor],
  ['(property)', SymbolFlags.Property],
  ['(type parameter)', SymbolFlags.TypeParameter],
];

function ownerOf(symbol: TypescriptSymbol): string {
  const owner = symbol.getParent()?.name;
  return owner && !owner.startsWith('__') && !owner.startsWith('"') ? `${owner}.` : '';
}

function keywordOf({ valueDeclaration }: TypescriptSymbol, project: Project): string {
  const node = valueDeclaration?.resolve(project) as Parts | undefined;
  if (node?.kind === SyntaxKind.Parameter) return '(parameter)';
  return variableKeyword(node?.parent.flags ?? 0);
}

function typeText(type: Type | undefined, checker: Checker): string {
  return type ? checker.typeToString(type, undefined, noTruncation) : 'any';
}

/** For a variable the declaration of its type is more informative than its own. */
function declarationOf(symbol: TypescriptSymbol, type: Type | undefined, project: Project): string | undefined {
  const shown = symbol.flags & SymbolFlags.Variable ? type?.getSymbol() : symbol;
  return shown?.declarations[0]?.resolve(project)?.getText().slice(0, longestDeclaration);
}

function textOf(text: unknown): string {
  return typeof text === 'string'
    ? text
    : ((text as { text: string }[] | undefined) ?? []).map((part) => part.text).join('');
}
