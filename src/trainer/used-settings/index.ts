export { answeringSettings } from './answering-settings.js';
export type { UsedSettings } from './compare-settings.js';
export { requireTrainingSettings, settingsNotKnown, trainingSettings } from './training-settings.js';
