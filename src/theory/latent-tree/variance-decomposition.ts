import type { Field } from '../../arithmetic/field.js';
import type { Rational } from '../../arithmetic/rational.js';
import type { LatentTree } from '../../model/latent-tree/tree.js';
import { claim, type Over } from '../claim.js';
import { equal, type Relation } from '../relation.js';
import * as hypotheses from '../settings/tree-assumptions.js';
import { latentNode, latentTreeNode, skipsNode, smallTree, treeNetworkNode } from '../settings/tree-space.js';
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
  readonly tree: LatentTree<Rational>;
}

/** c s_k² P(z_ν = 1 | z) P(z_ν = 0 | z). */
const bernoulli =
  (c: number): Decomposition['explained'] =>
  (F, s, transition, z) => {
    const [zero, one] = transition[z];
    return F.mul(F.mul(F.of(c), F.mul(s, s)), F.mul(one, zero));
  };

const parts =
  (decomposition: Decomposition) =>
  <S>(F: Field<S>, instance: Over<Instance, S>): Record<string, Relation<S>> => ({
    'P(z)² V[f_k | z_μ=z] = P(z)² (E[V[f_k | z_ν] | z] + 4 s_k² P(z_ν=1 | z) P(z_ν=0 | z))': equal(
      variancesByDefinition(F, instance),
      variancesDecomposed(F, instance, decomposition),
    ),
  });

/** V[f_k | z_μ = z] = E[V[f_k | z_ν] | z_μ = z] + 4 s_k² P(z_ν = 1 | z) P(z_ν = 0 | z) for a unit k of a child ν of μ. */
export const varianceDecomposition = claim<Instance>({
  id: 'latent-tree/variance-decomposition',
  title: 'The variance of an input is what its latent leaves and what it explains',
  statement: String.raw`\mathbb V[f_k\mid z_\mu=z] = \mathbb E\bigl[\mathbb V[f_k\mid z_\nu]\bigm| z_\mu=z\bigr] + 4s_k^2\,\mathbb P(z_\nu=1\mid z)\,\mathbb P(z_\nu=0\mid z)`,
  source: dualNetworksPaper('Theorem 5, the variance of an input, without the symmetry of the edges'),
  reading: read(
    'derived',
    'the form for any binary edge; multiplied by the square of the probability of z, which may be 0',
  ),
  space: space<Instance>(
    record({
      tree: latentTreeNode({ ...smallTree, states: [2, 3] }),
      skips: optional(skipsNode([2, 3])),
      network: treeNetworkNode({ biases: true, outside: true }),
      latent: latentNode(),
    }),
  ),
  assumptions: [hypotheses.binary, hypotheses.treeMarkov, hypotheses.treeLocalConnectivity],
  quantifier: 'for all',
  exponential: 'formal',
  conclusion: parts({ explained: bernoulli(4) }),
  expect: 'holds',
  dependsOn: [],
  mutants: [
    {
      name: 'without-four',
      text: 's_k² P(z_ν = 1 | z) P(z_ν = 0 | z), the factor of a difference v_k(1) − v_k(0)',
      conclusion: parts({ explained: bernoulli(1) }),
    },
    {
      name: 'explained-alone',
      text: 'without E[V[f_k | z_ν] | z_μ = z]',
      conclusion: parts({ explained: bernoulli(4), withoutRest: true }),
      agreesOn: depthOne,
    },
  ],
});
