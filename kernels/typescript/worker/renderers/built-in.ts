import { clipBundle } from './clip.js';
import type { Data } from './data.js';
import { errorText } from './error-text.js';
import { frameBundle } from './frame.js';
import { pictureBundle } from './picture.js';
import { plotlyBundle } from './plotly.js';
import { shortText } from './short-text.js';

/** Each recognises one kind of value by its shape, without loading the library that made it, and returns undefined for others. */
const renderers: ((value: object) => Data | Promise<Data> | undefined)[] = [
  frameBundle,
  pictureBundle,
  plotlyBundle,
  clipBundle,
  (value) => (value instanceof Error ? { 'text/plain': errorText(value) } : undefined),
];

/** The MIME bundle of a value without a display method: a table, figure, audio player or picture, else a short text. */
export function builtInBundle(value: unknown): Data | Promise<Data> {
  if (typeof value === 'object' && value !== null)
    for (const render of renderers) {
      const shown = render(value);
      if (shown) return shown;
    }
  return { 'text/plain': shortText(value) };
}
