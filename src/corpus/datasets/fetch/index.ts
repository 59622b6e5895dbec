export { type Fetched, type FetchOptions, fetchDataset } from './fetch-dataset.js';
