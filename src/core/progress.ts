/** How far a piece of work is; `note` is a few words such as "loss 0.41". */
export interface Progress {
  done: number;
  total: number;
  note?: string;
}
