/** The search: instances a second of theorem-sized statements, and what moving towards a violation costs and gains over drawing at random. */
import * as fc from 'fast-check';
import type { Statement } from '../src/judge/statement.js';
import { judge } from '../src/judge/judge.js';
import type { Rational } from '../src/arithmetic/rational.js';
import { attackInstances } from '../src/search/attack.js';
import { outcomesAt } from '../src/search/outcomes.js';
import { attackScope } from '../src/search/scope-attack.js';
import { SpaceArbitrary } from '../src/search/space-arbitrary.js';
import { type Conclusion, narrowed } from '../src/theory/claim.js';
import { covarianceOperator } from '../src/theory/dual-networks/covariance-operator.js';
import { lossCommonProperty } from '../src/theory/dual-networks/loss-common-property.js';
import { pairGradient } from '../src/theory/dual-networks/pair-gradient.js';
import { weightedResidueBound } from '../src/theory/dual-networks/weighted-residue-bound.js';
import { activationCovariance } from '../src/theory/latent-tree/activation-covariance.js';
import { lessThan } from '../src/theory/relation.js';
import { axis, list, number, record } from '../src/theory/space.js';
import { smallInstance } from './instances.js';
import { measure, type Row } from './measure.js';

const CASES = 200;

/** Judging alone: the same instance again and again, its program recorded and float64 exact. */
const judging = (): Promise<Row[]> =>
  measure(
    'judging covariance-operator exactly, 3 points × 3 views: instances',
    [2, 4, 6].map((width) => {
      const instance = smallInstance(width, 'dyadic');
      return { name: `width ${width}, dyadic`, run: () => judge(covarianceOperator, instance) };
    }),
  );

/** Instances an attack draws, of claims of every kind: judged once more, so that their programs are recorded. */
const drawn = (): Promise<Row[]> =>
  measure(
    'judging what attacks draw, programs recorded: instances',
    [covarianceOperator, pairGradient, lossCommonProperty, activationCovariance, weightedResidueBound].map((claim) => {
      const instances = fc.sample(new SpaceArbitrary(narrowed(claim)), { seed: 1, numRuns: CASES });
      const decided = instances.filter((instance) => outcomesAt(claim, instance) !== undefined);
      return {
        name: claim.id,
        run: () => decided.forEach((instance) => outcomesAt(claim, instance)),
        amount: decided.length,
        target: 20_000,
      };
    }),
  );

/** Whole attacks: drawing, moving, recording programs, judging, points of the prime field. */
const attacking = (): Promise<Row[]> => {
  const task = (claim: typeof covarianceOperator) => {
    const node = narrowed(claim);
    let seed = 0;
    return () => attackInstances(claim, node, { runs: CASES, seed: ++seed });
  };
  const scope = narrowed(covarianceOperator);
  return measure('attacks: instances', [
    { name: 'an equality: drawn', run: task(covarianceOperator), amount: CASES },
    { name: 'an inequality: half moved', run: task(weightedResidueBound), amount: CASES },
    {
      name: 'a small scope gone through',
      run: () => attackScope(covarianceOperator, scope),
      amount: attackScope(covarianceOperator, scope)?.instances ?? 1,
    },
  ]);
};

const NEEDLE = [7, -5, 3, -2, 6, -7];
const haystack = record({ x: list(axis('n', 6, 6), number(4, 2)) });

/** ½ < Σ |2x_i − c_i|, false at one of 17⁶ points. */
const conclusion: Conclusion<{ readonly x: readonly Rational[] }> = (F, { x }) => ({
  far: lessThan(
    [F.of(1, 2)],
    [x.map((a, i) => F.abs(F.sub(F.mul(F.of(2), a), F.of(NEEDLE[i])))).reduce((s, a) => F.add(s, a), F.zero)],
  ),
});
const needle: Statement = { conclusion: conclusion as unknown as Statement['conclusion'], exponential: 'formal' };

/** The same budget spent both ways on a needle in six dimensions; how many of ten seeds find it stands in the name. */
const targeted = (): Promise<Row[]> => {
  const runs = 1000;
  const plain = (seed: number): boolean =>
    fc.check(
      fc.property(new SpaceArbitrary(haystack), (instance) => judge(needle, instance).far.status !== 'violated'),
      { seed, numRuns: runs, endOnFailure: true },
    ).failed;
  const moved = (seed: number): boolean => attackInstances(needle, haystack, { runs, seed }).witness !== undefined;
  const seeds = Array.from({ length: 10 }, (_, i) => i + 1);
  const task = (name: string, finds: (seed: number) => boolean) => {
    let seed = 0;
    const found = seeds.filter(finds).length;
    return { name: `${name}: ${found}/${seeds.length} found`, run: () => finds((seed++ % 10) + 1) };
  };
  return measure(`a needle among 17⁶, ${runs} instances: searches`, [
    task('at random', plain),
    task('targeted', moved),
  ]);
};

export const searchJobs: readonly (() => Promise<Row[]>)[] = [judging, drawn, attacking, targeted];
