#!/usr/bin/env node
import { prepare, root } from '../scripts/prepare.mjs';

process.env.ACC_ROOT = root;
prepare();
const { main } = await import('../dist/src/cli/main.js');
process.exitCode = await main(process.argv.slice(2));
