/** fits a page of the book and a pane of JupyterLab */
const width = 760;
/** pixels between panels, and around them */
const gap = { x: 40, y: 68 };
const sides = { l: 48, r: 14, b: 48 };
const maximumAcross = 4;
const panelHeightPx = { single: 260, several: 150 };

/**
 * The positions of a figure's panels. Fractions are of the plot, from its left and its bottom, as Plotly takes them.
 */
export interface PanelGrid {
  /** the figure, and the plot inside it */
  widthPx: number;
  heightPx: number;
  plotHeightPx: number;
  margin: { l: number; r: number; t: number; b: number };
  panelWidthPx: number;
  panels: { x: [number, number]; y: [number, number] }[];
  /** upper left corner of the free cell after the last panel, if there is one */
  spare: { x: number; y: number } | undefined;
}

/**
 * Panels in rows of at most four. The margin above them leaves room for a heading, and for a legend if no cell is free.
 */
export function panelGrid(count: number): PanelGrid {
  const across = Math.min(maximumAcross, count);
  const down = Math.ceil(count / across);
  const panelHeight = down === 1 ? panelHeightPx.single : panelHeightPx.several;
  const hasSpare = count < across * down;
  const margin = { ...sides, t: hasSpare ? 98 : 122 };
  const plotWidth = width - margin.l - margin.r;
  const plotHeightPx = down * panelHeight + (down - 1) * gap.y;
  const panelWidthPx = (plotWidth - (across - 1) * gap.x) / across;
  const corner = (index: number): { x: number; y: number } => ({
    x: ((index % across) * (panelWidthPx + gap.x)) / plotWidth,
    y: 1 - (Math.floor(index / across) * (panelHeight + gap.y)) / plotHeightPx,
  });
  const panels = Array.from({ length: count }, (_, index): PanelGrid['panels'][number] => {
    const { x, y } = corner(index);
    return { x: [x, x + panelWidthPx / plotWidth], y: [Math.max(0, y - panelHeight / plotHeightPx), y] };
  });
  const heightPx = margin.t + plotHeightPx + margin.b;
  const spare = hasSpare ? corner(count) : undefined;
  return { widthPx: width, heightPx, plotHeightPx, margin, panelWidthPx, panels, spare };
}
