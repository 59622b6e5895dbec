import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { fail, prepare, root, say } from './prepare.mjs';
import { stopSignal } from './stop-signal.mjs';

const usage = `npm run bench -- [suite | suite/measure …] [--quick] [--json] [--list]

Measures the kit and its peers alternately on the same machine and compares the results with their targets.
Without a name all suites run. The peers are downloaded once, into the cache folder; nothing is written into this folder.
  --quick  few repetitions
  --json   the results as JSON on standard output
  --list   the suites and what they measure
The exit status is 1 if a measurement of the kit failed, else 0, even if a target is missed.`;

const options = { quick: {}, json: {}, list: {}, help: {} };
const { values, positionals } = parsed();
if (values.help) console.log(usage);
else {
  const suites = chosen(await allSuites(), positionals);
  if (values.list) console.log(suites.map(listed).join('\n\n'));
  else process.exitCode = await bench(suites);
}

function parsed() {
  const booleans = Object.fromEntries(Object.keys(options).map((name) => [name, { type: 'boolean', default: false }]));
  try {
    return parseArgs({ options: booleans, allowPositionals: true });
  } catch (error) {
    return fail(error.message, 'see npm run bench -- --help');
  }
}

/** Every test/bench/*.suite.mjs is a suite. */
async function allSuites() {
  const files = readdirSync(join(root, 'test', 'bench')).filter((file) => file.endsWith('.suite.mjs'));
  const modules = await Promise.all(files.sort().map((file) => import(`../test/bench/${file}`)));
  return modules.map((module) => module.default);
}

function chosen(suites, names) {
  if (names.length === 0) return suites;
  const wanted = (suite, { name }) => names.includes(suite.name) || names.includes(`${suite.name}/${name}`);
  const known = suites.flatMap(({ name, measures }) => [name, ...measures.map((measure) => `${name}/${measure.name}`)]);
  const unknown = names.find((name) => !known.includes(name));
  if (unknown !== undefined) fail(`unknown benchmark "${unknown}"`, `available:  ${known.join(', ')}`);
  return suites
    .map((suite) => ({ ...suite, measures: suite.measures.filter((measure) => wanted(suite, measure)) }))
    .filter(({ measures }) => measures.length > 0);
}

function listed({ name, what, peers, measures }) {
  const width = Math.max(...measures.map((measure) => measure.name.length));
  const lines = measures.map((measure) => `  ${name}/${measure.name.padEnd(width)}  ${measure.what}`);
  return [`${name}: ${what}; peers: ${peers.map((peer) => peer.name).join(', ')}`, ...lines].join('\n');
}

async function bench(suites) {
  prepare();
  const { runSuite } = await import('../test/bench/harness/run-suite.mjs');
  const { machine } = await import('../test/bench/harness/machine.mjs');
  const { machineText, suiteTable } = await import('../test/bench/harness/table.mjs');
  const signal = stopSignal();
  const context = { quick: values.quick, signal, say };
  const before = machine();
  const results = [];
  try {
    for (const suite of suites) results.push(await runSuite(suite, context));
  } catch (error) {
    if (!signal.aborted) throw error;
    say('interrupted');
    return 130;
  }
  const facts = { before, after: machine() };
  if (values.json) console.log(JSON.stringify({ machine: facts, suites: results }, null, 2));
  else console.log([machineText(facts), ...results.map(suiteTable)].join('\n\n'));
  return results.every(({ figures }) => figures.every(({ sides: [ours] }) => ours.median !== undefined)) ? 0 : 1;
}
