export { checkMachine } from './check-machine.js';
export type { Finding } from './finding.js';
