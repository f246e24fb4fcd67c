import type { Field } from '../../arithmetic/field.js';
import { linearAlgebra } from '../../arithmetic/linear-algebra.js';
import type { Rational } from '../../arithmetic/rational.js';
import { activationLaws } from '../../model/latent-tree/activation-law.js';
import type { LatentTree } from '../../model/latent-tree/tree.js';
import type { TreeNetwork } from '../../model/latent-tree/network.js';
import { treeSamples } from '../../model/latent-tree/samples.js';
import type { TreeLaw } from '../../model/latent-tree/states.js';
import { at, claim, type Over } from '../claim.js';
import { equal, type Relation } from '../relation.js';
import * as hypotheses from '../settings/tree-assumptions.js';
import { latentNode, latentTreeNode, skipsNode, smallTree, treeNetworkNode } from '../settings/tree-space.js';
import { dualNetworksPaper, read } from '../sources.js';
import { absent, choice, optional, record, space } from '../space.js';

interface Instance {
  readonly tree: LatentTree<Rational>;
  readonly skips?: TreeLaw<Rational>['skips'];
  readonly network: TreeNetwork<Rational>;
  /** An earlier state of the network, the one the selectivities are taken from. */
  readonly before?: TreeNetwork<Rational> | undefined;
  /** μ, by its path. */
  readonly latent: string;
}

interface Variant {
  readonly factor?: number;
  /** The bias is added to the gap. */
  readonly withBias?: boolean;
  /** The gap of the activations f_j in the place of that of f̃_j. */
  readonly activated?: boolean;
}

const parts =
  ({ factor = 2, withBias, activated }: Variant) =>
  <S>(F: Field<S>, { tree, skips, network, before, latent }: Over<Instance, S>): Record<string, Relation<S>> => {
    const { scale, minus, plus, apply } = linearAlgebra(F);
    const samples = treeSamples(F).enumerate({ tree, skips, keeps: 'root' }, network);
    const [[p0], [p1]] = samples.restricted(latent, () => [F.one]);
    const [sum0, sum1] = samples.restricted(latent, ({ trace }) =>
      activated ? trace.activations[latent] : trace.preactivations[latent],
    );
    const a = activationLaws(F)
      .laws(tree, before ?? network)
      .crossing(latent);
    const gap = scale(F.of(factor), apply(network.weights[latent], a));
    const bias = withBias && network.biases ? network.biases[latent] : gap.map(() => F.zero);
    return {
      'p_1 p_0 (ṽ_j(1) − ṽ_j(0)) = 2 p_1 p_0 w_jᵀ a_μ': equal(
        minus(scale(p0, sum1), scale(p1, sum0)),
        scale(F.mul(p0, p1), plus(gap, bias)),
      ),
    };
  };

/** ṽ_j(1) − ṽ_j(0) = 2 w_jᵀa_μ: the gap of a unit's pre-activation between the states of its latent. */
export const preactivationGap = claim<Instance>({
  id: 'latent-tree/preactivation-gap',
  title: 'The gap of a pre-activation is twice the projection of its weights',
  statement: String.raw`\tilde v_j(1)-\tilde v_j(0) = 2\,w_j^{\mathsf T}a_\mu,\qquad \tilde v_j(z)=\mathbb E[\tilde f_j\mid z_\mu=z],\quad a_\mu=[\rho_{\mu\nu(k)}s_k]_k`,
  source: dualNetworksPaper('Theorem 5, the gap of a pre-activation'),
  reading: read(
    'recalled',
    'stated for any binary tree, and multiplied by both probabilities of the states, which may be 0',
  ),
  space: space<Instance>(
    record({
      tree: latentTreeNode({ ...smallTree, states: [2, 3] }),
      skips: optional(skipsNode([2, 3])),
      network: treeNetworkNode({ biases: true, outside: true }),
      before: optional(treeNetworkNode({ biases: true })),
      latent: latentNode(),
    }),
  ),
  assumptions: [
    hypotheses.binary,
    hypotheses.treeMarkov,
    hypotheses.treeLocalConnectivity,
    hypotheses.selectivitiesAtCurrentWeights,
  ],
  quantifier: 'for all',
  exponential: 'formal',
  conclusion: parts({}),
  expect: 'holds',
  dependsOn: [],
  mutants: [
    { name: 'without-two', text: 'the gap is w_jᵀ a_μ', conclusion: parts({ factor: 1 }) },
    {
      name: 'bias-in-the-gap',
      text: 'the gap is 2 w_jᵀ a_μ + b_j',
      conclusion: parts({ withBias: true }),
      agreesOn: { text: 'latents without biases', narrow: at('network.biases', absent) },
    },
    {
      name: 'gap-of-activations',
      text: 'v_j(1) − v_j(0) = 2 w_jᵀ a_μ, for the activation f_j',
      conclusion: parts({ activated: true }),
      agreesOn: { text: 'μ is the root, which is linear', narrow: at('latent', choice('')) },
    },
  ],
});
