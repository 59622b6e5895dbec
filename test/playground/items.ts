import type { ScoredItem } from '../../src/captioning/index.js';

/** Captions of five clips, as a model may give them. */
export const playgroundItems: ScoredItem[] = [
  {
    id: 'clip-1',
    candidate: 'A dog barks in the rain.',
    references: ['A dog is barking while rain falls.', 'Rain, and a dog barks'],
  },
  { id: 'clip-2', candidate: 'Rain falls.', references: ['Heavy rain falls on a roof'] },
  { id: 'clip-3', candidate: 'a bell rings twice', references: ['A bell rings in the wind', "The bell's ringing"] },
  { id: 'clip-4', candidate: '', references: ['A horn sounds <in> a crowd & stops'] },
  { id: 'clip-5', candidate: 'wind', references: ['Wind blows while a train passes'] },
];
