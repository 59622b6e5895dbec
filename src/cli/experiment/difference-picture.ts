import { extname } from 'node:path';
import { AccError, writeAtomic } from '../../core/index.js';
import { differenceFigure, renderPng, renderSvg } from '../../figures/index.js';
import type { RunComparison } from '../../results/index.js';

const kinds = ['.svg', '.png'];

/** @throws AccError 'cli/bad-option' for another ending than .svg or .png */
export function assertPictureFile(file: string): void {
  if (!kinds.includes(kindOf(file)))
    throw new AccError('cli/bad-option', { message: `--figure ${file} is neither .svg nor .png` });
}

/** Draws the differences between runs into a file. @throws AccError 'results/nothing-in-common' where no value can be compared */
export async function drawDifferences(comparison: RunComparison, file: string): Promise<void> {
  if (comparison.values.every(({ differences }) => differences.every((one) => 'missing' in one)))
    throw new AccError('results/nothing-in-common', {
      message: `${file} was not drawn: none of the values can be compared`,
      hint: 'the last column of the table says why',
    });
  const svg = await renderSvg(differenceFigure(comparison));
  await writeAtomic(file, kindOf(file) === '.svg' ? svg : await renderPng(svg));
}

function kindOf(file: string): string {
  return extname(file).toLowerCase();
}
