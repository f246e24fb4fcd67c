import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { PartlyExactField, type PartlyExact } from '../../arithmetic/partly-exact.js';
import { type Rational, rational } from '../../arithmetic/rational.js';
import { encode } from '../../ledger/codec.js';
import { rationalOfText } from '../../ledger/number-text.js';
import { BadInput } from '../../ledger/problem.js';
import { dualNetworks } from '../../model/dual-networks.js';
import { SpaceArbitrary } from '../../search/space-arbitrary.js';
import { at } from '../../theory/claim.js';
import { absent, choice, given, integer } from '../../theory/space.js';
import { termsOf } from './feature-forces.js';
import { type OperatorInstance, operatorSpace } from './instance.js';
import { isUndecided, type OperatorOptions, operatorReport } from './report.js';
import type { LayerReport, ReportedNumber, UndecidedLayer } from './report-format.js';

const one = (source: unknown, options: OperatorOptions = {}): LayerReport => {
  const report = operatorReport(source, options);
  if (Array.isArray(report) || 'undecided' in report)
    throw new Error(`expected a layer, got ${JSON.stringify(report)}`);
  return report as LayerReport;
};

const world = (...points: (readonly [probability: string, ...views: (readonly string[])[]])[]) => ({
  points: points.map(([probability, ...views]) => ({
    probability,
    x: views[0],
    views: views.map((x) => ({ probability: `1/${views.length}`, x })),
  })),
});
const instance = (
  weights: string[][][],
  of: object,
  loss: object = { kind: 'simple' },
  layer: number | undefined = 1,
) => ({
  network: { activation: 'relu', weights },
  world: of,
  layer,
  loss,
});

/** The ends of a number as reported. */
const ends = (a: ReportedNumber): readonly [Rational, Rational] => {
  const [lo, hi] = typeof a === 'object' ? a : [String(a), String(a)];
  const read = (text: string): Rational => rationalOfText(text) ?? rational(404);
  return [read(lo), read(hi)];
};
/** Whether an enclosure has the float64 value inside, once the ends are widened by float64's own error of a few units. */
const near = (a: ReportedNumber, value: number): boolean => {
  const [lo, hi] = ends(a);
  const slack = Math.abs(value) * 2 ** -48;
  return lo.valueOf() <= value + slack && hi.valueOf() >= value - slack;
};

/** At most two negatives, so that the loss is enumerated quickly. */
const fewNegatives = at('loss.negatives', (node) =>
  node.kind === 'given'
    ? given(node.about, (siblings) => (node.node(siblings).kind === 'absent' ? absent : integer(1, 2)))
    : node,
);

