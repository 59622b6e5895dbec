export { type Blocks, blocks, eachBlock, load } from './blocks.js';
export { instantiate, type Kernels } from './instance.js';
