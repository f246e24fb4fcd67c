import { expect, it } from 'vitest';
import { lateProgress, SHORT } from './progress.js';
import type { Surroundings } from './surroundings.js';

/** Surroundings that keep what is written to stderr, which is no terminal. */
const around = (): Surroundings & { readonly written: () => string } => {
  let written = '';
  return {
    written: () => written,
    stdout: () => undefined,
    stderr: (text) => (written += text),
    cwd: '/',
    env: {},
    onInterrupt: () => () => undefined,
    exitCode: 0,
  };
};

/** A clock that is set by hand. */
const clock = () => {
  let time = 0;
  return { now: () => time, set: (to: number) => (time = to) };
};

it('work that is short has no display', () => {
  const { now, set } = clock();
  const io = around();
  const progress = lateProgress(io, 3, 'layers', now);
  progress.finished('layer 1');
  set(SHORT);
  progress.finished('layer 2');
  progress.finished('layer 3');
  progress.stop();
  expect(io.written()).toBe('');
});

it('work that turns out long is shown from its start', () => {
  const { now, set } = clock();
  const io = around();
  const progress = lateProgress(io, 4, 'layers', now);
  progress.finished('layer 1');
  set(SHORT + 1);
  progress.finished('layer 2');
  progress.finished('layer 3');
  progress.stop();
  expect(io.written()).toBe('1/4 layer 1\n2/4 layer 2\n3/4 layer 3\n');
});

it('the end of the last item needs no display', () => {
  const { now, set } = clock();
  const io = around();
  const progress = lateProgress(io, 1, 'layers', now);
  set(10 * SHORT);
  progress.finished('layer 1');
  expect(io.written()).toBe('');
});
