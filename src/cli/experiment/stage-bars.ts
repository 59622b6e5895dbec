import { MultiBar, type SingleBar } from 'cli-progress';
import { duration } from '../../core/index.js';
import type { Stage } from '../../stage/index.js';
import { attentionLine, type StageView } from './stage-view.js';
import { type StageTimes, share } from './time-left.js';

const refreshMilliseconds = 500;

/** A progress bar per running stage, below the lines of the stages that have started and finished. */
export function stageBars(times: StageTimes, stream: NodeJS.WriteStream): StageView {
  const all = new MultiBar({
    stream,
    format: '  {bar} {percentage}% {name} {note}',
    barsize: 20,
    clearOnComplete: true,
    hideCursor: true,
    linewrap: false,
  });
  const bars = new Map<Stage, SingleBar>();
  const log = (text: string): void => all.log(`${text}\n`);
  const refresh = (): void => {
    for (const { stage, progress } of times.running()) {
      const note = [`${times.left(stage)} left, ${times.totalLeft()} in total`, progress?.note].filter(Boolean);
      bars.get(stage)?.update(Math.round(100 * share(progress)), { note: note.join(', ') });
    }
  };
  const timer = setInterval(refresh, refreshMilliseconds);
  return {
    listener: (stage, state, progress) => {
      const attention = attentionLine(stage, state, progress);
      if (attention) log(attention);
      if (!times.update(stage, state, progress)) return;
      if (state === 'running') {
        bars.set(stage, all.create(100, 0, { name: stage.name, note: '' }));
        log(`▸ ${stage.name} (${times.totalLeft()} left in total)`);
      } else if (state === 'done') {
        all.remove(bars.get(stage)!);
        log(`✓ ${stage.name} ${duration(times.elapsed(stage))}`);
      }
    },
    close: () => {
      clearInterval(timer);
      all.stop();
    },
  };
}
