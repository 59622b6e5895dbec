import { type Matcher, normaliseAnswer, type Task } from '../catalogue/index.js';

/** The label of an answer, or none. */
export type Match = { label: string } | { unparsable: true };

/**
 * Reads a model's answer by the task's matcher. An answer that fits no label, or more than one, is unparsable.
 * @param right the right label, which `ultraeval-prefix` compares with
 */
export function matchAnswer(task: Task, answer: string, right?: string): Match {
  const label =
    task.matcher === 'ultraeval-prefix'
      ? firstCharacters(answer, task, right)
      : readers[task.matcher](normaliseAnswer(answer), task);
  return label === undefined ? { unparsable: true } : { label };
}

/** Whether an answer is right by the task's matcher. */
export function isRight(task: Task, { answer, label }: { answer: string; label: string }): boolean {
  const match = matchAnswer(task, answer, label);
  return 'label' in match && match.label === label;
}

/**
 * The rule of `prefix-match` of OpenBMB/UltraEval-Audio: an answer is right if it begins with the characters of the right label, in any
 * case, also within a word. It knows no aliases, and only for wrong answers the kit looks for another label.
 */
function firstCharacters(answer: string, { labels }: Task, right: string | undefined): string | undefined {
  const text = answer.toLowerCase().trim();
  const found = labels.filter((label) => text.startsWith(label.toLowerCase().trim()));
  if (right !== undefined && found.includes(right)) return right;
  return found.toSorted((a, b) => b.length - a.length)[0];
}

type Reader = (answer: string, task: Task) => string | undefined;

const readers: Record<Exclude<Matcher, 'ultraeval-prefix'>, Reader> = {
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
