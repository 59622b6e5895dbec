import { join } from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { readJsonLines, writeJsonLines } from '../../src/core/index.js';
import { plant, sound } from '../corpus/datasets/trees.js';
import { temporaryFolderOfFile } from '../temporary.js';
import { type Copy, copyWith } from './copy.js';
import { readRecipes } from './recipes.js';

const folder = temporaryFolderOfFile();
const evaluation = join(folder, 'evaluation');
let kit: Copy;

beforeAll(async () => {
  kit = await copyWith(readRecipes(), folder);
});

test('the new metric is listed and scores captions', async () => {
  const file = join(folder, 'items.jsonl');
  await writeJsonLines(file, [
    { id: 'a', candidate: 'a dog barks', references: ['a dog barks loudly', 'rain'] }, // 2 · 3 / (3 + 4)
    { id: 'b', candidate: 'rain', references: ['wind'] },
  ]);
  const listed = JSON.parse(await kit.acc('metrics', 'list', '--json')) as { name: string; available: boolean }[];
  expect(listed.find(({ name }) => name === 'word_f1')).toMatchObject({ label: 'Word F1', available: true });
  const scored = await kit.acc('metrics', 'score', file, '--tokenized', '--metrics', 'word_f1,bleu_1', '--json');
  expect(JSON.parse(scored).scores.word_f1).toBeCloseTo(6 / 7 / 2, 12);
  const table = await kit.acc('metrics', 'score', file, '--tokenized', '--metrics', 'word_f1,bleu_1');
  expect(table).toMatch(/Word F1 +0\.4286 +\[0\.0000, 0\.8571\]/);
  expect(table).toContain("metrics as in aac-metrics 0.6.0; the kit's own: Word F1");
});

test('the new classification task judges answers', async () => {
  const judged = await kit.value(`
    import { readTask } from './dist/src/catalogue/index.js';
    import { accuracy, matchAnswer } from './dist/src/classification/index.js';
    const task = await readTask('rooms');
    const answers = ['It was recorded in a bath room.', 'A kitchen or a hall.'].map((answer, id) => ({ id, answer, label: 'bathroom' }));
    const { value, unparsable } = accuracy(task, answers);
    export default { match: matchAnswer(task, answers[0].answer), value, unparsable };
  `);
  expect(judged).toEqual({ match: { label: 'bathroom' }, value: 0.5, unparsable: 1 });
});

const onlyOp = ['arms={OP: {tasks: [OP]}}', 'evaluate=[op]'];

test('the new training task is planned with an evaluation set of its own', async () => {
  const plan = JSON.parse(await kit.acc('plan', 'tiny', '--json', ...onlyOp.flatMap((value) => ['--set', value])));
  const stages = plan.stages as { name: string; inputs: string[] }[];
  expect(stages.find(({ name }) => name === 'arm OP')?.inputs).toContain('targets OP');
  expect(stages.find(({ name }) => name === 'scores of OP')?.inputs).toContain('answers of OP');
});

test('the targets of the new training task are made, and its questions asked about held-out pairs', async () => {
  const made = await kit.value<{ targets: string; questions: string }>(`
    import { experimentStages, loadExperiment } from './dist/src/experiment/index.js';
    import { executePlan, openStore } from './dist/src/stage/index.js';
    const stages = await experimentStages(await loadExperiment('smoke', ${JSON.stringify(onlyOp)}));
    const store = openStore(process.env.ACC_STORE);
    const wanted = [stages.targets.OP, stages.questions];
    await executePlan(wanted, { store, cores: 2, signal: new AbortController().signal });
    const [targets, questions] = wanted.map((stage) => store.folder(stage));
    export default { targets, questions };
  `);
  const rows = await readJsonLines<{ messages: { content: string }[]; label?: string }>(
    join(made.targets, 'rows.jsonl'),
  );
  expect(new Set(rows.map(({ messages }) => messages.at(-1)!.content))).toEqual(new Set(['add', 'delete', 'replace']));
  const items = await readJsonLines<{ set: string; question: string; references: string[] }>(
    join(made.questions, 'evaluation.jsonl'),
  );
  expect(items[0]).toMatchObject({
    set: 'op',
    question: 'Was a sound added, deleted or replaced?',
    references: ['add'],
  });
});

