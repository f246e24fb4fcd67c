import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { instancesOf, sameNumbers, sumOf } from '../../properties/instances.js';
import { hashText } from '../arithmetic/hash.js';
import { rational, type Rational, rationals } from '../arithmetic/rational.js';
import { worldNode } from '../theory/settings/spaces.js';
import { losses } from './losses.js';
import { type Place, populations, type ViewFeatures } from './population.js';
import { datum, mapWorld, negativeLaw, type World } from './world.js';

const Q = rationals;
const { expectation, populationLoss, distance } = populations(Q);

const worlds = instancesOf<World<Rational>>(worldNode({ ownPositives: true, ownNegatives: true }));
const negatives = fc.integer({ min: 0, max: 2 });

/** Every way to choose n of the items, in order and with repetition. */
const tuples = <T>(items: readonly T[], n: number): (readonly T[])[] =>
  n === 0 ? [[]] : items.flatMap((item) => tuples(items, n - 1).map((rest) => [item, ...rest]));

/** Σ over every outcome (x, x₁, x₊, x_{1−} … x_{H−}) of its probability times its cost. */
const bruteForce = (
  world: World<Rational>,
  H: number,
  cost: (...where: [number, number, number, readonly Place[]]) => Rational,
): Rational => {
  const law = world.negatives ?? world.points.map(({ probability }) => probability);
  const places = world.points.flatMap((point, x) => point.views.map((_, view) => ({ x, view })));
  const chance = ({ x, view }: Place): Rational => law[x].mul(world.points[x].views[view].probability);
  return sumOf(
    world.points.flatMap((point, x) =>
      point.views.flatMap((a, anchor) =>
        (point.positives ?? point.views).flatMap((b, positive) =>
          tuples(places, H).map((chosen) =>
            [point.probability, a.probability, b.probability, ...chosen.map(chance)].reduce(
              (s, p) => s.mul(p),
              cost(x, anchor, positive, chosen),
            ),
          ),
        ),
      ),
    ),
  );
};

/** A cost without structure: a number for every outcome. */
const anyCost = (...where: [number, number, number, readonly Place[]]): Rational =>
  rational(hashText(JSON.stringify(where)) % 17, 4);

/** The views themselves as features. */
const viewsOf = (world: World<Rational>, of: 'views' | 'positives'): ViewFeatures<Rational> =>
  world.points.map((point) => (point[of] ?? point.views).map(({ x }) => x));

describe('an expectation over a finite world', () => {
  it('of 1 is 1, whatever laws positives and negatives have', () => {
    fc.assert(fc.property(worlds, negatives, (world, H) => expectation(world, H, () => Q.one).equals(1)));
  });

  it('of a cost that depends on every place is the sum over all outcomes', () => {
    fc.assert(
      fc.property(worlds, negatives, (world, H) =>
        expectation(world, H, anyCost).equals(bruteForce(world, H, anyCost)),
      ),
    );
  });
});

describe('a population loss', () => {
  const branchesOf = (world: World<Rational>) => ({
    anchors: viewsOf(world, 'views'),
    positives: viewsOf(world, 'positives'),
    negatives: viewsOf(world, 'views'),
  });

  it('L_simp is E r₊ − E r₋', () => {
    fc.assert(
      fc.property(worlds, (world) => {
        const { anchors, positives } = branchesOf(world);
        const attraction = expectation(world, 0, (x, a, b) => distance(anchors[x][a], positives[x][b]));
        const repulsion = expectation(world, 1, (x, a, _, [n]) => distance(anchors[x][a], anchors[n.x][n.view]));
        return populationLoss(world, branchesOf(world), { kind: 'simple' }).equals(attraction.sub(repulsion));
      }),
    );
  });

  it('InfoNCE with two negatives is the expectation of its value at each outcome', () => {
    fc.assert(
      fc.property(worlds, (world) => {
        const { anchors, positives } = branchesOf(world);
        const loss = { kind: 'infonce', tau: rational(1, 2), negatives: 2 } as const;
        const at = bruteForce(world, 2, (x, a, b, chosen) =>
          losses(Q).value(
            loss,
            distance(anchors[x][a], positives[x][b]),
            chosen.map((n) => distance(anchors[x][a], anchors[n.x][n.view])),
          ),
        );
        return populationLoss(world, branchesOf(world), loss).equals(at);
      }),
      { numRuns: 40 },
    );
  });

  it('compares the features of each branch: anchor with positive, anchor with negative', () => {
    // One point with one view: L_simp = r(anchor, positive) − r(anchor, negative).
    const world: World<Rational> = { points: [{ probability: Q.one, views: [{ probability: Q.one, x: [Q.zero] }] }] };
    const at = (n: number): ViewFeatures<Rational> => [[[rational(n)]]];
    const L = populationLoss(world, { anchors: at(1), positives: at(4), negatives: at(8) }, { kind: 'simple' });
    expect(L.toFraction()).toBe('-20');
  });

  it('has r = ½‖f − g‖²', () => {
    expect(distance([rational(1), rational(2)], [rational(4), rational(0)]).toFraction()).toBe('13/2');
  });
});

describe('a world', () => {
  it('has the law of its points as the law of its negatives unless it names another', () => {
    fc.assert(
      fc.property(worlds, (world) =>
        sameNumbers(negativeLaw(world), world.negatives ?? world.points.map(({ probability }) => probability)),
      ),
    );
  });

  it('mapped by the identity is itself', () => {
    const withDatum = instancesOf<World<Rational>>(worldNode({ datum: true, ownPositives: true, ownNegatives: true }));
    fc.assert(
      fc.property(withDatum, (world) =>
        sameNumbers(
          mapWorld(world, (s) => s),
          world,
        ),
      ),
    );
  });

  it('says which point lacks the un-augmented datum that is asked for', () => {
    const point = { probability: Q.one, views: [] };
    expect(datum({ ...point, x: [Q.one] }, 0)).toEqual([Q.one]);
    expect(() => datum(point, 2)).toThrow('world.points[2].x: expected the un-augmented datum, got none');
  });
});
