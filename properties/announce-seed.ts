import { suiteSeed } from './seed.js';

/** Runs once before the suite: whoever sees a failure sees the seed that repeats it. */
export const setup = (): void => {
  process.stderr.write(`seed ${suiteSeed()} (repeat with CONTRAPOSE_SEED=${suiteSeed()})\n`);
};