test('the new dataset is listed and imported as an evaluation set', async () => {
  const tree = { 'notes.csv': 'id,caption\na,A dog barks\nb,Rain falls\n', 'wav/a.wav': sound, 'wav/b.wav': sound };
  const source = await plant(join(folder, 'field-notes'), tree);
  expect(await kit.acc('data', 'list')).toContain('field-notes: Field Notes');
  const summary = JSON.parse(
    await kit.acc('data', 'import', 'field-notes', '--from', source, '--out', evaluation, '--json'),
  );
  expect(summary).toMatchObject({ written: { 'captions-field-notes.jsonl': 2 }, rejected: {}, counts: [] });
});

test('the new evaluation set has its label, and an experiment asks for it', async () => {
  const set = await kit.value(`
    import { setLabel } from './dist/src/catalogue/index.js';
    import { experimentStages, loadExperiment } from './dist/src/experiment/index.js';
    const overrides = [${JSON.stringify(`evaluation=${evaluation}`)}, 'evaluate=[field-notes]'];
    const { sets, sizes } = await experimentStages(await loadExperiment('tiny', overrides));
    export default { label: setLabel('field-notes', false), sets, questions: sizes.questions };
  `);
  expect(set).toMatchObject({
    label: 'Field Notes',
    sets: [{ name: 'field-notes', label: 'Field Notes', kind: 'caption', synthetic: false, origin: 'folder' }],
    questions: 2,
  });
});

test('the new figure renders to SVG', async () => {
  const svg = await kit.value<string>(`
    import { captionLengthFigure, renderSvg } from './dist/src/figures/index.js';
    export default await renderSvg(captionLengthFigure(['a dog barks', 'rain falls', 'a bell rings']));
  `);
  expect(svg).toMatch(/^<svg /);
  expect(svg).toContain('Caption lengths');
});

test('the new command has a help text and counts events', async () => {
  const corpus = await plant(join(folder, 'corpus'), {
    'bases.csv': 'id,caption,file\nx,A street,x.wav\n',
    'events.csv':
      'id,category,type,description,file\n' +
      'd,Animals,dog,a dog,d.wav\nc,Animals,cat,a cat,c.wav\np,Music,piano,a piano,p.wav\n',
  });
  expect(await kit.acc('data', '--help')).toMatch(/categories <folder> +count the events of a corpus by category/);
  expect(JSON.parse(await kit.acc('data', 'categories', corpus, '--json'))).toEqual({ Animals: 2, Music: 1 });
});

test('the new arm of the paper has its place and its colour', async () => {
  const arms = await kit.value(`
    import { armColours, inArmOrder } from './dist/src/catalogue/index.js';
    const names = inArmOrder(['another', 'ADC+ACC', 'AC']);
    export default { names, colour: armColours(names).get('ADC+ACC') };
  `);
  expect(arms).toEqual({ names: ['AC', 'ADC+ACC', 'another'], colour: '#117733' });
});

test('the new claim is judged on the printed tables', async () => {
  const text = await kit.acc('claims', '--claim', 'acc-above-ac-on-meteor');
  expect(text).toMatch(/As printed: +holds \(2 of 2\)/);
});

test('the new ablation is planned with its flag and reuses the stages before its arms', async () => {
  const stagesOf = async (
    experiment: string,
  ): Promise<{ name: string; key: string; commands: { argv: string[] }[] }[]> =>
    JSON.parse(await kit.acc('plan', experiment, '--json')).stages;
  const [tiny, ablation] = [await stagesOf('tiny'), await stagesOf('without-dropout')];
  const moved = ablation.filter(({ key }) => !tiny.some((stage) => stage.key === key));
  expect(new Set(moved.map(({ name }) => name.split(' ')[0]))).toEqual(
    new Set(['arm', 'answers', 'scores', 'results']),
  );
  const [command] = ablation.find(({ name }) => name === 'arm AC')!.commands;
  expect(command!.argv.join(' ')).toContain('--lora_dropout 0 ');
});
