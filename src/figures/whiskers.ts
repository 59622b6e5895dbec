import type { Interval } from '../statistics/index.js';

/** The intervals of markers as Plotly's error bars, in points. @param values fractions, as the ends of the intervals */
export function whiskers(found: readonly (Interval & { value: number })[], color: string): object {
  return {
    type: 'data',
    symmetric: false,
    array: found.map(({ value, high }) => 100 * (high - value)),
    arrayminus: found.map(({ value, low }) => 100 * (value - low)),
    color,
    thickness: 2,
    width: 4,
  };
}
