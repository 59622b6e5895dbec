export { type Rehearsal, type RehearsalChoice, rehearseExperiment } from './rehearse.js';