describe('operator, worked out by hand', () => {
  // x ∈ {1, 3} with weights 1/4, 3/4: V[x] = 3/16 · 2² = 3/4.
  test('one linear unit on two numbers: the operator is their variance', () => {
    const report = one(instance([[['-1/2']]], world(['1/4', ['1']], ['3/4', ['3']])));
    expect(report).toEqual({
      layer: 1,
      operator: [['3/4']],
      weights: ['-1/2'],
      update: ['-3/8'],
      oneBranchNegativeGradient: ['-3/8'],
      negativeGradient: ['-3/4'],
      residue: ['0'],
      psd: true,
      symmetric: true,
      rank: 1,
    });
  });

  // f_1 = max(0, −x) = 0 on both points, and nothing is at a kink: W_1 x = −1, −3.
  test('a layer that is dead on every view has the operator 0, above it and below', () => {
    const of = world(['1/4', ['1']], ['3/4', ['3']]);
    for (const layer of [1, 2]) {
      const report = one(instance([[['-1']], [['2']]], of, { kind: 'simple' }, layer));
      expect([report.operator, report.update, report.negativeGradient, report.rank]).toEqual([
        [['0']],
        ['0'],
        ['0'],
        0,
      ]);
    }
  });

  // W_1 = (1, −1)ᵀ, W_2 = (1, 1): f_2 = |x|, K_1 = x·(gate₁, gate₂)ᵀ; views 1, −1 | 2: K̄ = (1/2, −1/2) | (2, 0).
  test('a ReLU layer with augmentation: the variance of the expected connections, entry by entry', () => {
    const report = one(instance([[['1'], ['-1']], [['1', '1']]], world(['1/2', ['1'], ['-1']], ['1/2', ['2']])));
    expect(report.operator).toEqual([
      ['9/16', '3/16'],
      ['3/16', '1/16'],
    ]);
    expect(report.update).toEqual(['3/8', '1/8']);
    expect([report.psd, report.symmetric, report.rank]).toEqual([true, true, 1]);
  });

  // x ∈ {0, 1}, r = 1/2: ½V^ξ = ¼ξ, ξ = σ(−1/(2τ))/τ.
  test('InfoNCE without augmentation: ¼ξ, enclosed, and nothing left over', () => {
    const report = one(
      instance([[['1']]], world(['1/2', ['0']], ['1/2', ['1']]), { kind: 'infonce', tau: '1/2', negatives: 1 }),
    );
    const value = 2 / (1 + Math.E) / 4;
    expect(near(report.operator?.[0][0] ?? '404', value)).toBe(true);
    expect(near(report.oneBranchNegativeGradient?.[0] ?? '404', value)).toBe(true);
    const [lo, hi] = ends(report.residue?.[0] ?? '404');
    expect(lo.valueOf() <= 0 && hi.valueOf() >= 0 && hi.sub(lo).valueOf() < 1e-100).toBe(true);
    expect([report.psd, report.symmetric, report.rank]).toEqual([true, true, null]);
  });

  // One point with views ±1: the main term is exactly 0, the gradient is −tanh(1/τ)/(2τ).
  test('InfoNCE on one point with views ±1: the main term is 0, and the residue is all there is', () => {
    const report = one(instance([[['1']]], world(['1', ['1'], ['-1']]), { kind: 'infonce', tau: 2, negatives: 1 }));
    expect([report.operator, report.update, report.psd, report.rank]).toEqual([[['0']], ['0'], true, 0]);
    expect(near(report.residue?.[0] ?? '404', -Math.tanh(1 / 2) / 4)).toBe(true);
  });

  test('an exponential of 0 leaves numbers exact: equal data weigh 1/(2τ)', () => {
    const same = {
      points: [0, 1].map((view) => ({ probability: '1/2', x: ['0'], views: [{ probability: 1, x: [view] }] })),
    };
    const report = one(instance([[['1']]], same, { kind: 'infonce', tau: '3/2', negatives: 1 }));
    expect(report.operator).toEqual([['1/12']]);
  });

  test('several negatives have gradients and no operator, with the reason', () => {
    const loss = { kind: 'infonce', tau: 1, negatives: 2 };
    const of = { points: world(['1/2', ['0']], ['1/2', ['1']]).points.map(({ x: _, ...point }) => point) };
    const report = one(instance([[['1']]], of, loss));
    const { operator, update, residue, psd, symmetric, rank } = report;
    expect([operator, update, residue, psd, symmetric, rank]).toEqual([null, null, null, null, null, null]);
    expect(report.reason).toMatch(/several negatives/);
    // By hand: f = x, −g = ½Σ ± with u = e^{−1/2}: anchors 0 and 1 are alike, each ½·(¼·2u/(2u+1) + ½·u/(u+2))… of 1.
    const u = Math.exp(-1 / 2);
    expect(near(report.negativeGradient?.[0] ?? '404', (2 * u) / (1 + 2 * u) / 4 + u / (2 + u) / 2)).toBe(true);
  });
});

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

