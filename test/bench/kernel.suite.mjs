import { ask } from './kernel/ask.mjs';
import { accKit, deno, ipykernel, tslab } from './kernel/sides.mjs';

const scenario = (name) => (side, installed, context) => ask(side, installed, name, context);

const parts =
  `audio captioning classification core corpus editing experiment figures pair-set results stage statistics targets trainer`.split(
    ' ',
  );
const names = parts.map((part) => part.replace('-', '_'));
const importingCell = `${parts.map((part, k) => `import * as ${names[k]} from '../src/${part}';`).join('\n')}
[${names.join(', ')}].map((part) => Object.keys(part).length)`;

/** Beside peers that cannot import the kit: they do the same without. */
const withKit = (side, installed, context) =>
  ask(side, installed, 'work', context, side === accKit ? importingCell : undefined);

const cell = { unit: 'ms', targets: [{ peer: 'ipykernel', ratio: 1 }] };
const work = {
  cell: { what: 'a trivial cell, warm', ...cell },
  growth: { what: 'its growth, last 25 of 100 to first 25', unit: 'times', targets: [{ atMost: 1.1 }] },
  complete: { what: 'completion', unit: 'ms', targets: [{ atMost: 20 }] },
  inspect: { what: 'inspection', unit: 'ms', targets: [{ atMost: 20 }] },
  pss: { what: 'memory', unit: 'MB (PSS)' },
  rss: { what: 'memory', unit: 'MB (RSS)', targets: [{ peer: 'Deno', ratio: 1 }] },
};
const titled = (title, figures) =>
  Object.fromEntries(
    Object.entries(figures).map(([name, figure]) => [name, { ...figure, what: `${title}: ${figure.what}` }]),
  );

/** The figures of issue 4. All kernels are asked by one and the same client, jupyter_client. */
export default {
  name: 'kernel',
  what: 'the kernel under a Jupyter client; memory is that of all processes of a kernel',
  ours: accKit,
  peers: [deno, ipykernel, tslab],
  measures: [
    {
      name: 'start',
      what: "from the kernel's start to the end of jupyter_client's wait_for_ready, then a first trivial cell",
      repetitions: { full: 9, quick: 2 },
      measure: scenario('start'),
      figures: {
        ready: {
          what: 'ready',
          unit: 's',
          targets: [
            { peer: 'Deno', ratio: 1 },
            { peer: 'tslab', ratio: 1 / 3 },
          ],
        },
        first: { what: 'first trivial cell after ready', unit: 's' },
        both: { what: "from the start to the first cell's end", unit: 's', targets: [{ atMost: 1.5 }] },
      },
    },
    {
      name: 'work',
      what: 'a trivial cell (100 of them), completion and inspection (30 of each), memory',
      repetitions: { full: 3, quick: 1 },
      measure: scenario('work'),
      figures: work,
    },
    {
      name: 'kit',
      what: 'the same after importing all of the kit but Danfo; peers without it',
      repetitions: { full: 3, quick: 1 },
      measure: withKit,
      figures: titled('kit imported', {
        import: { what: 'the importing cell', unit: 's' },
        ...work,
        complete: { ...work.complete, targets: [{ atMost: 10 }] },
        inspect: { ...work.inspect, targets: [{ atMost: 10 }] },
        pss: { ...work.pss, targets: [{ atMost: 350 }] },
        rss: { ...work.rss, targets: [{ atMost: 300 }] },
      }),
    },
    {
      name: 'lines',
      what: 'a cell that prints 100,000 lines, all there and in order before idle',
      repetitions: { full: 3, quick: 1 },
      measure: scenario('lines'),
      figures: { seconds: { what: '100,000 lines', unit: 's', targets: [{ atMost: 3 }] } },
    },
    {
      name: 'flood',
      what: 'a cell that prints 50 MB, and the most memory meanwhile',
      repetitions: { full: 3, quick: 1 },
      measure: scenario('flood'),
      figures: {
        seconds: { what: '50 MB', unit: 's' },
        peak: { what: '50 MB: peak memory', unit: 'MB (PSS)', targets: [{ atMost: 500 }] },
      },
    },
    {
      name: 'interrupt',
      what: 'from an interrupt to the end of the cell, after which another cell must run',
      repetitions: { full: 5, quick: 1 },
      measure: scenario('interrupt'),
      figures: {
        loop: { what: 'interrupt of a busy loop', unit: 's', targets: [{ atMost: 2 }] },
        child: { what: 'interrupt of a child that ignores SIGINT and SIGTERM', unit: 's', targets: [{ atMost: 2 }] },
      },
    },
  ],
};
