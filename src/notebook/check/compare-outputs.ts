import type { ErrorOutput, MimeBundle, Output } from '../nbformat.js';
import { compareJson, compareText, type Difference, type Tolerance } from './compare-text.js';

export interface OutputDifference {
  code: 'changed-output' | 'missing-output' | 'additional-output';
  message: string;
  hint?: string;
}

/** How texts are compared. */
export interface Comparison extends Tolerance {
  sanitise: (text: string) => string;
}

/**
 * Compares the saved outputs of one cell with those of a fresh run, one by one. Each stream is compared as one text, independent of chunks;
 * counts, display ids and metadata are ignored.
 */
export function compareOutputs(saved: Output[], fresh: Output[], comparison: Comparison): OutputDifference[] {
  return [
    ...(['stdout', 'stderr'] as const).flatMap((name) =>
      compareStreams(name, streamText(saved, name), streamText(fresh, name), comparison),
    ),
    ...compareShown(saved.filter(isShown), fresh.filter(isShown), comparison),
  ];
}

type Shown = Exclude<Output, { output_type: 'stream' }>;

function isShown(output: Output): output is Shown {
  return output.output_type !== 'stream';
}

function streamText(outputs: Output[], name: 'stdout' | 'stderr'): string {
  return outputs.map((output) => (output.output_type === 'stream' && output.name === name ? output.text : '')).join('');
}

function compareStreams(name: string, saved: string, fresh: string, comparison: Comparison): OutputDifference[] {
  if (saved === fresh) return [];
  if (fresh === '')
    return [{ code: 'missing-output', message: `output on ${name} is missing`, hint: `- ${short(saved)}` }];
  if (saved === '')
    return [{ code: 'additional-output', message: `output on ${name} is new`, hint: `+ ${short(fresh)}` }];
  return changed(name, texts(saved, fresh, comparison));
}

function compareShown(saved: Shown[], fresh: Shown[], comparison: Comparison): OutputDifference[] {
  return Array.from({ length: Math.max(saved.length, fresh.length) }, (_, i) => i).flatMap((i) => {
    const [before, after] = [saved[i], fresh[i]];
    const name = `output ${i + 1}`;
    if (!after) return [{ code: 'missing-output', message: `${name} is missing`, hint: `- ${summary(before!)}` }];
    if (!before) return [{ code: 'additional-output', message: `${name} is new`, hint: `+ ${summary(after)}` }];
    if (before.output_type === 'error' || after.output_type === 'error')
      return changed(name, errors(before, after, comparison));
    return compareBundles(name, before.data, after.data, comparison);
  });
}

function compareBundles(
  name: string,
  saved: MimeBundle,
  fresh: MimeBundle,
  comparison: Comparison,
): OutputDifference[] {
  return [...new Set([...Object.keys(saved), ...Object.keys(fresh)])].flatMap((type): OutputDifference[] => {
    const what = `${name} (${type})`;
    if (!(type in fresh)) return [{ code: 'missing-output', message: `${what} is missing` }];
    if (!(type in saved)) return [{ code: 'additional-output', message: `${what} is new` }];
    return changed(what, compareValue(type, saved[type], fresh[type], comparison));
  });
}

function compareValue(type: string, saved: unknown, fresh: unknown, comparison: Comparison): Difference | undefined {
  if (typeof saved !== 'string' || typeof fresh !== 'string') {
    const clean = (value: unknown): unknown => mapTexts(value, comparison.sanitise);
    return compareJson(clean(saved), clean(fresh), comparison);
  }
  if (!isBytes(type)) return texts(saved, fresh, comparison);
  const [before, after] = [saved, fresh].map((text) => text.replace(/\s/g, ''));
  if (before === after) return undefined;
  return { saved: `${bytes(before!)} bytes`, fresh: `${bytes(after!)} bytes, with different content` };
}

function isBytes(type: string): boolean {
  return /^(image\/(?!svg)|audio\/|video\/|application\/(pdf|octet-stream))/.test(type);
}

function bytes(base64: string): number {
  return Buffer.from(base64, 'base64').length;
}

function texts(saved: string, fresh: string, comparison: Comparison): Difference | undefined {
  return saved === fresh ? undefined : compareText(comparison.sanitise(saved), comparison.sanitise(fresh), comparison);
}

/** Errors are compared by name and message; tracebacks depend on the kernel's implementation. */
function errors(saved: Shown, fresh: Shown, comparison: Comparison): Difference | undefined {
  const text = (output: Shown): string =>
    output.output_type === 'error' ? `${output.ename}: ${output.evalue}` : `no error, ${summary(output)}`;
  return texts(text(saved), text(fresh), comparison);
}

function changed(what: string, difference: Difference | undefined): OutputDifference[] {
  if (!difference) return [];
  const { saved, fresh } = difference;
  return [{ code: 'changed-output', message: `${what} differs`, hint: `- ${saved}\n+ ${fresh}` }];
}

function summary(output: Shown): string {
  if (output.output_type === 'error') return errorLine(output);
  const plain = output.data['text/plain'];
  return typeof plain === 'string' ? short(plain) : Object.keys(output.data).join(', ');
}

function errorLine({ ename, evalue }: ErrorOutput): string {
  return short(`${ename}: ${evalue}`);
}

function short(text: string): string {
  const [first = '', ...more] = text.trimEnd().split('\n');
  return first.length > 120 || more.length > 0 ? `${first.slice(0, 120)} …` : first;
}

function mapTexts(value: unknown, change: (text: string) => string): unknown {
  if (typeof value === 'string') return change(value);
  if (Array.isArray(value)) return value.map((member) => mapTexts(member, change));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, mapTexts(member, change)]));
}
