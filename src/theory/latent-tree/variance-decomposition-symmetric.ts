import type { Field } from '../../arithmetic/field.js';
import type { Rational } from '../../arithmetic/rational.js';
import { latentTrees } from '../../model/latent-tree/tree.js';
import { claim, type Over } from '../claim.js';
import { equal, type Relation } from '../relation.js';
import { type BinaryTree, binaryTreeNode, latentTreeOf, symmetricTransitions } from '../settings/binary-tree.js';
import * as hypotheses from '../settings/tree-assumptions.js';
import { latentNode, skipsNode, smallTree, treeNetworkNode } from '../settings/tree-space.js';
import { dualNetworksPaper, read } from '../sources.js';
import { optional, record, space } from '../space.js';
import {
  type Decomposition,
  depthOne,
  variancesByDefinition,
  variancesDecomposed,
  type VarianceSetting,
} from './variance-of-inputs.js';

interface Instance extends VarianceSetting {
  readonly tree: BinaryTree<Rational>;
}

/** s_k²(1 − ρ²), or with another power of ρ. */
const symmetric =
  (power: 1 | 2): Decomposition['explained'] =>
  (F, s, transition) => {
    const rho = latentTrees(F).polarity(transition);
    return F.mul(F.mul(s, s), F.sub(F.one, power === 1 ? rho : F.mul(rho, rho)));
  };

const parts =
  (decomposition: Decomposition) =>
  <S>(F: Field<S>, instance: Over<Instance, S>): Record<string, Relation<S>> => {
    const given = { ...instance, tree: latentTreeOf(F, instance.tree) };
    return {
      'P(z)² V[f_k | z_μ=z] = P(z)² (E[V[f_k | z_ν] | z] + s_k²(1 − ρ_{μν}²))': equal(
        variancesByDefinition(F, given),
        variancesDecomposed(F, given, decomposition),
      ),
    };
  };

/** V[f_k | z_μ] = E[V[f_k | z_ν] | z_μ] + s_k²(1 − ρ_{μν}²) on symmetric edges. */
export const varianceDecompositionSymmetric = claim<Instance>({
  id: 'latent-tree/variance-decomposition-symmetric',
  title: 'On symmetric edges what a latent explains of an input does not depend on its parent’s state',
  statement: String.raw`\mathbb V[f_k\mid z_\mu] = \mathbb E\bigl[\mathbb V[f_k\mid z_\nu]\bigm| z_\mu\bigr] + s_k^2\,(1-\rho_{\mu\nu}^2)`,
  source: dualNetworksPaper('Theorem 5, the variance of an input'),
  reading: read(
    'recalled',
    'unlike the covariance this form needs symmetric edges; multiplied by the square of the probability of z, which may be 0',
  ),
  space: space<Instance>(
    record({
      tree: binaryTreeNode(smallTree),
      skips: optional(skipsNode([2, 2])),
      network: treeNetworkNode({ biases: true, outside: true }),
      latent: latentNode(),
    }),
  ),
  assumptions: [symmetricTransitions, hypotheses.treeMarkov, hypotheses.treeLocalConnectivity],
  quantifier: 'for all',
  exponential: 'formal',
  conclusion: parts({ explained: symmetric(2) }),
  expect: 'holds',
  dependsOn: ['latent-tree/variance-decomposition'],
  mutants: [
    {
      name: 'polarity-not-squared',
      text: 's_k²(1 − ρ_{μν})',
      conclusion: parts({ explained: symmetric(1) }),
    },
    {
      name: 'explained-alone',
      text: 'without E[V[f_k | z_ν] | z_μ]',
      conclusion: parts({ explained: symmetric(2), withoutRest: true }),
      agreesOn: depthOne,
    },
  ],
});
