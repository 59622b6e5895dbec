import { execFileSync } from 'node:child_process';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { root } from '../../../scripts/prepare.mjs';
import { bringClient } from './bring-client.mjs';
import { bringDeno } from './bring-deno.mjs';

/** Kernels by what starts them; `language` is in what the client writes its cells. All need the client, so that each brings it. */
export const accKit = {
  name: 'acc-kit',
  language: 'typescript',
  bring: async (context) => ({
    ...(await bringClient(context)),
    version: versionOf(join(root, 'package.json')),
    argv: [process.execPath, join(root, 'dist/kernels/typescript/main.js'), '{connection_file}'],
  }),
};

export const deno = {
  name: 'Deno',
  language: 'typescript',
  note: 'does not check types.',
  bring: async (context) => {
    const client = await bringClient(context);
    const { program, version, folder } = await bringDeno(context);
    const env = { DENO_DIR: join(folder, 'cache'), DENO_NO_UPDATE_CHECK: '1' };
    return { ...client, version, argv: [program, 'jupyter', '--kernel', '--conn', '{connection_file}'], env };
  },
};

export const ipykernel = {
  name: 'ipykernel',
  language: 'python',
  bring: async (context) => {
    const client = await bringClient(context);
    const question = 'import importlib.metadata as m; print(m.version("ipykernel"))';
    const version = execFileSync(client.python, ['-c', question], { encoding: 'utf8' }).trim();
    return { ...client, version, argv: [client.python, '-m', 'ipykernel_launcher', '-f', '{connection_file}'] };
  },
};

export const tslab = {
  name: 'tslab',
  language: 'typescript',
  note: 'publishes each write as a message of its own and drops what its socket cannot take at once, its idle status too.',
  bring: async (context) => {
    const client = await bringClient(context);
    const manifest = createRequire(import.meta.url).resolve('tslab/package.json');
    const program = join(manifest, '..', 'bin', 'tslab');
    return {
      ...client,
      version: versionOf(manifest),
      argv: [process.execPath, program, 'kernel', '--config-path', '{connection_file}'],
    };
  },
};

function versionOf(manifest) {
  return createRequire(import.meta.url)(manifest).version;
}
