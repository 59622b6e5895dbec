export { type ArmDifference, armDifference, pairScores } from './arm-difference.js';
export {
  type Claim,
  type ClaimComparison,
  type ClaimedRun,
  type Comparison,
  claims,
  claimsText,
  comparison,
  correctedEvidence,
  type Evidence,
  type Finding,
  type Judgement,
  judgeClaims,
  type NotComparable,
  printedEvidence,
  runEvidence,
  type Verdict,
} from './claims/index.js';
export {
  type CompareChoice,
  type ComparedRun,
  type ComparedValue,
  compareRuns,
  comparisonMarkdown,
  type RunComparison,
  runComparisonText,
  type SettingDifference,
} from './compare/index.js';
export { type ConfusionTable, confusionTable } from './confusion-table.js';
export { displaySymbol } from './display.js';
export { type Draw, drawsText, drawText, sameDraw } from './draw.js';
export {
  type Direction,
  differencesText,
  directions,
  type Expectation,
  type ExpectationVerdict,
  type ExpectingRun,
  expectationNumbers,
  expectationsMarkdown,
  expectationsText,
  expectationText,
  expectationVerdict,
  type JudgedExpectation,
  judgeDifferences,
  judgeExpectations,
} from './expectations/index.js';
export { formatHtml } from './format-html.js';
export { formatLatex } from './format-latex.js';
export { formatMarkdown, markdownTable } from './format-markdown.js';
export { formatText } from './format-text.js';
export { type Frame, frame, recordFrame, tableFrame } from './frame.js';
export {
  type ItemFamily,
  type ItemScores,
  metricScores,
  readItemScores,
  type SetItemScores,
  setValue,
} from './item-scores.js';
export { factorsText, noted, valueText } from './notes.js';
export { type Paper, type PaperSetting, paper, paperRows } from './paper.js';
export { listText, type Prose, type ProseValue, prose } from './prose.js';
export { provenance } from './provenance.js';
export { metricFacts, type ResultRow, type Seeds, type Suspect } from './row.js';
export { rowsCsv } from './rows-csv.js';
export { cellRows, severalDraws } from './seeds.js';
export { assertSpider, checkSpider, type SpiderCheck } from './spider.js';
export { recordedTitle, resultTable, resultTables, syntheticOf } from './table.js';
export type { Column, Synthetic, Table } from './types.js';
