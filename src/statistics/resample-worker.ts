import { workerData } from 'node:worker_threads';
import { type ResampleTask, resampleSums } from './resample-sums.js';

// the sums are in memory shared by all threads
resampleSums(workerData as ResampleTask);
