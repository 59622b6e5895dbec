import './zod-messages.js'; // schemas report in the kit's wording

export { parseDataFile, readDataFile } from './data-file.js';
export { withoutRules } from './without-rules.js';
export { firstIssue, frozen, type Place, parseYaml, type YamlText } from './yaml-text.js';
