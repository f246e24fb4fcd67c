import { Bench } from 'tinybench';

/** Something timed: `name` within its group, and what its rate should reach where that is fixed. */
export interface Task {
  readonly name: string;
  readonly run: () => unknown;
  /** Things a run does, so that the rate is of things; 1 unless given. */
  readonly amount?: number;
  readonly target?: number;
}

/** One line of the report. */
export interface Row {
  readonly group: string;
  readonly name: string;
  /** Runs (or things) a second, from the median duration. */
  readonly perSecond: number;
  /** Duration of one run over that of the group's first task. */
  readonly ratio: number;
  /** Relative margin of error of the mean duration, in percent. */
  readonly margin: number;
  readonly samples: number;
  readonly target: number | null;
}

/** The tasks of a group timed one after another in one process: only the ratios carry over to another machine. */
export const measure = async (group: string, tasks: readonly Task[], milliseconds = 400): Promise<Row[]> => {
  const bench = new Bench({ time: milliseconds, iterations: 3, warmupTime: milliseconds / 4, warmupIterations: 1 });
  for (const { name, run } of tasks) bench.add(name, run);
  await bench.run();
  const medians = bench.tasks.map(({ name, result }) => {
    if (result.state !== 'completed')
      throw new Error(`${group}, ${name}: expected it to complete, got ${result.state}`);
    return { name, median: result.latency.p50, margin: result.latency.rme, samples: result.latency.samplesCount };
  });
  return medians.map(({ name, median, margin, samples }, i) => ({
    group,
    name,
    perSecond: ((tasks[i].amount ?? 1) * 1000) / median,
    ratio: median / medians[0].median,
    margin,
    samples,
    target: tasks[i].target ?? null,
  }));
};