describe('operator: layers, kinks and bad input', () => {
  const good = instance([[['1'], ['-1']], [['1', '1']]], world(['1/2', ['1'], ['-1']], ['1/2', ['2']]));
  const messageOf = (source: unknown, options: OperatorOptions = {}): string => {
    try {
      operatorReport(source, options);
    } catch (error) {
      if (error instanceof BadInput && !error.message.includes('\n')) return error.message;
      throw error;
    }
    return 'accepted';
  };

  test('--layer overrides the file, a list comes only with all, and JSON text is read as its value is', () => {
    expect(one(good).layer).toBe(1);
    expect(one(JSON.stringify(good), { layer: '2' }).layer).toBe(2);
    expect((operatorReport(good, { layer: 'all' }) as LayerReport[]).map(({ layer }) => layer)).toEqual([1, 2]);
    expect(
      one(
        '{"network":{"activation":"linear","weights":[[[0.1]]]},"world":{"points":[{"probability":1,"views":[{"probability":1,"x":[1e-3]}]}]},"layer":1,"loss":{"kind":"simple"}}',
      ).weights,
    ).toEqual(['1/10']);
  });

  test('a kink is undecided at its layer, below and at it; above it, and where all is dead or the input 0, it is none', () => {
    const kink = world(['1/2', ['1', '1']], ['1/2', ['2', '1']]);
    const weights = [
      [
        ['1', '0'],
        ['0', '1'],
      ],
      [['1', '-1']],
      [['1']],
    ];
    for (const float of [false, true]) {
      const reports = operatorReport({ ...instance(weights, kink), layer: 1 }, { layer: 'all', float });
      expect(isUndecided(reports)).toBe(true);
      expect((reports as object[]).map((report) => ('undecided' in report ? report.undecided : 'decided'))).toEqual([
        'kink at layer 2',
        'kink at layer 2',
        'decided',
      ]);
      expect(isUndecided(operatorReport(instance([[['1']], [['1']]], world(['1', ['0']])), { float }))).toBe(false);
      expect(isUndecided(operatorReport(instance([[['-1']], [['1']], [['1']]], world(['1', ['1']])), { float }))).toBe(
        false,
      );
    }
  });

  test.each<[string, unknown, OperatorOptions, string | RegExp]>([
    [
      'malformed JSON',
      '{"network":',
      { name: 'a.json' },
      'a.json, line 1, column 12: expected JSON, got the end of the text',
    ],
    ['a __proto__ key', '{"network":{"__proto__":{}}}', {}, 'network.__proto__: expected no key of this name, got one'],
    [
      'a wrong width',
      { ...good, network: { ...good.network, weights: [[['1'], ['-1']], [['1', '1', '1']]] } },
      {},
      'network.weights[1][0]: expected 2 numbers (as width 1), got 3',
    ],
    [
      'a ragged matrix',
      { ...good, network: { ...good.network, weights: [[['1', '2'], ['-1']]] } },
      {},
      'network.weights[0][1]: expected 2 numbers (as width 0), got 1',
    ],
    [
      'a wrong input',
      { ...good, world: world(['1', ['1', '2']]) },
      {},
      'world.points[0].x: expected 1 number (as width 0), got 2',
    ],
    [
      'no weights',
      { ...good, network: { ...good.network, weights: [] } },
      {},
      'network.weights: expected at least 1 item (layers), got 0',
    ],
    [
      'a width of 10⁹',
      { ...good, network: { ...good.network, weights: { length: 1e9 } } },
      {},
      'network.weights: expected a list (layers), got an object',
    ],
    [
      'probabilities',
      { ...good, world: world(['1/2', ['1']], ['1/3', ['2']]) },
      {},
      'world.points: expected probabilities that sum to 1, got 5/6',
    ],
    [
      'NaN',
      { ...good, network: { ...good.network, weights: [[['NaN']]] } },
      {},
      /^network\.weights\[0\]\[0\]\[0\]: expected a number such as .*, got "NaN"$/,
    ],
    [
      'Infinity',
      { ...good, world: world(['1', ['-Infinity']]) },
      {},
      /^world\.points\[0\]\.x\[0\]: expected a number such as .*, got "-Infinity"$/,
    ],
    [
      'a huge exponent',
      JSON.stringify({ ...good, layer: 1 }).replace('"-1"', '1e999999999'),
      {},
      /: expected a number such as .*, got 1e999999999$/,
    ],
    [
      'a zero temperature',
      { ...good, loss: { kind: 'infonce', tau: '0', negatives: 1 } },
      {},
      'loss.tau: expected a number above 0, got "0"',
    ],
    [
      'no negatives',
      { ...good, loss: { kind: 'infonce', tau: 1, negatives: 0 } },
      {},
      'loss.negatives: expected an integer from 1 to 64, got 0',
    ],
    [
      'an unknown loss',
      { ...good, loss: { kind: 'hinge' } },
      {},
      'loss.kind: expected "simple" or "triplet" or "infonce", got "hinge"',
    ],
    [
      'a field of another loss',
      { ...good, loss: { kind: 'simple', tau: 1 } },
      {},
      'loss.tau: expected a number above 0, for triplet and infonce only, got 1',
    ],
    [
      'a missing slope',
      { ...good, network: { ...good.network, activation: 'leaky-relu' } },
      {},
      /^network\.slope: expected a number that is not negative.*|got nothing$/,
    ],
    [
      'biases',
      { ...good, network: { ...good.network, biases: [] } },
      {},
      'network.biases: expected no such field (only activation, slope, weights), got a list of 0 items',
    ],
    ['a layer too high', { ...good, layer: 3 }, {}, 'layer: expected an integer from 1 to 2, got 3'],
    ['--layer 0', good, { layer: '0' }, '--layer: expected a whole number from 1 to 2 or all, got "0"'],
    ['--layer x', good, { layer: 'x' }, '--layer: expected a whole number from 1 to 2 or all, got "x"'],
    ['--spectrum 9', good, { spectrum: 9 }, '--spectrum: expected a whole number from 1 to 2, got 9'],
    [
      'no layer at all',
      { ...good, layer: undefined },
      {},
      'layer: expected a layer from 1 to 2 in the file or with --layer, got neither',
    ],
    [
      'a missing datum',
      {
        ...good,
        world: { points: [{ probability: 1, views: [{ probability: 1, x: ['1'] }] }] },
        loss: { kind: 'triplet', tau: 1, margin: 0 },
      },
      {},
      'world.points[0].x: expected the un-augmented datum, which the operator of triplet needs, got nothing',
    ],
    [
      'too many weights for exactness',
      {
        ...good,
        network: { activation: 'relu', weights: [new Array(30).fill(new Array(30).fill(1))] },
        world: world(['1', new Array<string>(30).fill('1')]),
      },
      {},
      'network.weights[0]: expected at most 512 weights (more with --float), got 900',
    ],
    [
      'too many terms for exactness',
      { ...good, loss: { kind: 'infonce', tau: 1, negatives: 30 } },
      {},
      /^world\.points: expected a loss of at most 131072 terms/,
    ],
    [
      'a number beyond float64',
      { ...good, world: world(['1', ['1e400']]) },
      { float: true },
      '--float: expected numbers below 2^1024, the range of float64, got a larger one',
    ],
    ['nothing', 'null', {}, /^instance: expected an object with network, world, layer, loss, got null$/],
  ])('%s is one line with its place', (_, source, options, message) => {
    expect(messageOf(source, options)).toEqual(typeof message === 'string' ? message : expect.stringMatching(message));
  });
});
