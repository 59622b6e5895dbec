export { firstIssue, frozen, type Place, parseYaml, type YamlText } from './yaml-text.js';
