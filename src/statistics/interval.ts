/** Lower and upper bound, in the unit of the value. */
export interface Interval {
  low: number;
  high: number;
}
