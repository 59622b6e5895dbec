import { duration } from '../../core/index.js';
import { attentionLine, type StageView } from './stage-view.js';
import { type StageTimes, share } from './time-left.js';

const minute = 60_000;

/** A line per stage that finishes, and a line per minute with the running stages. */
export function stageLines(times: StageTimes, stages: number, stream: NodeJS.WritableStream): StageView {
  let finished = 0;
  const timer = setInterval(() => {
    const running = times.running().map(({ stage, progress }) => {
      const note = progress?.note ? `, ${progress.note}` : '';
      return `${stage.name} ${Math.round(100 * share(progress))} %${note}`;
    });
    if (running.length > 0) stream.write(`… ${running.join('; ')} (${times.totalLeft()} left in total)\n`);
  }, minute);
  return {
    listener: (stage, state, progress) => {
      const attention = attentionLine(stage, state, progress);
      if (attention) stream.write(`${attention}\n`);
      if (!times.update(stage, state, progress)) return;
      if (state === 'done' || state === 'reused') finished++;
      if (state !== 'done') return;
      const rest = finished < stages ? `, ${times.totalLeft()} left` : '';
      stream.write(`✓ ${stage.name} ${duration(times.elapsed(stage))} (${finished} of ${stages}${rest})\n`);
    },
    close: () => clearInterval(timer),
  };
}
