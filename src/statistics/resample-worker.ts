import { workerData } from 'node:worker_threads';
import { type ResampleTask, resampleSums } from './resample-sums.js';

// the sums lie in memory that all threads share
resampleSums(workerData as ResampleTask);
