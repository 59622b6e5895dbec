import { homedir } from 'node:os';
import { basename, isAbsolute } from 'node:path';
import { cacheFolder, kitRoot } from '../../core/index.js';
import type { Json } from '../../stage/index.js';

/** Replaces the folders of this machine in every text: 'STORE/base-1/model', 'KIT/src/…', 'CACHE/…', '~/…', '…/name'. @param store its folder */
export function withoutPaths<T extends Json | undefined>(value: T, store: string): T {
  return replaced(value, store) as T;
}

function replaced(value: Json | undefined, store: string): Json | undefined {
  if (typeof value === 'string') return withoutPath(value, store);
  if (Array.isArray(value)) return value.map((one) => replaced(one, store)!);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, replaced(member, store)]));
}

/** An absolute path inside a text; a URL, a fraction and what is replaced already are none. */
const otherPath = /(?<![\w.:/~…-])\/(?:[\w.@+-]+\/)+([\w.@+-]+)/g;

function withoutPath(text: string, store: string): string {
  const places = { STORE: store, KIT: kitRoot(), CACHE: cacheFolder(), '~': homedir() };
  let found = text;
  for (const [name, folder] of Object.entries(places)) found = found.replaceAll(wholeFolder(folder), `$1${name}`);
  if (isAbsolute(found)) return `…/${basename(found)}`;
  return found.replaceAll(otherPath, '…/$1');
}

/** The folder where a path begins with it, and not another one whose name is longer. */
function wholeFolder(folder: string): RegExp {
  const literal = folder.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&');
  return new RegExp(`(^|[^\\w./-])${literal}(?=/|$|[^\\w.-])`, 'g');
}
