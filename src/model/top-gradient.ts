/**
 * What arrives at the top of the network and goes down from there. Glossary: G(x₁) = ∂L/∂f_L(x₁) at one anchor's view, which carries that
 * view's probability, so that Σ G = E[g_L].
 */
import type { Field } from '../arithmetic/field.js';
import { linearAlgebra } from '../arithmetic/linear-algebra.js';
import { branchesOf, branchGradients } from './branch-gradient.js';
import type { Weighting } from './detached-weights.js';
import { derivatives } from './gradient.js';
import type { Network } from './network.js';
import { populations, type ViewFeatures } from './population.js';
import { mapWorld, type World } from './world.js';

/** Top gradients of losses E[c₊ r₊ + Σ_k c_k r_k] with detached coefficients, over a field. */
export const topGradients = <S>(F: Field<S>) => {
  const { plus, minus, scale } = linearAlgebra(F);

  /** G(x₁) of every anchor's view, positives and negatives held constant, by dual numbers. */
  const atAnchors = (network: Network<S>, world: World<S>, H: number, weighting: Weighting<S>): S[][][] => {
    const { anchors, positives, negatives } = branchesOf(F, network, world);
    let entries = 0;
    const places = anchors.map((views) => views.map((f) => f.map(() => entries++)));
    const flat = derivatives(F).gradient(anchors.flat(2), (D, moving) => {
      const { distance, expectation } = populations(D);
      const moved = places.map((views) => views.map((f) => f.map((i) => moving[i])));
      const held = (features: ViewFeatures<S>) =>
        features.map((views) => views.map((f) => f.map((s) => D.constant(s))));
      const [plusFeatures, minusFeatures] = [held(positives), held(negatives)];
      const lifted = mapWorld(world, (s) => D.constant(s));
      return expectation(lifted, H, (x, a, b, chosen) => {
        const c = weighting(x, a, b, chosen);
        const f = moved[x][a];
        return chosen.reduce(
          (s, n, k) => D.add(s, D.mul(D.constant(c.minus[k]), distance(f, minusFeatures[n.x][n.view]))),
          D.mul(D.constant(c.plus), distance(f, plusFeatures[x][b])),
        );
      });
    });
    return places.map((views) => views.map((f) => f.map((i) => flat[i])));
  };

  /** Σ G = E[g_L]. */
  const total = (G: ViewFeatures<S>): readonly S[] => G.flat().reduce((s, g) => plus(s, g));

  /** p(x) p_aug(x₁|x) (g_L − E[g_L]) for every view. */
  const centred = (world: World<S>, G: ViewFeatures<S>): S[][][] => {
    const mean = total(G);
    return G.map((views, x) =>
      views.map((g, view) => {
        const { probability, views: law } = world.points[x];
        return minus(g, scale(F.mul(probability, law[view].probability), mean));
      }),
    );
  };

  /** −Σ (∂f_L(x₁)/∂vec(W_l))ᵀ G(x₁): the step given top gradients make, by dual numbers. */
  const backpropagated = (network: Network<S>, world: World<S>, l: number, G: ViewFeatures<S>): S[] =>
    branchGradients(F).negativeGradient(network, world, l, 'one', (D, _, { anchors }) => {
      const { sum, dot } = linearAlgebra(D);
      const inner = anchors.flatMap((views, x) =>
        views.map((f, view) =>
          dot(
            f,
            G[x][view].map((s) => D.constant(s)),
          ),
        ),
      );
      return sum(inner);
    });

  return { atAnchors, total, centred, backpropagated };
};
