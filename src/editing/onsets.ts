export type OnsetWindow = 'background' | 'front' | 'middle' | 'end' | 'replacement';

/**
 * AUDIT's windows for the onset of an event, as fractions of the clip's length (HeCheng0625/AudioEditing): in the background, in the front,
 * middle and end third, and the one of its replacements, whose two events share their onset as those of a triple do.
 */
export const onsetWindows: Readonly<Record<OnsetWindow, readonly [low: number, high: number]>> = {
  background: [0, 0],
  front: [0, 0.25],
  middle: [0.35, 0.5],
  end: [0.6, 0.8],
  replacement: [0.2, 0.65],
};
