export { type DeviceLock, type DeviceLockOptions, lockDevices } from './device-lock.js';
export { requireFreeMemory } from './free-memory.js';
export { type Gpu, type GpuList, gpuFacts, listGpus } from './gpus.js';
