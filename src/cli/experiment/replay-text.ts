import type { ComparedKind, Difference, Replay } from '../../experiment/index.js';

/** What a replay compared, and what it could not compare, as lines. */
export function replayLines({ counts, notComputed, added, withoutViews }: Replay): string[] {
  const compared = (Object.entries(counts) as [ComparedKind, number][]).filter(([, count]) => count > 0);
  return [
    `computed again from the answers and compared: ${compared.map(([kind, count]) => `${count.toLocaleString('en')} ${kind}`).join(', ')}`,
    ...Object.entries(notComputed).map(
      ([name, reason]) => `· ${name} was not computed again (${reason}): its recorded numbers are used`,
    ),
    ...(added.length > 0 ? [`· not compared, as they are not in the record: ${added.join('; ')}`] : []),
    ...(withoutViews
      ? [
          '· tables, figures and claims were not compared: this version of the kit has other ones; "acc run" records them',
        ]
      : []),
  ];
}

/** 'values: ACC, seed 1, vocal, accuracy: value is 0.5, recorded is 0.6' */
export function differenceLine({ kind, place, recorded, again }: Difference): string {
  return `${kind}: ${place} is ${again}, recorded is ${recorded}`;
}

/** The same for a program. */
export function replayFacts({ counts, differences, notComputed, added }: Replay): object {
  return { compared: counts, differences, notComputed, added };
}
