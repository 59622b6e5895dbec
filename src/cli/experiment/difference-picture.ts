import { extname } from 'node:path';
import { AccError, writeAtomic } from '../../core/index.js';
import { differenceFigure, renderPng, renderSvg } from '../../figures/index.js';
import type { RunComparison } from '../../results/index.js';

/** Draws the differences between runs into a file. @throws AccError 'cli/bad-option' for another ending than .svg or .png */
export async function drawDifferences(comparison: RunComparison, file: string): Promise<void> {
  const kind = extname(file).toLowerCase();
  if (kind !== '.svg' && kind !== '.png')
    throw new AccError('cli/bad-option', { message: `--figure ${file} is neither .svg nor .png` });
  const svg = await renderSvg(differenceFigure(comparison));
  await writeAtomic(file, kind === '.svg' ? svg : await renderPng(svg));
}
