import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { madeUpRecord, smallSettings } from '../../properties/training-records.js';
import { runKeys } from './settings.js';
import { cellsOf, spread } from './summary.js';

describe('a spread', () => {
  it('of 2, 4, 6 is 4 ± 2, and one number has no deviation', () => {
    expect(spread([2, 4, 6])).toEqual({ mean: 4, deviation: 2 });
    expect(spread([3])).toEqual({ mean: 3, deviation: null });
    expect(() => spread([])).toThrow('expected at least one number');
  });

  it('has (n − 1) s² = Σ x² − n x̄², exactly where mean and squares are whole', () => {
    const whole = fc.array(fc.integer({ min: -1000, max: 1000 }), { minLength: 3, maxLength: 3 });
    fc.assert(
      fc.property(whole, ([a, b, c]) => {
        // Four whole numbers with mean 0: the sum of squares is whole, and 3 s² differs from it by roundings of /, √ and ² alone.
        const values = [a, b, c, -a - b - c];
        const squares = values.reduce((sum, x) => sum + x * x, 0);
        const { mean, deviation } = spread(values);
        return mean === 0 && Math.abs(3 * (deviation ?? NaN) ** 2 - squares) <= 6 * 2 ** -53 * squares;
      }),
    );
  });
});

describe('the cells of a table', () => {
  const settings = smallSettings();
  const records = runKeys(settings).map((key) => madeUpRecord(key));

  it('are all there, polarity by polarity, each with its own runs', () => {
    const cells = cellsOf(settings, records);
    expect(cells.map(({ hidden, polarity }) => [polarity, hidden])).toEqual([[0.5, 1], [0.5, 2], [1, 1], [1, 2]]); // prettier-ignore
    expect(cells.every(({ runs, hidden }) => runs.length === 2 && runs.every((run) => run.hidden === hidden))).toBe(
      true,
    );
  });

  it('have a mean over the latents of a layer, then over the runs', () => {
    const [cell] = cellsOf(settings, records);
    const end = cell.summary.epochs[2];
    const [one, two] = [0.5 + 0.001, 0.5 + 0.002];
    expect(end.layers[0]).toEqual(spread([one, two]));
    // The latents of layer 1 have a half and a quarter of the root's.
    expect(end.layers[1]).toEqual(spread([(one / 2 + one / 4) / 2, (two / 2 + two / 4) / 2]));
    expect(end.loss).toEqual(spread([one / 3, two / 3]));
    expect(cell.summary.epochs[0].loss).toBeNull();
  });

  it('count collapsed and diverged runs, which stay in the mean: a diverged one as 0 once it has ended', () => {
    const key = { hidden: 1, polarity: 0.5 };
    const runs = [
      madeUpRecord({ ...key, seed: 1 }, [0.3, 0.6, 0.9]),
      madeUpRecord({ ...key, seed: 2 }, [0.3, 0.3, 0], 'collapsed'),
      madeUpRecord({ ...key, seed: 3 }, [0.3, NaN], 'diverged'),
    ].map((run) => JSON.parse(JSON.stringify(run)) as typeof run);
    const { summary } = cellsOf(settings, runs)[0];
    expect(summary).toMatchObject({ runs: 3, collapsed: 1, lost: 0, diverged: 1 });
    expect(summary.epochs.map(({ layers }) => layers[0])).toEqual([
      spread([0.3, 0.3, 0.3]),
      spread([0.6, 0.3, 0]),
      spread([0.9, 0, 0]),
    ]);
  });

  it('count as lost a run whose root varies, but not with the latent beyond the error of the views', () => {
    const key = { hidden: 1, polarity: 0.5 };
    const limit = 5 / Math.sqrt(settings.evaluation);
    const runs = [limit * 0.99, limit * 1.01].map((end, i) => madeUpRecord({ ...key, seed: i + 1 }, [0.3, 0.3, end]));
    expect(cellsOf(settings, runs)[0].summary).toMatchObject({ runs: 2, collapsed: 0, lost: 1 });
    const exact = { ...settings, exact: true };
    expect(cellsOf(exact, runs)[0].summary.lost).toBe(0);
  });

  it('without a run have no epochs', () => {
    const { summary } = cellsOf(settings, [])[0];
    expect(summary).toMatchObject({ runs: 0, epochs: [] });
  });
});
