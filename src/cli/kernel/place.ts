import { type Command, Option } from '@commander-js/extra-typings';
import type { KernelPlace } from '../../notebook/index.js';

/** Where a kernelspec is written, and its name. */
export type PlaceOptions = {
  prefix?: string;
  sysPrefix?: true;
  jupyterPath?: true;
  name?: string;
};

/** Adds the options of a kernelspec's place; by default it is the user's own folder. */
export function withPlaceOptions(command: Command): Command<[], PlaceOptions> {
  return command
    .addOption(new Option('--prefix <folder>', 'share/jupyter in this folder').conflicts(['sysPrefix', 'jupyterPath']))
    .addOption(new Option('--sys-prefix', 'the active virtual or conda environment').conflicts('jupyterPath'))
    .option('--jupyter-path', 'the first folder of JUPYTER_PATH')
    .option('--name <name>', 'name of the kernelspec, which notebooks store (default: acc-typescript)');
}

export function placeOf({ prefix, sysPrefix, jupyterPath }: PlaceOptions): KernelPlace {
  if (prefix !== undefined) return { prefix };
  if (sysPrefix) return 'environment';
  return jupyterPath ? 'jupyter-path' : 'user';
}
