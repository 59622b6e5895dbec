import { type Matcher, normaliseAnswer, type Task } from '../catalogue/index.js';

/** The label of an answer, or none. */
export type Match = { label: string } | { unparsable: true };

/** Reads a model's answer by the task's matcher. An answer that fits no label, or more than one, is unparsable. */
export function matchAnswer(task: Task, answer: string): Match {
  const label = readers[task.matcher](normaliseAnswer(answer), task);
  return label === undefined ? { unparsable: true } : { label };
}

type Reader = (answer: string, task: Task) => string | undefined;

const readers: Record<Matcher, Reader> = {
  exact: wholeAnswer,
  prefix: beginning,
  contains: onlyOneNamed,
  'option-letter': optionLetter,
};

function wholeAnswer(answer: string, task: Task): string | undefined {
  return names(task).find(({ name }) => name === answer)?.label;
}

function beginning(answer: string, task: Task): string | undefined {
  return names(task).find(({ name }) => answer.startsWith(name) && !/^[\p{L}\p{N}]/u.test(answer.slice(name.length)))
    ?.label;
}

function onlyOneNamed(answer: string, task: Task): string | undefined {
  const known = names(task);
  const anyName = known.map(({ name }) => name.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&')).join('|');
  const found = answer.matchAll(new RegExp(`(?<![\\p{L}\\p{N}])(?:${anyName})(?![\\p{L}\\p{N}])`, 'gu'));
  const labels = new Set([...found].map(([name]) => known.find((other) => other.name === name)?.label));
  return labels.size === 1 ? [...labels][0] : undefined;
}

/**
 * "B", "(b)", "B. sigh"; a letter before words without punctuation may be an article, and a letter with the name of
 * another label is contradictory.
 */
function optionLetter(answer: string, task: Task): string | undefined {
  const [, letter, rest] = /^\(?([a-z])(?:$|[).:]\s*(.*)$)/.exec(answer) ?? [];
  if (letter === undefined) return undefined;
  const label = task.labels[letter.charCodeAt(0) - 'a'.charCodeAt(0)];
  const named = wholeAnswer(rest ?? '', task);
  return named === undefined || named === label ? label : undefined;
}

/** Labels and aliases as they are compared, the longest first: "synth lead" before a label that is its prefix. */
function names(task: Task): { name: string; label: string }[] {
  return task.labels
    .flatMap((label) => [label, ...(task.aliases[label] ?? [])].map((name) => ({ name: normaliseAnswer(name), label })))
    .sort((a, b) => b.name.length - a.name.length);
}
