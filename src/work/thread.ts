import { BroadcastChannel } from 'node:worker_threads';
import { BadInput } from '../ledger/problem.js';
import type { Job, Outcome, Sent } from './job.js';

/** Milliseconds between two messages of progress. */
const PAUSE = 100;

/** Does a job in a worker thread. A class of error does not pass between threads: what says that input is bad is sent as a value. */
export const perform = async ({ url, job, task, channel: name }: Sent): Promise<Outcome> => {
  const jobs = (await import(url)) as Readonly<Record<string, Job<unknown, unknown>>>;
  const channel = new BroadcastChannel(name);
  let rest = 0;
  let last = performance.now();
  const progress = (amount: number): void => {
    rest += amount;
    const now = performance.now();
    if (now - last < PAUSE) return;
    channel.postMessage(rest);
    rest = 0;
    last = now;
  };
  try {
    return { value: await jobs[job](task, progress), rest };
  } catch (error) {
    if (error instanceof BadInput) return { refused: error.message, path: error.path };
    throw error;
  } finally {
    channel.close();
  }
};
