export { checkModel, checkWeights } from './check-model.js';
export { type Download, downloadModel, modelSize } from './download-model.js';
export { type FoundModel, findModel, isOffline, requireModel } from './find-model.js';
export { modelScopeCache } from './model-scope-cache.js';
export { safetensorsHeader } from './safetensors.js';
export { modelVerification, type Verification, verifyModel } from './verify-model.js';
export { weightBytes } from './weight-bytes.js';
