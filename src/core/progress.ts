/** The progress of an operation; `note` is a short text such as "loss 0.41". */
export interface Progress {
  done: number;
  total: number;
  note?: string;
}
