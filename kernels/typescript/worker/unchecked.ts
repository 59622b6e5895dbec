/** Whether the cell opts out of type checking: `// @ts-nocheck` in its first comment lines. */
export function isUnchecked(source: string): boolean {
  return /^(\s*\/\/.*\n)*?\s*\/\/\s*@ts-nocheck\b/.test(source);
}
