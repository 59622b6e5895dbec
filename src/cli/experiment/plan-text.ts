import { columns, duration, inUnits } from '../../core/index.js';
import type { ExperimentPlan, PlannedStage } from '../../experiment/index.js';
import { drawsText } from '../../results/index.js';
import type { StageCommand } from '../../stage/index.js';

/** A plan for the terminal: sizes, then each stage with its time, its arithmetic and its commands, then the sum. */
export function planText(plan: ExperimentPlan): string {
  const { experiment, stages } = plan;
  const origins = [...new Set(stages.flatMap(({ done, estimate: { origin } }) => (done ? [] : (origin ?? []))))];
  return [
    `${experiment.title} (${experiment.name}): ${stages.length} stages`,
    ...sizeLines(plan),
    '',
    ...stages.flatMap((stage) => stageLines(stage, origins)),
    ...sumLines(plan),
    ...(plan.bitsDiffer === null ? [] : [`the numbers may differ from those of other machines: ${plan.bitsDiffer}`]),
    ...origins.map((origin, index) => `[${index + 1}] ${origin}`),
  ].join('\n');
}

/** The plan of one run under its name. */
export interface NamedPlan extends ExperimentPlan {
  run: string;
}

/** The runs of a matrix: how many stages each would run that no run before it makes, and the sum. */
export function matrixText(plans: readonly NamedPlan[]): string {
  const seen = new Set<string>();
  const own = plans.map(({ run, stages }) => {
    const open = stages.filter(({ done, key }) => !done && !seen.has(key));
    for (const { key } of open) seen.add(key);
    return { run, open };
  });
  const rows = own.map(({ run, open }) => [run, `${open.length} stages to run`, workText(open)]);
  const all = own.flatMap(({ open }) => open);
  return [
    ...columns(rows, ['left', 'right', 'left']),
    '',
    `${plans.length} runs, ${all.length} stages to run, ${workText(all)}; a stage that several runs need is counted once`,
  ].join('\n');
}

function workText(stages: readonly PlannedStage[]): string {
  const known = stages.flatMap(({ estimate: { seconds } }) => seconds ?? []);
  const unknown = stages.length - known.length;
  const work = `${duration(known.reduce((sum, seconds) => sum + seconds, 0))} of work`;
  return unknown === 0 ? work : `${known.length > 0 ? `${work} and ` : ''}${unknown} of unknown time`;
}

/** Reasons that a line of `--why` shows; `--json` lists them all. */
const shownReasons = 3;

/** Why each stage would run. */
export function whyText({ stages, comparedWith }: ExperimentPlan): string {
  const open = stages.filter(({ done }) => !done);
  const lines = stages.map(
    ({ name, done, why }) => `${done ? '✓' : '·'} ${name}: ${done ? 'finished' : reasonsText(why)}`,
  );
  const compared = comparedWith === undefined ? '' : `, compared with the last run of ${comparedWith}`;
  return [...lines, '', `${open.length} of ${stages.length} stages would run${compared}`].join('\n');
}

function reasonsText(reasons: readonly string[]): string {
  const rest = reasons.length - shownReasons;
  return [...reasons.slice(0, shownReasons), ...(rest > 0 ? [`${rest} more (--json lists all)`] : [])].join('; ');
}

function sizeLines({ draws, sizes: { pairs, questions } }: ExperimentPlan): string[] {
  const built = pairs ? `pairs: ${pairs.built.text}` : 'pairs: unknown until the corpus exists';
  const used = pairs?.folder ? [`pairs of training: ${grouped(pairs.folder.pairs)} of ${pairs.folder.folder}`] : [];
  return [
    built,
    ...(pairs
      ? [
          `  from ${grouped(pairs.counts.bases)} base clips and ${pairs.counts.types} event types (${pairs.counts.origin})`,
        ]
      : []),
    ...used,
    `trainings: ${drawsText(draws)}`,
    `questions per model: ${questions === undefined ? 'unknown until the evaluation sets exist' : grouped(questions)}`,
  ];
}

function stageLines(
  { name, key, done, estimate, inputs, commands }: PlannedStage,
  origins: readonly string[],
): string[] {
  const { seconds, arithmetic, origin } = estimate;
  const time = seconds === undefined ? 'time unknown' : `about ${duration(seconds)}`;
  return [
    `${done ? '✓' : '·'} ${name}  ${key.slice(0, 16)}  ${done ? 'finished' : time}`,
    ...(done ? [] : [`    ${arithmetic}${origin ? ` [${origins.indexOf(origin) + 1}]` : ''}`]),
    ...(inputs.length > 0 ? [`    needs ${inputs.join('; ')}`] : []),
    ...commands.map((command) => `${commandText(command).replace(/^/gm, '    ')}\n`),
  ];
}

function sumLines({ stages, seconds, bytes, unknown }: ExperimentPlan): string[] {
  const open = stages.filter(({ done }) => !done).length;
  if (open === 0) return ['every stage is finished'];
  const known = open - unknown.length;
  return [
    `${open} of ${stages.length} stages would run`,
    ...(known > 0
      ? [`  ${duration(seconds)} of work for ${known} of them${bytes > 0 ? `, ${inUnits(bytes)} on disk` : ''}`]
      : []),
    ...(unknown.length > 0 ? [`  time unknown: ${unknown.join('; ')}`] : []),
  ];
}

/** The command as it can be pasted into a shell, one flag per line, followed by its remarks. */
function commandText({ argv, environment, remarks }: StageCommand): string {
  const variables = Object.entries(environment).map(([name, value]) => `${name}=${quoted(value)}`);
  const [program, command, ...rest] = argv.map(quoted);
  const lines = [[...variables, program, command].join(' ')];
  for (const word of rest) {
    if (word.startsWith('--')) lines.push(`  ${word}`);
    else lines[lines.length - 1] += ` ${word}`;
  }
  return [lines.join(' \\\n'), ...remarks.map((remark) => `# ${remark}`)].join('\n');
}

function quoted(word: string): string {
  return /^[\w./:=@%+,-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`;
}

function grouped(value: number): string {
  return value.toLocaleString('en-US');
}
