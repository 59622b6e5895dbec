import { readFileSync } from 'node:fs';
import { packageFile, type Random, randomStream } from '../core/index.js';
import { boundingBox, computedTextLength, type SvgElement } from './text-boxes.js';
import type { Figure } from './types.js';

/** What the kit uses of Plotly's interface. */
export interface Plotly {
  version: string;
  newPlot(element: unknown, data: unknown, layout: unknown, config: unknown): Promise<unknown>;
  purge(element: unknown): void;
  validate(data: unknown, layout: unknown): { msg: string; path: unknown }[] | undefined;
  Snapshot: { toSVG(element: unknown, format: string, scale: number): string };
}

export interface PlotlyWindow {
  plotly: Plotly;
  createElement(): { remove(): void };
  /** resets Plotly's random numbers, so that ids do not depend on earlier figures */
  reseed(): void;
}

let opened: Promise<PlotlyWindow> | undefined;

/** The headless window in which Plotly draws; opened once (0.5-1 s). */
export function plotlyWindow(): Promise<PlotlyWindow> {
  opened ??= open();
  return opened;
}

/** The violations of Plotly's own schema by a figure, one sentence each; empty if it is valid. */
export async function figureProblems({ data, layout }: Figure): Promise<string[]> {
  const { plotly } = await plotlyWindow();
  return (plotly.validate(data, structuredClone(layout)) ?? []).map(({ msg }) => msg);
}

/** The source of plotly.js (basic bundle, MIT), for pages that embed it. */
export function plotlySource(): string {
  return readFileSync(packageFile('plotly.js'), 'utf8');
}

async function open(): Promise<PlotlyWindow> {
  const { JSDOM } = await import('jsdom');
  const dom = new JSDOM('<!DOCTYPE html><body></body>', { runScripts: 'outside-only' });
  const { window } = dom;
  let random: Random = randomStream(0, 'plotly');
  shim(window as unknown as ShimmedWindow, () => random.next());
  window.eval(plotlySource());
  return {
    plotly: (window as unknown as { Plotly: Plotly }).Plotly,
    createElement: () => window.document.body.appendChild(window.document.createElement('div')),
    reseed: () => {
      random = randomStream(0, 'plotly');
    },
  };
}

interface ShimmedWindow {
  Math: { random(): number };
  matchMedia: unknown;
  URL: { createObjectURL?: unknown };
  HTMLCanvasElement: { prototype: object };
  SVGElement: { prototype: object };
}

/**
 * jsdom has no layout. Plotly needs the boxes of texts, and queries a canvas and a media query that it does not depend
 * on.
 */
function shim(window: ShimmedWindow, random: () => number): void {
  window.Math.random = random;
  window.matchMedia = () => ({ matches: false, addListener: () => {}, removeListener: () => {} });
  window.URL.createObjectURL = () => '';
  Object.assign(window.HTMLCanvasElement.prototype, { getContext: () => null });
  const withEdges = (element: SvgElement): object => {
    const { x, y, width, height } = boundingBox(element);
    return { x, y, width, height, left: x, top: y, right: x + width, bottom: y + height };
  };
  Object.assign(window.SVGElement.prototype, {
    getBBox(this: SvgElement) {
      return boundingBox(this);
    },
    getBoundingClientRect(this: SvgElement) {
      return withEdges(this);
    },
    getComputedTextLength(this: SvgElement) {
      return computedTextLength(this);
    },
  });
}
