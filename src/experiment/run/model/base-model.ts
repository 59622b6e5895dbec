import { basename, isAbsolute } from 'node:path';
import type { Draw } from '../../../results/index.js';
import type { StageRecord } from '../../../stage/index.js';
import { drawnName } from '../../draws.js';
import type { Run } from '../open-run.js';

/** The model that an arm was trained from. */
export interface BaseModel {
  /** absolute folder on this machine */
  path: string;
  /** its name on a hub or that of its folder; of a base that the kit trained: 'base-944b5592e82ad08e' */
  name: string;
  /** whether the name is one of a hub */
  published: boolean;
  revision: string;
}

/** The base of a training. @param record of the training */
export function baseOf(run: Run, draw: Draw, record: StageRecord): BaseModel {
  if ('tiny' in run.experiment.model) {
    const stage = drawnName('base model', { base: draw.base, arm: null }, run.experiment);
    const folder = run.folder(stage);
    return { path: `${folder}/model`, name: basename(folder), published: false, revision: run.key(stage) };
  }
  const facts = record.notes.model as { name: string; folder?: string; revision: string };
  const { name, revision } = facts;
  return {
    path: commandModel(record),
    name: isAbsolute(name) ? basename(name) : name,
    published: !isAbsolute(name),
    revision,
  };
}

/** The folder that `swift` was given. */
function commandModel({ notes }: StageRecord): string {
  const { command } = notes.usage as { command: string[] };
  return command[command.indexOf('--model') + 1]!;
}
