import { AccError } from '../../core/index.js';
import {
  type InstalledKernel,
  installKernel,
  type KernelPlace,
  kernelName,
  listKernels,
  uninstallKernel,
} from '../../notebook/index.js';
import type { CommandContext } from '../main.js';

interface PlaceOptions {
  prefix?: string;
  sysPrefix?: boolean;
  jupyterPath?: boolean;
  name?: string;
}

interface InstallOptions extends PlaceOptions {
  displayName?: string;
  force?: boolean;
}

/** `acc kernel install`: writes the kernelspec and says what to do next. */
export async function install({ print }: CommandContext, options: InstallOptions): Promise<void> {
  const place = placeOf(options);
  const { folder, spec, replaced } = await installKernel({ ...options, place });
  const [node, script] = spec.argv;
  print(`kernelspec ${replaced ? 'replaced' : 'written'}: ${folder}`);
  print(`  it starts ${script}\n  with ${node}; after moving either, run the command again`);
  print(`Seen by ${seenBy(place)}.`);
  print(`JupyterLab: reload its page if it is open; Launcher, or Kernel > Change Kernel, "${spec.display_name}".`);
  print(`VS Code, with its Jupyter extension: Select Kernel > Jupyter Kernel > "${spec.display_name}".`);
}

/** `acc kernel uninstall`: removes the kit's kernelspec from one place, and says where others are. */
export async function uninstall({ print }: CommandContext, options: PlaceOptions): Promise<void> {
  const name = options.name ?? kernelName;
  const folder = await uninstallKernel(placeOf(options), name);
  print(folder ? `removed ${folder}` : `no kernelspec "${name}" of the kit is there`);
  for (const other of await listKernels()) print(`still installed: ${other.folder}`);
}

/** `acc kernel list`: all of the kit's kernelspecs where Jupyter looks, what each points to and whether it works. */
export async function list({ print }: CommandContext, { json }: { json?: boolean }): Promise<void> {
  const kernels = await listKernels();
  if (json) return print(JSON.stringify(kernels));
  if (kernels.length === 0) print('no kernelspec of the kit is installed: run "acc kernel install"');
  for (const kernel of kernels) print(lines(kernel).join('\n'));
}

function lines(kernel: InstalledKernel): string[] {
  const { name, displayName, folder, node, script, nodeVersion, kitVersion, isThisKit, problems, hiddenBy } = kernel;
  return [
    `${problems.length === 0 ? '✓' : '✗'} ${name}  "${displayName}"  ${folder}`,
    `    Node ${nodeVersion ?? '?'}  ${node}`,
    `    kit ${kitVersion ?? '?'}  ${script}${isThisKit ? '' : '  (another folder than this one)'}`,
    ...problems.map((problem) => `    ${problem}: install it again`),
    ...(hiddenBy ? [`    hidden by ${hiddenBy}`] : []),
  ];
}

function placeOf({ prefix, sysPrefix, jupyterPath }: PlaceOptions): KernelPlace {
  const places: KernelPlace[] = [
    ...(prefix === undefined ? [] : [{ prefix }]),
    ...(sysPrefix ? ['environment' as const] : []),
    ...(jupyterPath ? ['jupyter-path' as const] : []),
  ];
  if (places.length > 1)
    throw new AccError('cli/bad-option', { message: '--prefix, --sys-prefix and --jupyter-path exclude each other' });
  return places[0] ?? 'user';
}

function seenBy(place: KernelPlace): string {
  if (typeof place === 'object') return `the Jupyter that is installed in ${place.prefix}`;
  return {
    user: 'every Jupyter and VS Code of yours',
    environment: 'the Jupyter of the active environment',
    'jupyter-path': 'programs that are started with this JUPYTER_PATH',
  }[place];
}
