import { existsSync, readdirSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';

/** The user's cache of ModelScope, as its Python package finds it. */
export function modelScopeCache(): string {
  return process.env.MODELSCOPE_CACHE ?? join(homedir(), '.cache', 'modelscope');
}

/**
 * A model in that cache, newest layout first: `models/OWNER--NAME/snapshots/REVISION`, then folders by owner and name, in which older versions
 * write a dot as three underscores (modelscope 1.40, hub/utils/utils.py: find_reusable_legacy_repo_dir).
 * @returns undefined if there is none
 */
export function modelScopeFolder(name: string): { folder: string } | undefined {
  const cache = modelScopeCache();
  const [owner, model] = name.split('/') as [string, string];
  const snapshots = join(cache, 'models', `${owner}--${model}`, 'snapshots');
  const revisions = existsSync(snapshots) ? readdirSync(snapshots).sort() : [];
  const revision = revisions.find((one) => one === 'master') ?? revisions[0];
  const older = ['models', '.', 'hub/models', 'hub'].flatMap((above) =>
    [model.replaceAll('.', '___'), model].map((folder) => join(cache, above, owner, folder)),
  );
  const folder = [...(revision === undefined ? [] : [join(snapshots, revision)]), ...older].find(existsSync);
  return folder === undefined ? undefined : { folder };
}
