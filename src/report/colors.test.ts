import { expect, it } from 'vitest';
import { wantsColors } from './colors.js';

it('colours come on a terminal that has them, and neither in a pipe nor in the log of a CI', () => {
  expect(wantsColors({ TERM: 'xterm' }, true)).toBe(true);
  expect(wantsColors({ TERM: 'dumb' }, true)).toBe(false);
  expect(wantsColors({ TERM: 'xterm', CI: 'true' }, false)).toBe(false);
});

it('NO_COLOR forbids them and FORCE_COLOR asks for them, the former being stronger', () => {
  expect(wantsColors({ NO_COLOR: '1', FORCE_COLOR: '1' }, true)).toBe(false);
  expect(wantsColors({ NO_COLOR: '' }, true)).toBe(true);
  expect(wantsColors({ FORCE_COLOR: '1' }, false)).toBe(true);
  expect(wantsColors({ FORCE_COLOR: '0' }, true)).toBe(false);
});
