import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { kitRoot, sha256 } from '../../../src/core/index.js';
import { worldClips, worldSizes } from '../../../src/corpus/index.js';
import { selfTestFolder, selfTestQuestions } from '../../../src/experiment/index.js';
import { recordedAnswers } from '../../../src/experiment/self-test/questions.js';
import { compareAnswers } from '../../../src/experiment/self-test/self-test.js';
import { suspects, suspectsText } from '../../../src/experiment/self-test/suspects.js';
import { packageVersions } from '../../../src/trainer/index.js';

const questions = selfTestQuestions();
const recorded = await recordedAnswers();

test('16 questions, seven of them about two clips, have 16 different answers', () => {
  expect(questions.questions).toHaveLength(16);
  expect(questions.questions.filter(({ clips }) => clips.length === 2)).toHaveLength(7);
  expect(Object.keys(recorded.answers)).toEqual(questions.questions.map(({ id }) => id));
  expect(new Set(Object.values(recorded.answers)).size).toBe(16);
});

test('the clips of the questions are synthesised with the recorded samples', () => {
  const clip = worldClips(questions.seed, worldSizes[questions.world]);
  const files = questions.questions.flatMap(({ clips }) => clips);
  expect(Object.fromEntries(files.map((file) => [file, sha256(clip(file)!)]))).toEqual(recorded.clips);
});

test('the answers are recorded with the versions of the lock', () => {
  const lock = packageVersions(
    readFileSync(join(kitRoot(), 'data-manifests/environment/linux-x86_64-python3.11.txt'), 'utf8'),
  );
  const { python, ...packages } = recorded.versions;
  expect(python).toMatch(/^3\.11\./);
  for (const [name, version] of Object.entries(packages)) expect({ [name]: lock[name] }).toEqual({ [name]: version });
});

test('the shipped model is smaller than a megabyte and holds no path of a machine', () => {
  const folder = join(kitRoot(), selfTestFolder, 'model');
  const files = readdirSync(folder).map((name) => join(folder, name));
  expect(files.reduce((sum, file) => sum + statSync(file).size, 0)).toBeLessThan(1_000_000);
  for (const file of files) expect(readFileSync(file, 'latin1'), file).not.toMatch(/\/(?:tmp|root|home|work)\//);
});

test('an answer that differs in one letter is not equal to the recorded one', () => {
  const answers = Object.entries(recorded.answers).map(([id, answer]) => ({ id, answer }));
  expect(compareAnswers(questions, answers, recorded.answers).every(({ equal }) => equal)).toBe(true);
  answers[3]!.answer = `${answers[3]!.answer}s`;
  const different = compareAnswers(questions, answers, recorded.answers).filter(({ equal }) => !equal);
  expect(different).toMatchObject([{ id: questions.questions[3]!.id, answer: answers[3]!.answer }]);
});

test('packages of other versions are suspected in the order of suspicion, missing ones too', () => {
  const installed = { ...recorded.versions, torch: '2.7.0', transformers: '4.47.1' };
  delete (installed as Record<string, string>).soundfile;
  const found = suspects(installed, recorded.versions);
  expect(found.map(({ package: name }) => name)).toEqual(['transformers', 'torch', 'soundfile']);
  expect(suspectsText(found)).toBe(
    `suspected: transformers 4.47.1 (recorded with 4.48.3), torch 2.7.0 (recorded with 2.6.0), soundfile not installed (recorded with ${recorded.versions.soundfile})`,
  );
  expect(suspectsText([])).toContain('all packages have the versions that the answers were recorded with');
});
