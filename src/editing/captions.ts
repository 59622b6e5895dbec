import { randomStream } from '../core/index.js';
import { eventPhrase, withoutPeriod } from './phrases.js';

/** How the caption of a clip and an event that was mixed into it become one caption. */
export interface CaptionTemplate {
  id: string;
  text: string;
  /** how many of the eight base clips that AuditEval has published use it */
  observed: number;
}

/** The templates of AuditEval's published caption pairs (NKU-HLT/AuditEval), with how often they were seen there. */
export const captionTemplates: readonly CaptionTemplate[] = [
  { id: 'while', text: '{cap}, while {ev}.', observed: 1 },
  { id: 'with', text: '{cap}, with {ev}.', observed: 3 },
  { id: 'and', text: '{cap}, and {ev}.', observed: 3 },
  { id: 'then', text: '{ev}, then {cap}.', observed: 1 },
];

/** Each template as often as it was observed. */
const weightedTemplates = captionTemplates.flatMap((template) =>
  Array<CaptionTemplate>(template.observed).fill(template),
);

/**
 * The template that all clips of a base share, drawn with the observed frequencies: AuditEval fixes the connector per
 * base.
 */
export function captionTemplate(baseId: string, seed: number): CaptionTemplate {
  return randomStream(seed, 'caption-template', baseId).pick(weightedTemplates);
}

/** The caption of x with an event mixed in; the base caption is kept verbatim except for its final period. */
export function editedCaption(caption: string, description: string, template: CaptionTemplate): string {
  const parts: Record<string, string> = { cap: withoutPeriod(caption), ev: eventPhrase(description) };
  return template.text.replace(/\{(cap|ev)\}/g, (_, name: string) => parts[name]!);
}
