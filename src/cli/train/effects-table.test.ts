import { expect, it } from 'vitest';
import type { PairedEffect } from '../../experiments/effects.js';
import { effectsTable } from './effects-table.js';

const effect = (hidden: number, more: Partial<PairedEffect> = {}): PairedEffect => ({
  polarity: 0.8,
  hidden,
  differences: [],
  interval: { median: 0.1, low: -0.02, high: 0.3, level: 1 - 22 / 1024 },
  word: 'open',
  ...more,
});

it('the table of effects has median, interval, level and word, width beside training where there are two widths', () => {
  const text = effectsTable([effect(2), effect(5, { interval: null })], [effect(5, { than: 2, word: 'grows' })]);
  expect(text).toContain('≥ 0.8      2  +0.100  [−0.020, +0.300]  97.9 %  open');
  expect(text).toMatch(/5 +– +too few seeds +– +open/);
  expect(text).toContain('5 − 2');
  expect(Math.max(...text.split('\n').map((line) => Array.from(line).length))).toBeLessThanOrEqual(80);
  expect(effectsTable([effect(2)], [])).not.toContain('more units');
});
