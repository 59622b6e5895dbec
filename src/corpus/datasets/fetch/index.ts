export { checksumFault } from './checksum.js';
export { type Fetched, type FetchOptions, fetchDataset } from './fetch-dataset.js';
export { inUnits } from './space.js';
