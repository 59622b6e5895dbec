/** Lower and upper bound, in the unit of the value that they stand around. */
export interface Interval {
  low: number;
  high: number;
}
