import type { DeclaredParameter } from '../../kernels/typescript/index.js';

const assignment =
  /^(?<name>\w+)\s*(?::\s*["']?(?<type>[^=]*?)["']?\s*)?=\s*(?<value>[^#]*?)\s*(?:#\s*(?:type:\s*(?<comment>\S*)\s*)?(?<help>.*))?$/;

/** The parameters that a Python cell declares, parsed line by line. */
export function pythonParameters(source: string): DeclaredParameter[] {
  return source.split('\n').flatMap((text, i) => {
    const { name, type, value = '', comment, help = '' } = assignment.exec(text)?.groups ?? {};
    if (!name) return [];
    const annotation = type || comment || undefined;
    return [
      { name, type: annotation, annotation, keyword: 'let', default: value, help, line: i + 1, column: 1 } as const,
    ];
  });
}
