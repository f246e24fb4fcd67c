/**
 * Glossary: c₊, c_k the coefficients of r₊ and r_k, held fixed while the weights of the network move; ξ_k = −c_k the weight of
 * negative k.
 */
import type { Field } from '../arithmetic/field.js';
import { linearAlgebra, type Matrix } from '../arithmetic/linear-algebra.js';
import { branchGradients } from './branch-gradient.js';
import { type BranchCount, dualNetworks } from './dual-networks.js';
import type { Network } from './network.js';
import { populations, type Place } from './population.js';
import { tuples } from './tuples.js';
import { type World } from './world.js';

/** c₊ and c_1 … c_H, the coefficients of r₊ and r_1 … r_H in a loss with stop-gradient on its weights. */
export interface Coefficients<S> {
  readonly plus: S;
  readonly minus: readonly S[];
}

/** The coefficients of what was sampled: of the point, its anchor and positive views, and the negatives. */
export type Weighting<S> = (
  x: number,
  anchor: number,
  positive: number,
  negatives: readonly Place[],
) => Coefficients<S>;

/** Losses E[c₊ r₊ + Σ_k c_k r_k] whose coefficients no derivative passes through. */
export const detachedWeights = <S>(F: Field<S>) => {
  const { sum, outer, subtract, add, scaleMatrix } = linearAlgebra(F);

  /** c_k = −ξ_k, c₊ = Σ_k ξ_k (+ b): E Σ_k ξ_k (r₊ − r_k) (+ b r₊). */
  const contrast = (xi: readonly S[], b: S = F.zero): Coefficients<S> => ({
    plus: F.add(sum(xi), b),
    minus: xi.map((s) => F.neg(s)),
  });

  /** −∂/∂vec(W_l) E[c₊ r₊ + Σ_k c_k r_k], by dual numbers; `one` moves the weights in the anchor's branch only. */
  const negativeGradient = (
    network: Network<S>,
    world: World<S>,
    H: number,
    weighting: Weighting<S>,
    l: number,
    branches: BranchCount,
  ): S[] =>
    branchGradients(F).negativeGradient(network, world, l, branches, (D, lifted, { anchors, positives, negatives }) => {
      const { distance, expectation } = populations(D);
      return expectation(lifted, H, (x, a, b, chosen) => {
        const { plus, minus } = weighting(x, a, b, chosen);
        const attracted = D.mul(D.constant(plus), distance(anchors[x][a], positives[x][b]));
        return chosen.reduce(
          (s, n, k) => D.add(s, D.mul(D.constant(minus[k]), distance(anchors[x][a], negatives[n.x][n.view]))),
          attracted,
        );
      });
    });

  /**
   * The operators read off the sampled tuples, with ξ_k = −c_k and Σ_k ξ_k = c₊:
   * one branch E Σ_k ξ_k K_1 (K_+ − K_{k−})ᵀ; both E Σ_k ξ_k [(K_1 − K_{k−})(K_1 − K_{k−})ᵀ − (K_1 − K_+)(K_1 − K_+)ᵀ].
   */
  const tupleOperator = (
    network: Network<S>,
    world: World<S>,
    H: number,
    weighting: Weighting<S>,
    l: number,
    branches: BranchCount,
  ): Matrix<S> => {
    const model = dualNetworks(F);
    const K = model.connections(network, world, l);
    const plus = model.connections(network, world, l, 'positives');
    const terms = new Map<string, Matrix<S>>();
    const square = (M: Matrix<S>): Matrix<S> => outer(M, M);
    const term = (x: number, a: number, b: number, n: Place): Matrix<S> => {
      const key = `${x} ${a} ${b} ${n.x} ${n.view}`;
      const known = terms.get(key);
      if (known !== undefined) return known;
      const [K1, Kp, Kn] = [K[x][a], plus[x][b], K[n.x][n.view]];
      const fresh =
        branches === 'one' ? outer(K1, subtract(Kp, Kn)) : subtract(square(subtract(K1, Kn)), square(subtract(K1, Kp)));
      terms.set(key, fresh);
      return fresh;
    };
    return tuples(F, world, H)
      .flatMap(({ probability, x, anchor, positive, negatives }) => {
        const { minus } = weighting(x, anchor, positive, negatives);
        return negatives.map((n, k) => scaleMatrix(F.neg(F.mul(probability, minus[k])), term(x, anchor, positive, n)));
      })
      .reduce((s, M) => add(s, M));
  };

  return { contrast, negativeGradient, tupleOperator };
};
