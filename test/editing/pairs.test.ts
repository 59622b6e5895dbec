import { expect, test } from 'vitest';
import { captionTemplates, editedCaption, eventPhrase, instruction } from '../../src/editing/index.js';
import { pairsOf } from '../targets/pairs.js';

test('a triple gives six ordered pairs, each instruction naming the event that changes', () => {
  const pairs = pairsOf('Rain falls', 'dog barking', 'alarm ringing');
  expect(pairs.map(({ id, instruction, pre, post }) => [id.split(':')[1], pre.clip, post.clip, instruction])).toEqual([
    ['add-a', 'x', 'x.a', 'Add a dog barking sound.'],
    ['add-b', 'x', 'x.b', 'Add an alarm ringing sound.'],
    ['delete-a', 'x.a', 'x', 'Remove the dog barking sound.'],
    ['delete-b', 'x.b', 'x', 'Remove the alarm ringing sound.'],
    ['replace-a-b', 'x.a', 'x.b', 'Replace the dog barking sound with an alarm ringing sound.'],
    ['replace-b-a', 'x.b', 'x.a', 'Replace the alarm ringing sound with a dog barking sound.'],
  ]);
});

test('all clips of a base share one caption template, and the templates occur about as often as in AuditEval', () => {
  const templates = Array.from({ length: 400 }, (_, k) => {
    const used = new Set(
      pairsOf('Rain falls', 'dog barking', 'bell ringing', `base${k}`).map((pair) => pair.captionTemplate),
    );
    expect(used.size).toBe(1);
    return [...used][0]!;
  });
  const share = (id: string): number => templates.filter((template) => template === id).length / 400;
  expect(share('with') + share('and')).toBeGreaterThan(0.65);
  expect(share('while')).toBeGreaterThan(0.06);
  expect(share('then')).toBeGreaterThan(0.06);
});

test.each([
  ['while', 'Idling car, train blows horn and passes, while yapping dog barking sound.'],
  ['then', 'yapping dog barking sound, then Idling car, train blows horn and passes.'],
])('the template "%s" keeps the base caption verbatim without its period', (id, caption) => {
  const template = captionTemplates.find((known) => known.id === id)!;
  expect(editedCaption('Idling car, train blows horn and passes.', 'yapping dog barking', template)).toBe(caption);
});

test.each([
  ['ticking clock', 'ticking clock sound'],
  ['ticking clock sound', 'ticking clock sound'],
  ['An electric kettle.', 'electric kettle sound'],
  ['distant sounds', 'distant sounds'],
])('the event "%s" is called "%s"', (description, phrase) => {
  expect(eventPhrase(description)).toBe(phrase);
});

test.each([
  ['owl hooting', 'Add an owl hooting sound.'],
  ['unicycle bell', 'Add a unicycle bell sound.'],
  ['unidentified hum', 'Add an unidentified hum sound.'],
  ['hourglass turning', 'Add an hourglass turning sound.'],
  ['one-man band', 'Add a one-man band sound.'],
  ['A vacuum cleaner.', 'Add a vacuum cleaner sound.'],
  ['footstep sounds', 'Add footstep sounds.'],
])('the article of "%s" follows its first sound', (description, text) => {
  expect(instruction('add', [description], 'audit-eval-like').text).toBe(text);
});

test("AUDIT's own style exists, and an unknown style is an error", () => {
  expect(instruction('replace', ['laughter', 'trumpet'], 'audit')).toEqual({
    id: 'audit/replace',
    text: 'Replace: laughter to trumpet',
  });
  expect(() => instruction('add', ['bell'], 'poem')).toThrow(expect.objectContaining({ code: 'editing/option' }));
});
