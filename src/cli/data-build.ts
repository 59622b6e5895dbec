import { AccError, inUnits } from '../core/index.js';
import type { Split } from '../corpus/index.js';
import { type OnsetWindow, onsetWindows, type PresetName, paperPairs, presets } from '../editing/index.js';
import { type BuildReport, buildPairs, type SetPlan } from '../pair-set/index.js';
import type { AccMode } from '../targets/index.js';
import type { CommandContext } from './main.js';
import { numberRange } from './options.js';
import { sayProgress } from './say-progress.js';

export interface BuildFlags {
  bases: string;
  events: string;
  preset: string;
  out: string;
  seed: number;
  limit?: number;
  workers?: number;
  textOnly?: boolean;
  split: Split;
  seconds: number;
  eventToBaseDb: [number, number];
  onset: string;
  style: string;
  acc: AccMode;
  json?: boolean;
}

/** `acc data build`: editing pairs with their targets, from two lists of recordings. */
export async function build({ print, say, signal }: CommandContext, flags: BuildFlags): Promise<void> {
  const { seconds, eventToBaseDb, onset, style, json, preset, ...options } = flags;
  const name = presetName(preset);
  const report = await buildPairs({
    ...options,
    preset: name,
    mix: { seconds, eventToBaseDb, onset: onsetWindow(onset) },
    instructionStyle: style,
    signal,
    onPlan: (plan, bytes) => say(planText(name, plan, bytes)),
    onProgress: sayProgress(say, 'built'),
  });
  print(json ? JSON.stringify(report) : reportText(report, flags.out));
}

function presetName(name: string): PresetName {
  if (name in presets) return name as PresetName;
  throw new AccError('cli/bad-option', {
    message: `there is no preset "${name}"`,
    hint: `presets: ${Object.keys(presets).join(', ')}`,
  });
}

function planText(name: PresetName, { closedForm, unfilled, triples }: SetPlan, bytes: number): string {
  return [
    `${name}: ${presets[name].what}`,
    `  ${closedForm.text} pairs${closedForm.pairs === paperPairs ? ", the paper's number" : "; the paper's 148,500 need 100 types and its base clips"}`,
    ...(unfilled > 0 ? [`  ${unfilled} triples have no base clip left whose caption names neither event`] : []),
    ...(triples.length < closedForm.triples - unfilled ? [`  of these the first ${triples.length} triples`] : []),
    ...(bytes > 0 ? [`  up to ${3 * triples.length} clips, ${inUnits(bytes)}`] : []),
  ].join('\n');
}

function reportText(report: BuildReport, out: string): string {
  const { pairs, triples, clips, bases, events, slots, rejected, coverage, request } = report;
  const percent = (share: number): string => `${(100 * share).toFixed(1)} %`;
  const chosen = coverage.find(({ mode }) => mode === request.acc)!;
  const sum = (key: 'exact' | 'trimmed' | 'fallback' | 'empty'): number =>
    chosen.counts.reduce((total, count) => total + count[key], 0);
  return [
    `${pairs} pairs of ${triples} triples${request.textOnly ? ', texts alone' : `, ${clips} clips`} in ${out}`,
    `  ${bases.used} of ${bases.listed} base clips, ${events.used} of ${events.listed} events of ${events.types} types; a type ${slots.perType.join(' to ')} times, an event ${slots.perClip.join(' to ')}`,
    `  ACC targets (${request.acc}): ${sum('exact')} as they stand, ${sum('trimmed')} trimmed, ${sum('fallback')} replaced by the caption of x, ${sum('empty')} empty; ${chosen.uniqueTargets} different ones`,
    ...coverage.map(
      ({ mode, dangling, uniqueTargets }) =>
        `    ${mode}: ${percent(dangling.after)} of the replace targets dangle, ${uniqueTargets} different targets`,
    ),
    ...Object.entries(rejected).map(([code, count]) => `  rejected: ${count} for ${code} (rejected.jsonl says which)`),
  ].join('\n');
}

/** The name of one of AUDIT's windows, or LOW,HIGH. */
function onsetWindow(text: string): [number, number] {
  const [low, high] = onsetWindows[text as OnsetWindow] ?? numberRange(text);
  return [low, high];
}
