/** The progress of an operation; `note` is a short text such as "loss 0.41". */
export interface Progress {
  done: number;
  total: number;
  note?: string;
  /** of a training: what it has logged so far */
  training?: TrainingProgress;
}

/** What a training has logged so far. */
export interface TrainingProgress {
  points: readonly { step: number; loss: number; learningRate: number }[];
  /** mean so far; undefined where it is not logged */
  secondsPerStep?: number | undefined;
  /** of the GPU, in GiB; undefined on a CPU */
  memory?: number | undefined;
}
