/**
 * How an answer is read: `exact` the whole answer is a label; `prefix` it begins with one, as a word; `contains` it names exactly one;
 * `option-letter` it is A, B, C … in the order of the labels; `ultraeval-prefix` its first characters are those of the right label.
 */
export const matchers = ['exact', 'prefix', 'contains', 'option-letter', 'ultraeval-prefix'] as const;

export type Matcher = (typeof matchers)[number];

/** A classification task as data: one file of data-manifests/tasks. */
export interface Task {
  id: string;
  /** raised by every change that can move a score */
  version: number;
  title: string;
  /** the items that the task is asked about */
  dataset: string;
  /** the question, word for word */
  prompt: string;
  /** where prompt and labels come from */
  source: string;
  labels: readonly string[];
  /** other spellings of a label */
  aliases: Readonly<Record<string, readonly string[]>>;
  matcher: Matcher;
  /** why the task is defined this way */
  notes: string;
  /** oldest first; the last one has `version` */
  changes: readonly { version: number; change: string }[];
}

/** 'vocal 1', as rows name the task that judged them. */
export function taskWithVersion({ id, version }: Pick<Task, 'id' | 'version'>): string {
  return `${id} ${version}`;
}
