/** 'key.path=value' as its path and the text of its value; undefined for any other text. */
export function splitOverride(text: string): { path: string; value: string } | undefined {
  const at = text.indexOf('=');
  return at < 1 ? undefined : { path: text.slice(0, at), value: text.slice(at + 1) };
}

/** The path of an override that has been applied. */
export function overridePath(override: string): string {
  return splitOverride(override)!.path;
}
