import { describe, expect, it } from 'vitest';
import { type AnyClaim, type Assumption, at, claim } from '../../theory/claim.js';
import { statementById } from '../../theory/index.js';
import { equal } from '../../theory/relation.js';
import { absent, number, optional, record, space } from '../../theory/space.js';
import type { Rational } from '../../arithmetic/rational.js';
import { ablate, droppableSets } from './ablate.js';
import { ablateClaim } from './ablate-claim.js';
import { ablateParts } from './part-ablation.js';

interface Instance {
  readonly a: Rational;
  readonly b?: Rational | undefined;
  readonly c?: Rational | undefined;
  readonly d?: Rational | undefined;
}
type Optional = 'b' | 'c' | 'd';

const isAbsent = (field: Optional): Assumption<Instance> => ({
  slug: `no-${field}`,
  text: `there is no ${field}`,
  narrow: at(field, absent),
  holds: (instance) => instance[field] === undefined,
});

/** a = a + b, and a + cd = a beside it: b is to be absent, and one of c and d. */
const planted = (changes: Partial<AnyClaim> = {}): AnyClaim => ({
  ...claim<Instance>({
    id: 'planted/sum',
    title: 'planted',
    statement: '',
    source: { paper: '', result: '' },
    reading: { tag: 'derived', note: '' },
    space: space<Instance>(
      record({ a: number(), b: optional(number()), c: optional(number()), d: optional(number()) }),
    ),
    assumptions: [isAbsent('b'), isAbsent('c'), isAbsent('d')],
    quantifier: 'for all',
    exponential: 'formal',
    conclusion: (F, { a, b, c, d }) => ({
      'a = a + b': equal([a], [b === undefined ? a : F.add(a, b)]),
      'a = a + cd': equal([a], [c === undefined || d === undefined ? a : F.add(a, F.mul(c, d))]),
    }),
    expect: 'holds',
    dependsOn: [],
    mutants: [],
  }),
  ...changes,
});

const options = { runs: 600, seed: 3 };

describe('an assumption dropped from a claim', () => {
  it('is necessary where the claim is false without it, by a witness that violates it and nothing else', () => {
    const { verdict, witness, bestMargin } = ablate(planted(), ['no-b'], options);
    expect(verdict).toBe('necessary');
    expect(witness).toMatchObject({ part: 'a = a + b', evidence: 'exact', violates: ['no-b'], size: 2 });
    expect(bestMargin).toBeLessThan(0);
  });
  it('is not shown necessary where nothing fails, after every case that was allowed', () => {
    expect(ablate(planted(), ['no-c'], options)).toEqual({
      claim: 'planted/sum',
      dropped: ['no-c'],
      verdict: 'not-shown-necessary',
      bestMargin: 0,
      cases: options.runs,
    });
  });
  it('is vacuous where no instance can violate it', () => {
    const [b] = planted().assumptions;
    const idle = { ...b, slug: 'idle', narrow: (node: Parameters<typeof b.narrow>[0]) => node, holds: () => true };
    const { verdict } = ablate(planted({ assumptions: [...planted().assumptions, idle] }), ['idle'], options);
    expect(verdict).toBe('vacuous');
  });
  it('is not blamed for a claim that is false with it', () => {
    const { verdict, witness } = ablate(
      planted({ assumptions: [isAbsent('c') as AnyClaim['assumptions'][number]] }),
      ['no-c'],
      options,
    );
    expect(verdict === 'claim-fails' || witness?.violates.length === 1).toBe(true);
    const none = { ...isAbsent('c'), narrow: (node: Parameters<AnyClaim['assumptions'][number]['narrow']>[0]) => node };
    const free = planted({ assumptions: [{ ...none, holds: () => true }] as AnyClaim['assumptions'] });
    expect(ablate(free, ['no-c'], options).verdict).toBe('claim-fails');
  });
  it('leaves nothing to try of an existence claim, and of one that fails anyway', () => {
    const exists = ablate(planted({ quantifier: 'exists' }), ['no-b'], options);
    expect(exists).toMatchObject({ verdict: 'vacuous', cases: 0 });
    expect(exists.reason).toContain('existence');
    const fails = ablate(planted({ expect: 'fails' }), ['no-b'], options);
    expect(fails).toMatchObject({ verdict: 'vacuous', cases: 0 });
    expect(fails.reason).toContain('expected to fail');
  });
  it('is refused where the narrowing of another assumption is not what it says', () => {
    const lying = planted().assumptions.map((each) => (each.slug === 'no-c' ? { ...each, holds: () => false } : each));
    expect(() => ablate(planted({ assumptions: lying }), ['no-b'], options)).toThrow(
      'planted/sum: expected an instance that violates only no-b, got no-c',
    );
  });
});

describe('several assumptions dropped at once', () => {
  const single = ['no-b', 'no-c', 'no-d'].map((slug) => ablate(planted(), [slug], options));
  it('are the largest sets that stand: c and d each alone, not both, and never b', () => {
    const sets = droppableSets(planted(), single, options).map(({ dropped }) => dropped);
    expect(sets).toHaveLength(2);
    expect(sets).toEqual(expect.arrayContaining([['no-c'], ['no-d']]));
  });
  it('are told part by part: a = a + b needs no b, and does not care for c and d', () => {
    const parts = Object.fromEntries(ablateParts(planted(), options).map((part) => [part.part, part]));
    expect(parts['a = a + b']).toMatchObject({ needs: ['no-b'] });
    expect(parts['a = a + b'].droppable.map(({ dropped }) => dropped)).toEqual([['no-c', 'no-d']]);
    expect(parts['a = a + cd'].needs).toEqual([]);
    expect(parts['a = a + cd'].droppable.map(({ dropped }) => dropped)).toEqual(
      expect.arrayContaining([
        ['no-b', 'no-c'],
        ['no-b', 'no-d'],
      ]),
    );
  });
});

describe('the ablation of a claim', () => {
  const homogeneity = statementById('dual-networks/homogeneity');
  const whole = () => ablateClaim(homogeneity, { runs: 120, seed: 5, parts: true, doses: true });
  it('is plain data, the same at every run with one seed', () => {
    const first = whole();
    expect(JSON.parse(JSON.stringify(first))).toEqual(first);
    expect(whole()).toEqual(first);
  });
  it('says of a measured claim that there is nothing to drop', () => {
    expect(ablateClaim({ id: 'm', effects: [] } as never, options)).toMatchObject({ single: [], assumptions: [] });
  });
  it('gives numbers of witnesses as fractions', () => {
    expect(JSON.stringify(whole().single[0].witness?.instance)).toMatch(/"-?\d+(\/\d+)?"/);
  });
});
