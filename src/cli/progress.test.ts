import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { lateProgress, SHORT } from './progress.js';

let written = '';
beforeEach(() => {
  written = '';
  vi.spyOn(process.stderr, 'write').mockImplementation((text) => {
    written += String(text);
    return true;
  });
});
afterEach(() => vi.restoreAllMocks());

/** A clock that is set by hand. */
const clock = () => {
  let time = 0;
  return { now: () => time, set: (to: number) => (time = to) };
};

it('work that is short has no display', () => {
  const { now, set } = clock();
  const progress = lateProgress(3, 'layers', now);
  progress.finished('layer 1');
  set(SHORT);
  progress.finished('layer 2');
  progress.finished('layer 3');
  progress.stop();
  expect(written).toBe('');
});

it('work that turns out long is shown from its start', () => {
  const { now, set } = clock();
  const progress = lateProgress(4, 'layers', now);
  progress.finished('layer 1');
  set(SHORT + 1);
  progress.finished('layer 2');
  progress.finished('layer 3');
  progress.stop();
  expect(written).toBe('1/4 layer 1\n2/4 layer 2\n3/4 layer 3\n');
});

it('the end of the last item needs no display', () => {
  const { now, set } = clock();
  const progress = lateProgress(1, 'layers', now);
  set(10 * SHORT);
  progress.finished('layer 1');
  expect(written).toBe('');
});
