import type { Field } from '../../arithmetic/field.js';
import { linearAlgebra, type Matrix } from '../../arithmetic/linear-algebra.js';
import type { Rational } from '../../arithmetic/rational.js';
import { activationLaws } from '../../model/latent-tree/activation-law.js';
import { latentTrees, type LatentTree, treeNodes } from '../../model/latent-tree/tree.js';
import { treeLaws } from '../../model/latent-tree/law.js';
import { claim, type Over } from '../claim.js';
import { equal, type Relation } from '../relation.js';
import * as hypotheses from '../settings/tree-assumptions.js';
import {
  keepsNode,
  latentNode,
  latentTreeNode,
  skipsNode,
  smallTree,
  treeNetworkNode,
} from '../settings/tree-space.js';
import { dualNetworksPaper, read } from '../sources.js';
import { optional, record, space } from '../space.js';
import {
  closedCovariance,
  covarianceByDefinition,
  type CovarianceSetting,
  type CovarianceVariant,
  latentIsRoot,
} from './covariance-of-inputs.js';

interface Instance extends CovarianceSetting {
  readonly tree: LatentTree<Rational>;
}

interface Variant extends CovarianceVariant {
  /** ρ of an edge from P(z_ν | z_μ), where it is not P(1|1) − P(1|0). */
  readonly polarity?: <S>(F: Field<S>, transition: Matrix<S>) => S;
}

/** o_μ a_μ a_μᵀ as the model has it. */
const closed = <S>(F: Field<S>, { tree, network, before, latent }: Over<Instance, S>): Matrix<S> => {
  const laws = activationLaws(F).laws(tree, before ?? network);
  const a = laws.crossing(latent);
  return linearAlgebra(F).scaleMatrix(
    laws.strength(latent),
    a.map((s) => a.map((t) => F.mul(s, t))),
  );
};

/** The same put together from its factors, one of them changed. */
const changed = <S>(F: Field<S>, instance: Over<Instance, S>, { polarity, ...variant }: Variant): Matrix<S> => {
  const transitions = new Map(treeNodes(instance.tree).map(({ path, transition = [] }) => [path, transition]));
  const edge = (path: string): S => {
    const transition = transitions.get(path) ?? [];
    return polarity ? polarity(F, transition) : latentTrees(F).polarity(transition);
  };
  return closedCovariance(F, instance, { edge, spread: treeLaws(F).rootSpread(instance.tree) }, variant);
};

const parts =
  (variant?: Variant) =>
  <S>(F: Field<S>, instance: Over<Instance, S>): Record<string, Relation<S>> => ({
    'V_{z_0}[E[f_{N_μ^ch} | z_0]] = o_μ a_μ a_μᵀ': equal(
      covarianceByDefinition(F, instance),
      variant ? changed(F, instance, variant) : closed(F, instance),
    ),
  });

/** V_{z_0}[E[f_{N_μ^ch} | z_0]] = o_μ a_μ a_μᵀ on any binary tree, with ρ_{μν} = P(1|1) − P(1|0) and 1 − ρ_0² = 4 P(z_0=0) P(z_0=1). */
export const activationCovarianceBinary = claim<Instance>({
  id: 'latent-tree/activation-covariance-binary',
  title: 'Rank one needs two states and no symmetry',
  statement: String.raw`\mathbb V_{z_0}\bigl[\mathbb E[f_{\mathcal N_\mu^{\mathrm{ch}}}\mid z_0]\bigr] = o_\mu\,a_\mu a_\mu^{\mathsf T},\qquad \rho_{\mu\nu}=\mathbb P(z_\nu=1\mid z_\mu=1)-\mathbb P(z_\nu=1\mid z_\mu=0),\quad o_\mu=4\,\rho_{0\mu}^2\,\mathbb P(z_0=0)\,\mathbb P(z_0=1)`,
  source: dualNetworksPaper('Theorem 5, without the symmetry of the edges and the uniform root'),
  reading: read('derived', 'the theorem is for symmetric edges; its proof only needs two states at every node'),
  space: space<Instance>(
    record({
      tree: latentTreeNode({ ...smallTree, states: [2, 3] }),
      skips: optional(skipsNode([2, 3])),
      keeps: keepsNode,
      network: treeNetworkNode({ biases: true, outside: true }),
      before: optional(treeNetworkNode({ biases: true })),
      latent: latentNode(),
    }),
  ),
  assumptions: [
    hypotheses.binary,
    hypotheses.treeMarkov,
    hypotheses.treeLocalConnectivity,
    hypotheses.augmentationResamplesAll,
    hypotheses.selectivitiesAtCurrentWeights,
  ],
  quantifier: 'for all',
  exponential: 'formal',
  conclusion: parts(),
  expect: 'holds',
  dependsOn: [
    'latent-tree/polarity-chain',
    'latent-tree/preactivation-gap',
    'latent-tree/activation-covariance-categorical',
  ],
  mutants: [
    {
      name: 'polarity-as-probability',
      text: 'ρ_{μν} = P(z_ν = 1 | z_μ = 1)',
      conclusion: parts({ polarity: (_, transition) => transition[1][1] }),
    },
    {
      name: 'symmetric-polarity',
      text: 'ρ_{μν} = 2 P(z_ν = 1 | z_μ = 1) − 1, as on a symmetric edge',
      conclusion: parts({ polarity: (F, transition) => F.sub(F.mul(F.of(2), transition[1][1]), F.one) }),
    },
    {
      name: 'root-spread-dropped',
      text: 'o_μ = ρ_{0μ}², without 4 P(z_0 = 0) P(z_0 = 1)',
      conclusion: parts({ withoutSpread: true }),
    },
    {
      name: 'path-polarity-dropped',
      text: 'o_μ without ρ_{0μ}²',
      conclusion: parts({ withoutPath: true }),
      agreesOn: latentIsRoot,
    },
  ],
});
