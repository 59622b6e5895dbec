import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type DatasetReader, emptyContents, noAudio, tally } from './contents.js';
import { findRoot } from './find-root.js';

/** `[140.2250 - 145.6000]<tab>Ses01F_impro05_F019<tab>ang<tab>[1.5, 4.0, 4.5]`; other lines are comments and single raters. */
const turnLine = /^\[\s*[\d.]+\s*-\s*[\d.]+\s*\]\t(\S+)\t(\w+)\t/gm;

/**
 * IEMOCAP: Session1 to Session5, each with dialog/EmoEvaluation/*.txt and sentences/wav/DIALOG/TURN.wav. Emotions outside the
 * manifest's labels are excluded; excited counts as happy. A missing session is skipped.
 */
export const readIemocap: DatasetReader = async (folder, { splits, labels }) => {
  const root = await findRoot(folder, ['Session5/dialog/EmoEvaluation']).catch(() =>
    findRoot(folder, ['Session1/dialog/EmoEvaluation']),
  );
  const contents = emptyContents();
  for (const { name, as } of splits) {
    const labelFolder = join(root, name, 'dialog', 'EmoEvaluation');
    if (!existsSync(labelFolder)) continue;
    const turns = await readTurns(labelFolder);
    const chosen = turns.filter(({ emotion }) => labels[emotion]);
    contents.found.push({ name, rows: chosen.length, labels: tally(chosen.map(({ emotion }) => labels[emotion]!)) });
    for (const { id, dialog, emotion } of turns) {
      const audio = join(root, name, 'sentences', 'wav', dialog, `${id}.wav`);
      const label = labels[emotion];
      const reason = !label ? `"${emotion}" is not one of the classes` : existsSync(audio) ? '' : noAudio;
      if (reason) contents.leftOut.push({ id, split: name, reason });
      else contents.labelled.push({ id, audio, label: label!, split: as! });
    }
  }
  return contents;
};

interface Turn {
  id: string;
  dialog: string;
  emotion: string;
}

async function readTurns(folder: string): Promise<Turn[]> {
  const dialogs = (await readdir(folder)).filter((file) => file.endsWith('.txt') && !file.startsWith('.')).sort();
  const turns = await Promise.all(
    dialogs.map(async (file) =>
      [...(await readFile(join(folder, file), 'latin1')).matchAll(turnLine)].map(([, id, emotion]) => ({
        id: id!,
        dialog: file.slice(0, -'.txt'.length),
        emotion: emotion!,
      })),
    ),
  );
  return turns.flat();
}
