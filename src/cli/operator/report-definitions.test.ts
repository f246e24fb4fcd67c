import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { PartlyExactField, type PartlyExact } from '../../arithmetic/partly-exact.js';
import { rational } from '../../arithmetic/rational.js';
import { encode } from '../../ledger/codec.js';
import { dualNetworks } from '../../model/dual-networks.js';
import { SpaceArbitrary } from '../../search/space-arbitrary.js';
import { at } from '../../theory/claim.js';
import { choice } from '../../theory/space.js';
import { termsOf } from '../../model/pair-derivatives.js';
import { type OperatorInstance, operatorSpace } from './instance.js';
import { isUndecided, operatorReport } from './report.js';
import type { LayerReport, UndecidedLayer } from './report-format.js';
import { one, world, instance, ends, near, fewNegatives } from './report.properties.js';

describe('operator, against definitions', () => {
  test('the simple loss leaves nothing over, both branches are twice one, and the operator is positive semidefinite', () => {
    const simple = at('loss.kind', choice('simple'))(operatorSpace);
    fc.assert(
      fc.property(new SpaceArbitrary(simple), (drawn) => {
        const reports = operatorReport(encode(drawn), { layer: 'all' }) as (LayerReport | UndecidedLayer)[];
        return reports.every((report, i) => {
          if ('undecided' in report) return /^kink at layer \d$/.test(report.undecided) && report.layer === i + 1;
          const { residue, negativeGradient: both, oneBranchNegativeGradient: single, psd, symmetric } = report;
          const doubled = single?.map((a) => ends(a)[0].mul(2).toFraction());
          return (
            residue?.every((a) => a === '0') === true &&
            String(both) === String(doubled) &&
            psd === true &&
            symmetric === true
          );
        });
      }),
      { numRuns: 150 },
    );
  });

  test('the enclosed gradients of triplet and InfoNCE meet those of dual numbers in exact-or-enclosed arithmetic', () => {
    const F = new PartlyExactField(128);
    const node = fewNegatives(at('loss.kind', choice('triplet', 'infonce'))(operatorSpace));
    let compared = 0;
    fc.assert(
      fc.property(new SpaceArbitrary(node), (drawn) => {
        const { layer = 1, ...rest } = drawn as OperatorInstance;
        const points = rest.world.points.map((point) => ({ ...point, x: point.x ?? point.views[0].x }));
        const full = { ...rest, world: { points }, layer };
        if (termsOf(full.world, full.loss) > 200) return true;
        const report = operatorReport(encode(full), {});
        if (isUndecided(report)) return true;
        const { negativeGradient: both, oneBranchNegativeGradient: single } = report as LayerReport;
        compared++;
        return (
          [
            ['one', single],
            ['both', both],
          ] as const
        ).every(([branches, written]) =>
          dualNetworks<PartlyExact>(F)
            .negativeGradient(full.network, full.world, full.loss, layer, branches)
            .every((a, i) => {
              const [lo, hi] = ends(written?.[i] ?? '404');
              const { lo: low, hi: high } = F.enclosure(a);
              const { rounded } = F.intervals;
              return (
                rounded.compare(rounded.of(lo.s * lo.n, lo.d, 'down'), high) <= 0 &&
                rounded.compare(low, rounded.of(hi.s * hi.n, hi.d, 'up')) <= 0
              );
            }),
        );
      }),
      { numRuns: 120 },
    );
    expect(compared).toBeGreaterThan(20);
  });

  /** Whether every number of a report is narrow, or encloses 0 closely. */
  const narrow = ({ operator, update, residue, negativeGradient: both }: LayerReport): boolean =>
    [...(operator ?? []), update ?? [], residue ?? [], both ?? []].flat().every((a) => {
      const [lo, hi] = ends(a);
      const width = hi.sub(lo);
      const least = lo.abs().lt(hi.abs()) ? lo.abs() : hi.abs();
      if (width.lt(0)) return false;
      return lo.mul(hi).gt(0) ? width.lte(least.div(10 ** 9)) : width.lt(rational(1, 10n ** 100n));
    });

  test('every enclosure is of relative width at most 1e-9, or encloses 0 closely', () => {
    const loss = { kind: 'triplet', tau: '1/3', margin: '1/2' };
    const of = world(['1/3', ['1', '2'], ['0', '1']], ['2/3', ['2', '1'], ['3', '-2']]);
    const weights = [
      [
        ['1', '1/2'],
        ['1/3', '1'],
      ],
      [['1', '-1']],
    ];
    const report = one(instance(weights, of, loss));
    expect(report.update?.some((a) => typeof a === 'object')).toBe(true);
    expect(narrow(report)).toBe(true);
  });

  // The residue is of the order of the augmentation, or its square: what is left after all other digits cancel.
  test.each([10, 14, 16, 18, 20, 25, 30, 40, 60])(
    'a residue of an augmentation of size 1e-%i is as narrow',
    (digits) => {
      const of = world(['1/2', ['1'], [`1.${'0'.repeat(digits - 1)}1`]], ['1/2', ['2'], ['3']]);
      const report = one(instance([[['1']]], of, { kind: 'infonce', tau: '1/3', negatives: 1 }));
      const single = one(
        instance([[['1']]], world(['1', ['1'], [`1.${'0'.repeat(digits - 1)}1`]]), {
          kind: 'infonce',
          tau: '1/3',
          negatives: 1,
        }),
      );
      expect([report, single].every(narrow)).toBe(true);
    },
  );

  // Float64 sums of some 10² products of numbers ≤ 10³: errors below 10²·2⁻⁵³·10³·(few) < 1e-9.
  test('--float agrees with the exact report, for every loss, and leaves the rest null', () => {
    fc.assert(
      fc.property(new SpaceArbitrary(fewNegatives(operatorSpace)), (drawn) => {
        const { layer = 1, ...rest } = drawn as OperatorInstance;
        const points = rest.world.points.map((point) => ({ ...point, x: point.x ?? point.views[0].x }));
        const full = encode({ ...rest, world: { points }, layer });
        if (termsOf(rest.world, rest.loss) > 200) return true;
        const [exact, float] = [operatorReport(full), operatorReport(full, { float: true })];
        if (isUndecided(exact)) return JSON.stringify(float) === JSON.stringify(exact);
        const pairs = (key: 'update' | 'oneBranchNegativeGradient' | 'negativeGradient' | 'residue' | 'weights') =>
          ((exact as LayerReport)[key] ?? []).map((a, i) => [a, (float as LayerReport)[key]?.[i]] as const);
        const entries = ((exact as LayerReport).operator ?? []).flatMap((row, i) =>
          row.map((a, j) => [a, (float as LayerReport).operator?.[i][j]] as const),
        );
        const keys = ['update', 'oneBranchNegativeGradient', 'negativeGradient', 'residue', 'weights'] as const;
        return [...keys.flatMap(pairs), ...entries].every(
          ([a, b]) => Math.abs(ends(a)[0].valueOf() - Number(b)) < 1e-9,
        );
      }),
      { numRuns: 150 },
    );
  });

  test.each([
    ['infonce', { kind: 'infonce', tau: '1/1000', negatives: 1 }],
    ['triplet', { kind: 'triplet', tau: '1/1000', margin: 1 }],
  ])('--float neither overflows nor underflows to 0/0 at a low temperature: %s', (_, loss) => {
    const of = world(['1/2', ['1'], ['3']], ['1/2', ['5/2']]);
    const [exact, float] = [one(instance([[['1']]], of, loss)), one(instance([[['1']]], of, loss), { float: true })];
    const gradient = Number(float.oneBranchNegativeGradient?.[0]);
    expect(near(exact.oneBranchNegativeGradient?.[0] ?? '404', gradient)).toBe(true);
    expect(gradient).not.toBe(0);
    expect(float.operator?.[0][0]).toEqual(expect.any(Number));
  });

  test('--spectrum gives the leading eigenpairs: of [[9/16, 3/16], [3/16, 1/16]] they are 5/8 and 0', () => {
    const of = world(['1/2', ['1'], ['-1']], ['1/2', ['2']]);
    for (const float of [false, true]) {
      const { spectrum = [] } = one(instance([[['1'], ['-1']], [['1', '1']]], of), { spectrum: '2', float });
      expect(spectrum.map(({ eigenvalue }) => eigenvalue)).toEqual([expect.closeTo(5 / 8, 12), expect.closeTo(0, 12)]);
      expect(spectrum[0].eigenvector).toEqual([expect.closeTo(3 / 10 ** 0.5, 12), expect.closeTo(1 / 10 ** 0.5, 12)]);
      expect(spectrum.every(({ residual }) => residual < 1e-12)).toBe(true);
    }
  });
});
