import { prepare, root } from './prepare.mjs';

process.env.ACC_ROOT = root;
prepare();
const { main } = await import('../dist/src/cli/main.js');
process.exitCode = await main(['start', ...process.argv.slice(2)]);
