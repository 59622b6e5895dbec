export { type CompileOptions, compileMeteorData } from './compile.js';
export { type MeteorData, meteorLabel, openMeteorData } from './data.js';
export { meteor, meteorStatistics } from './meteor.js';
export { type MeteorStatistics, meteorOf, sumStatistics } from './statistics.js';
