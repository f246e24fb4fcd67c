import { Presets, SingleBar } from 'cli-progress';

/** Progress of a check on stderr: a bar with rate and remaining time on a terminal, a line a claim elsewhere. */
export interface Progress {
  readonly instances: (count: number) => void;
  readonly claim: (id: string) => void;
  readonly stop: () => void;
}

/** A progress display for so many instances of so many claims. */
export const progressBar = (instances: number, claims: number): Progress => {
  let finished = 0;
  if (!process.stderr.isTTY) {
    return {
      instances: () => undefined,
      claim: (id) => process.stderr.write(`${++finished}/${claims} ${id}\n`),
      stop: () => undefined,
    };
  }
  const started = performance.now();
  let attacked = 0;
  const bar = new SingleBar(
    {
      format: '{bar} {percentage}% | {claims} claims | {rate} instances/s | {eta_formatted} left',
      stream: process.stderr,
    },
    Presets.shades_classic,
  );
  const payload = () => ({
    claims: `${finished}/${claims}`,
    rate: Math.round(attacked / Math.max(0.001, (performance.now() - started) / 1000)),
  });
  bar.start(instances, 0, payload());
  return {
    instances: (count) => {
      attacked += count;
      bar.update(Math.min(attacked, instances), payload());
    },
    claim: () => {
      finished++;
      bar.update(payload());
    },
    stop: () => bar.stop(),
  };
};
