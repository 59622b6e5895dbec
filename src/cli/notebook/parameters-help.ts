import { allowedText, type NotebookHelp, notebookHelp } from '../../notebook/index.js';
import type { CommandContext } from '../context.js';

/** Column at which the comment of a parameter begins. */
const column = 34;

/** `acc notebook run NOTEBOOK --help-notebook`, in papermill's layout. */
export async function showParameters(
  { print, signal }: CommandContext,
  file: string,
  options: { kernel?: string; language?: string; json?: true },
): Promise<void> {
  const { tagged, parameters } = await notebookHelp(file, { ...options, signal });
  if (options.json) return print(JSON.stringify(parameters));
  print(`Usage: acc notebook run ${file} OUT [-p NAME VALUE]...\n\nParameters inferred for notebook '${file}':`);
  if (!tagged) {
    print("\n  No cell tagged 'parameters'");
    process.exitCode = 1; // papermill's
    return;
  }
  if (parameters.length === 0)
    print("\n  Can't infer anything about this notebook's parameters. It may not have any parameter defined.");
  for (const parameter of parameters) {
    const { name, type, annotation, default: value } = parameter;
    const help = helpOf(parameter);
    const definition = `  ${name}: ${annotation ?? type ?? 'Unknown type'} (default ${value.replace(/\s+/g, ' ')})`;
    const gap = definition.length > column - 4 ? `\n${' '.repeat(column)}` : ' '.repeat(column - definition.length);
    print(help ? `${definition}${gap}${help}` : definition);
  }
}

/** The comment, and the values of an enum or a union whose type does not list them itself. */
function helpOf({ help, type, annotation, allowed }: NotebookHelp['parameters'][number]): string {
  const isListed = /^(?:boolean|.*["'`\d].*)$/.test(annotation ?? type ?? '');
  return [help, allowed && !isListed ? `allowed: ${allowedText(allowed)}` : ''].filter(Boolean).join('; ');
}
