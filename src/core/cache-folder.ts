import envPaths from 'env-paths';

/** The user's cache folder of the kit: Python environments and fetched metric data live here, shared by all clones. */
export function cacheFolder(): string {
  return process.env.ACC_CACHE ?? envPaths('acc-kit', { suffix: '' }).cache;
}
