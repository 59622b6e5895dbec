import type { RunEntry } from '../history.js';
import type { RunContents } from './contents.js';

/** Where, when and with which kit a run was made: 'recorded on 2 x Intel Xeon, 2026-12-01 08:10 UTC, kit at 5a8b1d9'. */
export function recordedOn({ entry, stages }: Pick<RunContents, 'entry' | 'stages'>): string {
  const machines = [...new Set(stages.flatMap(({ record }) => record.host.cpu ?? []))];
  return `recorded on ${machines.join(' and ') || 'an unknown machine'}, ${runTime(entry)}`;
}

/** '2026-12-01 08:10 UTC, kit at 5a8b1d9 with changes' */
export function runTime({ commit, dirty, finished }: Pick<RunEntry, 'commit' | 'dirty' | 'finished'>): string {
  const kit = commit === 'unknown' ? 'kit outside git' : `kit at ${commit.slice(0, 7)}${dirty ? ' with changes' : ''}`;
  return `${finished.slice(0, 16).replace('T', ' ')} UTC, ${kit}`;
}
