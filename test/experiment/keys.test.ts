import { expect, test } from 'vitest';
import { experimentStages, loadExperiment, wantedStages } from '../../src/experiment/index.js';
import { planStages, stageKey } from '../../src/stage/index.js';
import { type Edit, inEditedKit } from './kit-copy.js';

type Keys = Record<string, string>;

async function keys(overrides: string[] = []): Promise<Keys> {
  const stages = await experimentStages(await loadExperiment('tiny', overrides));
  return Object.fromEntries(planStages(wantedStages(stages)).map((stage) => [stage.name, stageKey(stage)]));
}

const before = await keys();
const all = Object.keys(before);

/** Stages whose keys differ from those of the unchanged kit. */
function moved(after: Keys): string[] {
  return all.filter((name) => before[name] !== after[name]).sort();
}

/** Stages by patterns of their names. */
function named(...patterns: RegExp[]): string[] {
  return all.filter((name) => patterns.some((pattern) => pattern.test(name))).sort();
}

const scoresOn = named(/^scores/, /^results/);
const answersOn = named(/^answers/, /^scores/, /^results/);
const questionsOn = named(/^questions/, /^answers/, /^scores/, /^results/);
const armsOn = named(/^arm/, /^answers of A/, /^scores of A/, /^results/);
const baseOn = named(/^base/, /^arm/, /^answers/, /^scores/, /^results/);
const modelOn = named(/^untrained/, /^base/, /^arm/, /^answers/, /^scores/, /^results/);
const pairsOn = named(/^editing/, /^targets/, /^questions/, /^arm/, /^answers/, /^scores/, /^results/);
const resultsOn = named(/^results/);
const nothing: string[] = [];

const tasks = 'data-manifests/tasks';
const catalogue = 'data-manifests/catalogue';
const profiles = 'src/experiment/profiles';

const edits: [what: string, Edit, string[]][] = [
  ['prompt of a task', { file: `${tasks}/vocal.yaml`, from: 'Which vocal', to: 'What vocal' }, questionsOn],
  ['label of a task', { file: `${tasks}/vocal.yaml`, from: 'sneeze, sniff]', to: 'sneeze, sniff, yawn]' }, questionsOn],
  [
    'alias of a task',
    { file: `${tasks}/vocal.yaml`, from: 'aliases: {}', to: 'aliases: { sniff: [snuffle] }' },
    scoresOn,
  ],
  ['matcher of a task', { file: `${tasks}/vocal.yaml`, from: 'matcher: exact', to: 'matcher: contains' }, scoresOn],
  ['notes of a task', { file: `${tasks}/vocal.yaml`, from: 'Stands in for', to: 'Is instead of' }, nothing],
  ['title of a task', { file: `${tasks}/vocal.yaml`, from: 'title: Vocal', to: 'title: Voice' }, nothing],
  [
    'prompt of a task that is not asked',
    { file: `${tasks}/gtzan.yaml`, from: 'prompt: ', to: 'prompt: Now ' },
    nothing,
  ],
  [
    'version of a metric',
    { file: `${catalogue}/metrics.yaml`, from: 'higher, version: 3', to: 'higher, version: 4' },
    scoresOn,
  ],
  ['label of a metric', { file: `${catalogue}/metrics.yaml`, from: 'label: ROUGE-L', to: 'label: ROUGE' }, scoresOn],
  ['digits of a metric', { file: `${catalogue}/metrics.yaml`, from: 'digits: 2', to: 'digits: 1' }, scoresOn],
  ['unit of a metric', { file: `${catalogue}/metrics.yaml`, from: 'unit: percent', to: 'unit: score' }, scoresOn],
  [
    'columns of the paper',
    { file: `${catalogue}/metrics.yaml`, from: 'meteor, rouge_l]', to: 'meteor, rouge_l, sbert_sim]' },
    scoresOn,
  ],
  [
    'direction of a metric',
    { file: `${catalogue}/metrics.yaml`, from: 'direction: lower', to: 'direction: higher' },
    nothing,
  ],
  [
    'label of a metric that is not scored',
    { file: `${catalogue}/metrics.yaml`, from: 'label: FER', to: 'label: Fluency' },
    nothing,
  ],
  ['stand-in of a set', { file: `${catalogue}/sets.yaml`, from: 'standIn: in-domain', to: 'standIn: near' }, scoresOn],
  ['tag of a set', { file: `${catalogue}/sets.yaml`, from: 'tag: VSC', to: 'tag: VS' }, scoresOn],
  [
    'dataset that a set stands in for',
    { file: `${catalogue}/sets.yaml`, from: 'label: AudioCaps', to: 'label: Caps' },
    nothing,
  ],
  ['colour of an arm', { file: `${catalogue}/arms.yaml`, from: '#8f939c', to: '#8f939d' }, nothing],
  ['title of a table', { file: `${catalogue}/tables.yaml`, from: 'title: Captioning', to: 'title: Captions' }, nothing],
  ['reference speed', { file: `${catalogue}/speeds.yaml`, from: '0.1875', to: '0.2' }, nothing],
  [
    'prompt of ADC',
    { file: `${catalogue}/training-tasks.yaml`, from: 'How does the second', to: 'How did the second' },
    [...questionsOn, ...named(/^targets ADC$/, /^arm (AC\+)?ADC$/)].sort(),
  ],
  [
    'prompt of AC',
    { file: `${catalogue}/training-tasks.yaml`, from: 'Describe the audio', to: 'Caption the audio' },
    [...questionsOn, ...named(/^targets AC$/, /^arm AC($|\+)/)].sort(),
  ],
  [
    'prompt in another wording',
    { file: `${catalogue}/training-tasks.yaml`, from: 'Tell me the sim', to: 'Name the sim' },
    nothing,
  ],
  ['a printed value of the paper', { file: 'data-manifests/paper/tables.yaml', from: '0.3896', to: '0.3897' }, nothing],
  ['a claim of the paper', { file: 'data-manifests/paper/claims.yaml', from: 'On AudioCaps,', to: 'There,' }, nothing],
  [
    'number of comparisons of a claim',
    { file: 'data-manifests/paper/claims.yaml', from: 'quantifier: most', to: 'quantifier: all' },
    resultsOn,
  ],
  ['label of an arm', { file: `${catalogue}/arms.yaml`, from: 'label: Ori', to: 'label: Base' }, resultsOn],
  ['arms of a table', { file: `${catalogue}/tables.yaml`, from: 'arms: [1, 1]', to: 'arms: [1, 2]' }, resultsOn],
  ['a dataset manifest', { file: 'data-manifests/croissant/gtzan.json', from: 'GTZAN', to: 'Gtzan' }, nothing],
  [
    'the event bank of another corpus',
    { file: 'data-manifests/events/stand-in.yaml', from: 'version: ', to: 'version: 1' },
    nothing,
  ],
  ['a pinned package', { file: 'environment.yml', from: 'peft==0.20.0', to: 'peft==0.20.1' }, modelOn],
  ['title of the profile', { file: `${profiles}/tiny.yaml`, from: 'title: The tiny', to: 'title: A tiny' }, nothing],
  [
    'reason of a setting',
    { file: `${profiles}/tiny.yaml`, from: "ms-swift's default }", to: 'its default }' },
    nothing,
  ],
  [
    'origin of a setting',
    { file: `${profiles}/tiny.yaml`, from: 'value: 8, origin: paper', to: 'value: 8, origin: kit' },
    nothing,
  ],
  [
    'another profile',
    { file: `${profiles}/paper-4090.yaml`, from: 'max_new_tokens: 128', to: 'max_new_tokens: 64' },
    nothing,
  ],
];

