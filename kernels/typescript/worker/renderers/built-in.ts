import { clipBundle } from './clip.js';
import { errorText } from './error-text.js';
import { frameBundle } from './frame.js';
import { pictureBundle } from './picture.js';
import { plotlyBundle } from './plotly.js';
import { shortText } from './short-text.js';

export type Data = Record<string, unknown>;

/** Each knows one kind of value by its shape, without loading what made it, and gives nothing for others. */
const renderers: ((value: object) => Data | Promise<Data> | undefined)[] = [
  frameBundle,
  pictureBundle,
  plotlyBundle,
  clipBundle,
  (value) => (value instanceof Error ? { 'text/plain': errorText(value) } : undefined),
];

/** What a value shows as that does not say it itself: a table, a figure, a player, a picture, else a short text. */
export function builtInBundle(value: unknown): Data | Promise<Data> {
  if (typeof value === 'object' && value !== null)
    for (const render of renderers) {
      const shown = render(value);
      if (shown) return shown;
    }
  return { 'text/plain': shortText(value) };
}
