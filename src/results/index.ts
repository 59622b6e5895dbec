export { type Claim, claims, type Judgement, judgeClaims, type Verdict } from './claims.js';
export { type Comparison, comparison } from './comparison.js';
export { displaySymbol } from './display.js';
export { formatHtml } from './format-html.js';
export { formatMarkdown } from './format-markdown.js';
export { formatText } from './format-text.js';
export { type Frame, frame, recordFrame, tableFrame } from './frame.js';
export { type Paper, type PaperSetting, paper, paperRows } from './paper.js';
export { provenance } from './provenance.js';
export type { ResultRow, Suspect } from './row.js';
export { assertSpider, checkSpider, type SpiderCheck } from './spider.js';
export { type Column, type Table, table1, table2, table3 } from './table.js';
export {
  arms,
  captionMetrics,
  captionSets,
  classificationSets,
  formatValue,
  inPaperOrder,
  metricLabel,
  setLabel,
} from './vocabulary.js';
