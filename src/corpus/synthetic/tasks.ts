import { emotion } from './emotion.js';
import { genre } from './genre.js';
import { instrument } from './instrument.js';
import type { Sound } from './synthesis.js';
import { vocal } from './vocal.js';

export type TaskName = 'vocal' | 'emotion' | 'instrument' | 'genre';

/** A classification world: a sound for each label. */
export interface TaskWorld {
  question: string;
  sounds: Record<string, Sound>;
}

export const taskWorlds: Record<TaskName, TaskWorld> = {
  vocal: { question: 'Which vocal sound is this?', sounds: vocal },
  emotion: { question: 'What is the emotion of the speaker?', sounds: emotion },
  instrument: { question: 'Which instrument is played?', sounds: instrument },
  genre: { question: 'What is the genre of the music?', sounds: genre },
};

export const taskNames: readonly TaskName[] = Object.keys(taskWorlds) as TaskName[];

/** The labels of a task, in the order of its prompt. */
export function taskLabels(task: TaskName): string[] {
  return Object.keys(taskWorlds[task].sounds);
}

/** The prompt for the model, with all labels to choose from. */
export function taskPrompt(task: TaskName): string {
  return `${taskWorlds[task].question} Choose from: ${taskLabels(task).join(', ')}.`;
}
