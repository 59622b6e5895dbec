export type { UnpackLimits } from './entries.js';
export { type UnpackOptions, unpack } from './unpack.js';
