import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { checkClips, countLines } from './mixing/check.mjs';
import { build, buildWithoutStart } from './mixing/ours.mjs';
import { accKit, audiomentations, numpy, numpyTuned, scaper } from './mixing/sides.mjs';
import { basesCsv, requireRoom, sources, workFolder } from './mixing/sources.mjs';
import { audioCapsRows, csv, eventRows } from './mixing/vocabulary.mjs';

const files = ({ quick }) => (quick ? 20 : 200);

const emptyFolder = async () => mkdtemp(join(await workFolder(), 'out-'));

/** What `use` gives for an empty folder, which goes with all that was written into it. */
async function inFolder(use) {
  const out = await emptyFolder();
  try {
    return await use(out);
  } finally {
    await rm(out, { recursive: true, force: true });
  }
}

/**
 * Clips that are not what they should be are no measurement. All stay where they are until the end: for minutes after many files were deleted,
 * ext4 takes up to a millisecond to make one.
 */
const render = (kind) => async (side, brought, context) => {
  await requireRoom(2);
  const triples = files(context);
  const made = await sources(kind, triples, context);
  const out = await emptyFolder();
  const { cpu, whole, seconds, rss } = await side.render(brought, made, triples, out, context);
  const clips = await checkClips(out, triples, side.exact);
  return { cpu: (cpu * 1000) / clips, whole: (whole * 1000) / clips, rate: clips / seconds, rss };
};

/** Our costs without the start, in a folder of `parent`, for more triples than there are base files: several rows name the same file. */
async function ourCosts(kind, how, parent, context) {
  await requireRoom((3 * how.triples * 320_044) / 1e9 + 0.5);
  const made = await sources(kind, files(context), context);
  const bases = await basesCsv(made, files(context), how.triples);
  const [first, out] = [await mkdtemp(join(parent, 'one-')), await mkdtemp(join(parent, 'all-'))];
  const costs = await buildWithoutStart(made, bases, how, { first, out }, context);
  const clips = await countLines(out, 'recipes');
  if (clips !== 3 * how.triples) throw new Error(`${clips} clips instead of ${3 * how.triples}`);
  return costs;
}

/** Both sets stay until both are measured, as deleted files make new ones slow. */
const workers = (kind, context) =>
  inFolder(async (folder) => {
    const triples = 5 * files(context);
    const one = await ourCosts(kind, { triples, workers: 1 }, folder, context);
    const two = await ourCosts(kind, { triples, workers: 2 }, folder, context);
    return two.seconds / one.seconds;
  });

const growth = (context) =>
  inFolder(async (folder) => {
    const few = context.quick ? 33 : 333;
    const tenth = await ourCosts('16k-mono', { triples: few }, folder, context);
    const many = await ourCosts('16k-mono', { triples: 10 * few }, folder, context);
    return { growth: many.cpu / (10 * tenth.cpu), rss: many.rss };
  });

async function textOnly(side, _, context) {
  if (side !== accKit) return {};
  return inFolder(async (folder) => {
    const [events, bases] = [join(folder, 'events.csv'), join(folder, 'bases.csv')];
    await writeFile(events, csv(eventRows(4)));
    await writeFile(bases, csv(audioCapsRows(49_838)));
    const out = join(folder, 'out');
    const args = ['--text-only', '--preset', 'all-pairs-5', '--events', events, '--bases', bases, '--seed', 42];
    const { seconds, rss } = await build(args, out, context);
    const pairs = await countLines(out, 'pairs');
    if (pairs !== 148_500) throw new Error(`${pairs} pairs instead of 148,500`);
    return { seconds, rss };
  });
}

const compared = (kind, what) => ({
  name: kind,
  what: `200 triples (20 with --quick), three clips of 10 s each, from ${what} files: read, mixed, written, hashed, annotated`,
  repetitions: { full: 3, quick: 1 },
  measure: render(kind),
  figures: {
    cpu: {
      what: `${what}: CPU time`,
      unit: 'ms a clip',
      targets: [
        { peer: scaper.name, ratio: 1 / 10 },
        { peer: numpy.name, ratio: 1 / 2.5 },
        { peer: numpyTuned.name, ratio: 1 / 3 },
        { peer: audiomentations.name },
      ],
    },
    whole: {
      what: `${what}: CPU time with the start`,
      unit: 'ms a clip',
      targets: [{ peer: scaper.name }, { peer: numpy.name }],
    },
    rate: { what: `${what}: speed`, unit: 'clips/s' },
    rss: { what: `${what}: memory`, unit: 'MB (RSS)', targets: [{ atMost: 300 }] },
  },
});

const ratio = { unit: 'times', targets: [{ atMost: 1 / 1.7 }] };

/** The figures of issue 6. All sides mix the same files, which are synthesised for the occasion. */
export default {
  name: 'mixing',
  what: 'editing pairs: a base clip and twice that with an event, as 16 kHz PCM on disk',
  ours: accKit,
  peers: [numpy, numpyTuned, audiomentations, scaper],
  measures: [
    compared('16k-mono', '16 kHz mono'),
    compared('44k-stereo', '44.1 kHz stereo'),
    {
      name: 'workers',
      what: 'time of 1,000 triples (100 with --quick) with two workers to that with one, both without the start; needs 2 GB of disk',
      repetitions: { full: 3, quick: 1 },
      measure: async (side, _, context) =>
        side === accKit
          ? { mono: await workers('16k-mono', context), stereo: await workers('44k-stereo', context) }
          : {},
      figures: {
        mono: { what: '16 kHz mono: time with two workers', ...ratio },
        stereo: { what: '44.1 kHz stereo: time with two workers', ...ratio },
      },
    },
    {
      name: 'growth',
      what: 'CPU time a clip for 10,000 clips (1,000 with --quick) of 16 kHz mono files to that for a tenth of them; needs 4 GB of disk',
      repetitions: { full: 1, quick: 1 },
      measure: async (side, _, context) => (side === accKit ? growth(context) : {}),
      figures: {
        growth: { what: 'CPU time a clip, ten times the clips', unit: 'times', targets: [{ atMost: 1.1 }] },
        rss: { what: 'ten times the clips: memory', unit: 'MB (RSS)', targets: [{ atMost: 300 }] },
      },
    },
    {
      name: 'text-only',
      what: '148,500 pairs without audio from 49,838 captions in the format of AudioCaps and 400 events of 100 types',
      repetitions: { full: 3, quick: 1 },
      measure: textOnly,
      figures: {
        seconds: { what: '148,500 pairs, text only', unit: 's', targets: [{ atMost: 20 }] },
        rss: { what: '148,500 pairs, text only: memory', unit: 'MB (RSS)', targets: [{ atMost: 300 }] },
      },
    },
  ],
};
