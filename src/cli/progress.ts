import { Presets, SingleBar } from 'cli-progress';
import { type Surroundings, tell } from './surroundings.js';

/** Progress of a long command on stderr: a bar with rate and remaining time on a terminal, a line an item elsewhere. */
export interface Progress {
  /** So much work was done. */
  readonly work: (amount: number) => void;
  /** So much work was done at an earlier start: it moves the bar, not the rate. */
  readonly skip: (amount: number) => void;
  /** An item is finished. */
  readonly item: (name: string) => void;
  readonly stop: () => void;
}

/** A progress display for so much work in so many items, in units and items of these names, since a time of `performance.now()`. */
export const progressBar = (
  io: Surroundings,
  total: number,
  items: number,
  unit = 'instances',
  itemName = 'claims',
  started = performance.now(),
): Progress => {
  let finished = 0;
  if (io.terminal === undefined) {
    return {
      work: () => undefined,
      skip: () => undefined,
      item: (name) => tell(io, `${++finished}/${items} ${name}`),
      stop: () => undefined,
    };
  }
  let done = 0;
  let skipped = 0;
  const bar = new SingleBar(
    {
      format: `{bar} {percentage}% | {items} ${itemName} | {rate} ${unit}/s | {left} left`,
      stream: io.terminal,
    },
    Presets.shades_classic,
  );
  const payload = () => {
    const seconds = (performance.now() - started) / 1000;
    const rate = done / Math.max(0.001, seconds);
    const left = done === 0 ? '–' : durationText((total - skipped - done) / rate);
    return { items: `${finished}/${items}`, rate: Math.round(rate), left };
  };
  const draw = (): void => bar.update(Math.min(done + skipped, total), payload());
  bar.start(total, 0, payload());
  return {
    work: (amount) => {
      done += amount;
      draw();
    },
    skip: (amount) => {
      skipped += amount;
      draw();
    },
    item: () => {
      finished++;
      draw();
    },
    stop: () => bar.stop(),
  };
};

/** Work that takes no longer than this has no display. */
export const SHORT = 2000;

/**
 * The display of work that is short as a rule: one unit an item, and nothing is seen unless it takes longer than SHORT milliseconds. `finished` is to
 * be called after each item, with its name.
 */
export const lateProgress = (
  io: Surroundings,
  items: number,
  unit: string,
  now: () => number = () => performance.now(),
  started = now(),
): { readonly finished: (name: string) => void; readonly stop: () => void } => {
  const before: string[] = [];
  let shown: Progress | undefined;
  const show = (progress: Progress, name: string): void => {
    progress.work(1);
    progress.item(name);
  };
  return {
    finished: (name) => {
      if (shown) show(shown, name);
      else if (before.push(name) && now() - started > SHORT && before.length < items) {
        const progress = (shown = progressBar(io, items, items, unit, unit, started));
        before.forEach((each) => show(progress, each));
      }
    },
    stop: () => shown?.stop(),
  };
};

/** 75 s as 1m15s. */
const durationText = (seconds: number): string => {
  const whole = Math.max(0, Math.round(seconds));
  const [h, m, s] = [Math.floor(whole / 3600), Math.floor((whole % 3600) / 60), whole % 60];
  if (h > 0) return `${h}h${m}m`;
  return m > 0 ? `${m}m${s}s` : `${s}s`;
};
