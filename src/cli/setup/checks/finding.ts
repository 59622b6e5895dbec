/** The result of one check. `fail` stops the main job, `warn` only something optional. */
export interface Finding {
  name: string;
  state: 'ok' | 'warn' | 'fail';
  found: string;
  remedy?: string;
}
