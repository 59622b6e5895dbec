import { type Stage, type Store, stageKey } from '../../stage/index.js';
import type { RehearsedCall } from '../../trainer/index.js';
import { armDraws, drawnName } from '../draws.js';
import type { Experiment } from '../schema.js';
import type { Purpose } from '../swift.js';

/** A call of `swift` of a plan, and where its settings stand. */
export interface PlannedCall extends RehearsedCall {
  stage: Stage;
  /** by flag, without dashes: the path of the setting in the experiment, e.g. ['swift', 'arm', 'lora_rank'] */
  settings: Record<string, string[]>;
}

/** Every call of `swift` that the stages of a plan would make, each argv as the stage would give it. */
export function plannedCalls(experiment: Experiment, stages: readonly Stage[], store: Store): PlannedCall[] {
  return stages.flatMap((stage) => {
    const purpose = purposes[stage.kind];
    if (!purpose || !stage.commands) return [];
    const inputs = Object.fromEntries(Object.entries(stage.inputs).map(([name, of]) => [name, store.folder(of)]));
    const settings = settingPaths(experiment, purpose, armOf(experiment, stage));
    return stage.commands({ logs: `${store.root}/rehearsal/${stageKey(stage)}`, inputs }).map(({ argv }) => {
      const command = purpose === 'infer' ? 'infer' : 'sft';
      return { name: stage.name, command, argv: argv.slice(argv.indexOf(command) + 1), stage, settings };
    });
  });
}

const purposes: Readonly<Record<string, Purpose>> = { base: 'base', arm: 'arm', answers: 'infer' };

function armOf(experiment: Experiment, { kind, name }: Stage): string | undefined {
  if (kind !== 'arm') return undefined;
  const draws = armDraws(experiment);
  return Object.keys(experiment.arms).find((arm) =>
    draws.some((draw) => drawnName(`arm ${arm}`, draw, experiment) === name),
  );
}

/** Where each setting of a call stands; the later of two places decides, as in settingsFor(). */
function settingPaths(
  { swift, arms }: Experiment,
  purpose: Purpose,
  arm: string | undefined,
): Record<string, string[]> {
  const groups = ['common', ...(purpose === 'infer' ? [] : ['sft' as const]), purpose] as const;
  const of = (settings: object | null, ...path: string[]): [string, string[]][] =>
    Object.keys(settings ?? {}).map((flag) => [flag, [...path, flag]]);
  return Object.fromEntries([
    ...groups.flatMap((group) => of(swift[group], 'swift', group)),
    ...(arm === undefined ? [] : of(arms[arm]!.swift, 'arms', arm, 'swift')),
  ]);
}
