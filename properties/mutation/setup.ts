import fc from 'fast-check';
import { afterEach } from 'vitest';
import { suiteSeed } from '../seed.js';

// A wrong line is wrong almost everywhere: where a property names no number of runs, few show it; and that it fails is all that is asked.
fc.configureGlobal({ seed: suiteSeed(), numRuns: 25, endOnFailure: true });

const run = globalThis as { failed?: true; __stryker__?: { hitLimit?: number } };

// The first failure ends a mutant: the files after it, which run in the same thread, are not even loaded.
if (run.failed) throw new Error('a test has failed');
afterEach(({ task }) => {
  if (task.result?.state === 'fail') run.failed = true;
});

// Stryker ends a loop that meets its mutant a hundred times as often as the tests do without it. Twenty times will do.
const stryker = run.__stryker__;
if (stryker?.hitLimit !== undefined) stryker.hitLimit /= 5;