test.each(edits)('the %s moves the keys of what depends on it and no other', async (_, edit, expected) => {
  expect(moved(await inEditedKit(edit, keys))).toEqual(expected);
});

test('a raised version of a task moves its scores', async () => {
  const changes = 'changes:\n  - { version: 1, change: first version }';
  const edit = { file: `${tasks}/vocal.yaml`, from: changes, to: `${changes}\n  - { version: 2, change: test }` };
  const twice = async (): Promise<Keys> => {
    const { readFileSync, writeFileSync } = await import('node:fs');
    const file = `${process.env.ACC_ROOT}/${edit.file}`;
    writeFileSync(file, readFileSync(file, 'utf8').replace('version: 1\ntitle', 'version: 2\ntitle'));
    return keys();
  };
  expect(moved(await inEditedKit(edit, twice))).toEqual(scoresOn);
});

const overrides: [override: string, string[]][] = [
  ['seed=43', all.toSorted()],
  ['evaluationPairs=valid', questionsOn],
  ['evaluate=[audiocaps, vocal]', questionsOn],
  ['tasks.vocal=vocalsound', questionsOn],
  ['pairs.triplesPerBase=2', pairsOn],
  ['heldOutTriplesPerBase=2', pairsOn],
  ['editing.eventSeconds=1.5', pairsOn],
  ['editing.eventToBaseDb=[0, 0]', pairsOn],
  ['editing.onset=[0, 0.1]', pairsOn],
  ['editing.instructionStyle=audit', pairsOn],
  ['recordings.seconds=3', nothing],
  ['targets.ac=captions', [...questionsOn, ...named(/^targets AC$/, /^arm AC($|\+)/)].sort()],
  ['targets.acc=provenance', [...questionsOn, ...named(/^targets ACC$/, /^arm.*ACC$/)].sort()],
  ['targets.prompts=paper', named(/^targets/, /^arm/, /^questions/, /^answers/, /^scores/, /^results/)],
  ['seeds.base=[1]', modelOn],
  ['seeds=[43]', armsOn],
  ['model.tiny.text.layers=3', modelOn],
  ['arms.ACC.swift.learning_rate=2e-3', named(/^arm ACC$/, /^answers of ACC$/, /^scores of ACC$/, /^results/)],
  ['modelsAtOnce=1', nothing],
  ['swift.common.attn_impl=eager', [...named(/^base/, /^arm/), ...answersOn].sort()],
  ['swift.sft.logging_steps=10', baseOn],
  ['swift.base.max_steps=2001', baseOn],
  ['swift.arm.lora_rank=4', armsOn],
  ['swift.infer.max_new_tokens=16', answersOn],
  ['expects={eventTypes: {value: 1, origin: test}, trainingClips: {value: 1, origin: test}}', nothing],
];

test.each(overrides)('--set %s moves the keys of what depends on it and no other', async (override, expected) => {
  expect(moved(await keys([override]))).toEqual(expected);
});

test('a GPU moves what it trains and answers, because the pins of a CPU do not hold there', async () => {
  expect(moved(await keys(['devices="0"']))).toEqual(baseOn);
});

test('a further arm adds its own training and answers and moves no other key but that of the results', async () => {
  expect(moved(await keys(['arms.ACC rank 4={tasks: [ACC], swift: {lora_rank: 4}}']))).toEqual(['results']);
});

test('a further seed, and a further base, add their own stages and move no other key but that of the results', async () => {
  const values = new Set(Object.values(await keys(['seeds={arms: [42, 43], base: [0, 1]}'])));
  expect(all.filter((name) => !values.has(before[name]!))).toEqual(['results']);
});
