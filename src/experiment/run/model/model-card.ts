import { armLabel, trainingPrompt } from '../../../catalogue/index.js';
import { drawText, markdownTable } from '../../../results/index.js';
import type { TrainerVersions } from '../../../trainer/index.js';
import { settingsFor } from '../../swift.js';
import { runTime } from '../recorded/index.js';
import { cell, isSynthetic, type ModelCard } from './card-facts.js';
import { scoreTable } from './score-table.js';

/** The text of a model card as Markdown, from the run and its records alone. */
export function modelCard(card: ModelCard): string {
  const { run, arm, entry, author } = card;
  const { title } = run.experiment;
  const what = card.merged
    ? 'A Qwen2-Audio model with a LoRA adapter merged into it'
    : 'A LoRA adapter for Qwen2-Audio';
  const sections: [string, string][] = [
    ['Use', use(card)],
    ['Training', training(card)],
    ['Settings', settings(card)],
    ['Data', data(card)],
    ['Scores', scoreTable(card)],
    ['Limitations', limitations(card)],
    [
      'Origin',
      `Run \`${run.name}\`, ${runTime(entry)}${author ? `, by ${author}` : ''}. \`training-record.json\` is the record of the training: command, environment, packages, machine, and the SHA-256 of what it read and wrote.`,
    ],
  ];
  const intro = `${what}: arm ${armLabel(arm)} of the experiment "${title}", made with acc-kit, a reproducibility kit for *From Contrast to Commonality: Audio Commonality Captioning* (arXiv 2508.01659).`;
  const warning = isSynthetic(run)
    ? '\n\n**Made from synthesised sounds with a tiny model: it shows the method and is no evidence for the paper.**'
    : '';
  return `# ${run.name} ${arm}\n\n${intro}${warning}\n\n${sections.map(([name, text]) => `## ${name}\n\n${text}\n`).join('\n')}`;
}

function use({ run, arm, base, merged }: ModelCard): string {
  const { experiment } = run;
  const model = merged
    ? '--model THIS_FOLDER'
    : `--model ${base.published ? base.name : 'BASE'} --adapters THIS_FOLDER`;
  const needed =
    merged || base.published
      ? ''
      : ` BASE is the model of the stage \`${base.name}\`, which the kit makes again from its seeds.`;
  const prompts = experiment.arms[arm]!.tasks.map(
    (task) => `- ${task}: "${trainingPrompt(task, experiment.targets.prompts)}"`,
  );
  return `\`\`\`sh
swift infer ${model} --model_type qwen2_audio --infer_backend transformers --temperature 0 --val_dataset ROWS.jsonl
\`\`\`

A row has one \`<audio>\` in its question for each sound file.${needed} transformers must be at least 4.45 and below 4.49: later versions answer wrongly, without an error. It was trained on these questions:

${prompts.join('\n')}`;
}

/** What the card reads of the record of a training; a record of an older version of the kit lacks the hash. */
interface TrainingNotes {
  rows: number;
  rowsSha256?: string;
  usage: { steps: number };
  versions: TrainerVersions;
  bits: string;
}

function training({ record, draw, base, data }: ModelCard): string {
  const { rows, rowsSha256, usage, versions, bits } = record.notes as unknown as TrainingNotes;
  const { swift, transformers, torch, peft } = versions;
  const facts: [name: string, fact: string | number][] = [
    ['base model', `${base.name}, revision ${base.revision.slice(0, 16)}`],
    ['seeds', drawText(draw)],
    ['rows', `${rows}${rowsSha256 ? `, SHA-256 ${rowsSha256}` : ''}`],
    ['optimizer steps', usage.steps],
    ['versions', `ms-swift ${swift}, transformers ${transformers}, torch ${torch}, peft ${peft}`],
    ['machine', `${record.host.cpu}, ${record.host.memory}`],
    ['bits', bits],
    ['data', data.map(({ title }) => title).join('; ')],
  ];
  return markdownTable(
    ['', ''],
    facts.map(([name, fact]) => [name, cell(fact)]),
  );
}

function settings({ run, arm, draw }: ModelCard): string {
  const { experiment } = run;
  const stated = settingsFor(experiment, 'arm', { arm: experiment.arms[arm]!, seed: draw.arm! });
  const rows = Object.entries(stated).map(([flag, { value, origin }]) => [`\`${flag}\``, cell(value), origin]);
  return `Flags of \`swift sft\`. Origin: printed in the paper, inferred, or the kit's choice.\n\n${markdownTable(['flag', 'value', 'origin'], rows)}`;
}

function data({ data }: ModelCard): string {
  const rows = data.map(({ title, licence, url }) => [cell(url ? `[${title}](${url})` : title), cell(licence)]);
  return markdownTable(['source', 'licence'], rows);
}

function limitations({ run, record, heard }: ModelCard): string {
  const { warnings = [] } = record.notes as { warnings?: string[] };
  const known = [
    ...(isSynthetic(run) ? ['It was trained and evaluated on synthesised sounds alone, and knows no others.'] : []),
    ...(run.draws.length === 1 ? ['The arm was trained once: how much another seed would change is not known.'] : []),
    'It was evaluated on the sets above alone, with greedy answers in English.',
    ...(Number.isFinite(heard)
      ? [`It hears at most ${heard} s of a sound and leaves out the rest without a word.`]
      : []),
    ...warnings.map((warning) => `During the training: ${warning}.`),
  ];
  return known.map((one) => `- ${one}`).join('\n');
}
