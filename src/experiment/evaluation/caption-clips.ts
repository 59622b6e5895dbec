import { type ClipName, datasetOfSet } from '../../corpus/datasets/index.js';
import type { CaptionItem } from '../../corpus/index.js';
import type { EvaluationSet } from './set.js';

/** The clips of the captioning sets as the check for leakage compares them. @param sets with absolute audio paths */
export function captionClips(sets: readonly EvaluationSet[]): (CaptionItem & ClipName)[] {
  return sets
    .filter(({ kind }) => kind === 'caption')
    .flatMap(({ name, origin, items }) => {
      // only a folder has the sets of the datasets: those of the synthetic world have the same names
      const dataset = origin === 'folder' ? datasetOfSet(name) : undefined;
      return items.map(({ id, audios, references }) => ({
        ...{ id: id.slice(name.length + 1), dataset },
        ...{ audio: audios[0]!, references },
      }));
    });
}
