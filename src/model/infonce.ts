/**
 * InfoNCE sample by sample. Glossary: β = 1/τ, d_k = r_{k−} − r₊, d_0 = 0 and p = softmax(−β(d_0, d_1 … d_H)).
 */
import type { Field } from '../arithmetic/field.js';
import { linearAlgebra } from '../arithmetic/linear-algebra.js';
import { populations, type ViewFeatures } from './population.js';
import { tuples } from './tuples.js';
import type { World } from './world.js';

/** One anchor with its positive and its negatives, as the loss weighs them. */
export interface Sample<S> {
  readonly weight: S;
  /** d_1 … d_H. */
  readonly gaps: readonly S[];
  /** p_0. */
  readonly rest: S;
  /** p_1 … p_H. */
  readonly shares: readonly S[];
}

/** The outputs that a sample compares; the positives' are the anchors' where there are none of their own. */
export interface SampleFeatures<S> {
  readonly anchors: ViewFeatures<S>;
  readonly positives?: ViewFeatures<S>;
}

/** InfoNCE over a field. */
export const infonce = <S>(F: Field<S>) => {
  const { sum, dot } = linearAlgebra(F);
  const { distance } = populations(F);

  /**
   * Every (x₁, x₊, x_{1−} … x_{H−}) of a world with its probability, d and p at inverse temperature β. The exponential is taken
   * of −β r only, so that nothing but its positivity is used.
   */
  const samples = (world: World<S>, features: SampleFeatures<S>, beta: S, H: number): Sample<S>[] => {
    const { anchors, positives = anchors } = features;
    const memo = new Map<string, { readonly r: S; readonly u: S }>();
    const pair = (key: string, f: readonly S[], g: readonly S[]): { readonly r: S; readonly u: S } => {
      const known = memo.get(key);
      if (known !== undefined) return known;
      const r = distance(f, g);
      const fresh = { r, u: F.exp(F.neg(F.mul(beta, r))) };
      memo.set(key, fresh);
      return fresh;
    };
    return tuples(F, world, H).map(({ probability, x, anchor, positive, negatives }): Sample<S> => {
      const f = anchors[x][anchor];
      const plus = pair(`+ ${x} ${anchor} ${positive}`, f, positives[x][positive]);
      const minus = negatives.map((n) => pair(`- ${x} ${anchor} ${n.x} ${n.view}`, f, anchors[n.x][n.view]));
      const total = F.add(plus.u, sum(minus.map(({ u }) => u)));
      return {
        weight: probability,
        gaps: minus.map(({ r }) => F.sub(r, plus.r)),
        rest: F.div(plus.u, total),
        shares: minus.map(({ u }) => F.div(u, total)),
      };
    });
  };

  /** E c over samples. */
  const mean = (over: readonly Sample<S>[], cost: (sample: Sample<S>) => S): S =>
    sum(over.map((sample) => F.mul(sample.weight, cost(sample))));

  /** G = E[Σ_k d_k p_k]. */
  const growth = (over: readonly Sample<S>[]): S => mean(over, ({ gaps, shares }) => dot(gaps, shares));

  return { samples, mean, growth };
};
