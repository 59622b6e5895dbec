import { type EditingPair, editingPairs, type Triple } from '../../src/editing/index.js';

/** The six pairs of a triple that needs no audio: targets know captions, not files. */
export function pairsOf(caption: string, a = 'dog barking', b = 'ticking clock', id = 'x'): EditingPair[] {
  const event = (description: string): Triple['a'] => ({
    id: description,
    category: 'Animals',
    type: description,
    description,
    file: `/${description}.wav`,
  });
  const base = { id, caption, references: [], file: `/${id}.wav`, split: 'train' as const };
  const triple = { id: `${id}+${a}+${b}`, split: 'train' as const, base, a: event(a), b: event(b) };
  const clip = (name: string): { clip: string; audio: string } => ({ clip: name, audio: `/${name}.wav` });
  return editingPairs(
    triple,
    { x: clip(id), withA: clip(`${id}.a`), withB: clip(`${id}.b`) },
    { seed: 1, instructionStyle: 'audit-eval-like' },
  );
}
