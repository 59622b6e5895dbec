export { differencesText, judgeDifferences } from './differences.js';
export { type ExpectingRun, judgeExpectations } from './judge.js';
export { expectationsMarkdown } from './markdown.js';
export { expectationsText } from './text.js';
export {
  type Direction,
  directions,
  type Expectation,
  type ExpectationVerdict,
  type Expecting,
  type JudgedExpectation,
} from './types.js';
export {
  expectationLegend,
  expectationLines,
  expectationNumbers,
  expectationText,
  expectationVerdict,
} from './words.js';
