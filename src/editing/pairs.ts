import { captionTemplate, editedCaption } from './captions.js';
import { instruction } from './instructions.js';
import { sentence } from './phrases.js';
import type { EditingPair, Operation, Triple } from './types.js';

/** Where the three clips of a rendered triple are: clip ids and files of x, x+a and x+b. */
export interface TripleClips {
  x: { clip: string; audio: string };
  withA: { clip: string; audio: string };
  withB: { clip: string; audio: string };
}

/**
 * The six ordered editing pairs of one triple (paper, "Audio-Editing Parallel Dataset Construction").
 * The caption of x becomes a sentence: a capital and a final period if it has none, as the edited captions have one.
 * @returns add a, add b, delete a, delete b, replace a→b, replace b→a, in this order, with ids stable across runs
 */
export function editingPairs(
  triple: Triple,
  clips: TripleClips,
  { seed, instructionStyle }: { seed: number; instructionStyle: string },
): EditingPair[] {
  const { base, a, b } = triple;
  const template = captionTemplate(base.id, seed);
  const x = { ...clips.x, caption: sentence(base.caption) };
  const withA = { ...clips.withA, caption: editedCaption(base.caption, a.description, template) };
  const withB = { ...clips.withB, caption: editedCaption(base.caption, b.description, template) };
  const pair = (
    name: string,
    operation: Operation,
    pre: EditingPair['pre'],
    post: EditingPair['post'],
    events: EditingPair['events'],
  ): EditingPair => {
    const descriptions = events.map((event) => event.description);
    const { id: instructionTemplate, text } = instruction(operation, descriptions, instructionStyle);
    return {
      id: `${triple.id}:${name}`,
      triple: triple.id,
      split: triple.split,
      operation,
      pre,
      post,
      instruction: text,
      instructionTemplate,
      captionTemplate: template.id,
      events: events.map(({ id, type, description }) => ({ id, type, description })),
      base: { id: base.id, caption: base.caption },
    };
  };
  return [
    pair('add-a', 'add', x, withA, [a]),
    pair('add-b', 'add', x, withB, [b]),
    pair('delete-a', 'delete', withA, x, [a]),
    pair('delete-b', 'delete', withB, x, [b]),
    pair('replace-a-b', 'replace', withA, withB, [a, b]),
    pair('replace-b-a', 'replace', withB, withA, [b, a]),
  ];
}
