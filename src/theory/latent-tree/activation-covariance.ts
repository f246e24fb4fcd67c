import type { Field } from '../../arithmetic/field.js';
import type { Rational } from '../../arithmetic/rational.js';
import { latentTrees, type SymmetricBranch, type SymmetricTree } from '../../model/latent-tree/tree.js';
import { claim, type Over } from '../claim.js';
import { equal, type Relation } from '../relation.js';
import * as hypotheses from '../settings/tree-assumptions.js';
import {
  keepsNode,
  latentNode,
  skipsNode,
  smallTree,
  symmetricTreeNode,
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
  readonly tree: SymmetricTree<Rational>;
}

interface Variant extends CovarianceVariant {
  /** ρ = P(z_ν = 1 | z_μ = 1) = (1 + ρ)/2. */
  readonly asProbability?: boolean;
}

/** The polarity of the edge above the node at a path. */
const polarityAt = <S>(tree: SymmetricTree<S>, path: string): S =>
  Array.from(path, Number).reduce<SymmetricBranch<S>>(({ children = [] }, i) => children[i], tree).polarity;

const parts =
  ({ asProbability, ...variant }: Variant) =>
  <S>(F: Field<S>, instance: Over<Instance, S>): Record<string, Relation<S>> => {
    const given = { ...instance, tree: latentTrees(F).symmetric(instance.tree) };
    const rho0 = instance.tree.polarity;
    const polarities = {
      edge: (path: string): S => {
        const rho = polarityAt(instance.tree, path);
        return asProbability ? F.mul(F.of(1, 2), F.add(F.one, rho)) : rho;
      },
      spread: F.sub(F.one, F.mul(rho0, rho0)),
    };
    return {
      'V_{z_0}[E[f_{N_μ^ch} | z_0]] = o_μ a_μ a_μᵀ': equal(
        covarianceByDefinition(F, given),
        closedCovariance(F, given, polarities, variant),
      ),
    };
  };

/** V_{z_0}[E[f_{N_μ^ch} | z_0]] = o_μ a_μ a_μᵀ with o_μ = ρ_{0μ}²(1 − ρ_0²) and a_μ = [ρ_{μν(k)} s_k]. */
export const activationCovariance = claim<Instance>({
  id: 'latent-tree/activation-covariance',
  title: 'What the root explains of a latent’s inputs has rank one',
  statement: String.raw`\mathbb V_{z_0}\bigl[\mathbb E[f_{\mathcal N_\mu^{\mathrm{ch}}}\mid z_0]\bigr] = o_\mu\,a_\mu a_\mu^{\mathsf T},\qquad o_\mu=\rho_{0\mu}^2(1-\rho_0^2),\quad a_\mu=[\rho_{\mu\nu(k)}s_k]_k,\quad s_k=\tfrac12\bigl(v_k(1)-v_k(0)\bigr)`,
  source: dualNetworksPaper('Theorem 5, the covariance of a latent’s inputs in a symmetric binary tree'),
  reading: read('recalled', 'recalled and re-derived; biases and a root that is not uniform are allowed'),
  space: space<Instance>(
    record({
      tree: symmetricTreeNode(smallTree),
      skips: optional(skipsNode([2, 2])),
      keeps: keepsNode,
      network: treeNetworkNode({ biases: true, outside: true }),
      before: optional(treeNetworkNode({ biases: true })),
      latent: latentNode(),
    }),
  ),
  assumptions: [
    hypotheses.treeMarkov,
    hypotheses.treeLocalConnectivity,
    hypotheses.augmentationResamplesAll,
    hypotheses.selectivitiesAtCurrentWeights,
  ],
  quantifier: 'for all',
  exponential: 'formal',
  conclusion: parts({}),
  expect: 'holds',
  dependsOn: ['latent-tree/activation-covariance-binary'],
  mutants: [
    {
      name: 'polarity-as-probability',
      text: 'ρ_{μν} = P(z_ν = 1 | z_μ = 1) on every edge',
      conclusion: parts({ asProbability: true }),
    },
    {
      name: 'polarity-to-the-child',
      text: 'ρ_{0ν(k)} in the place of ρ_{0μ}',
      conclusion: parts({ pathOfChild: true }),
    },
    {
      name: 'root-spread-dropped',
      text: 'o_μ = ρ_{0μ}², without 1 − ρ_0²',
      conclusion: parts({ withoutSpread: true }),
    },
    {
      name: 'edge-polarity-dropped',
      text: 'a_μ = [s_k], without ρ_{μν(k)}',
      conclusion: parts({ withoutEdge: true }),
    },
    {
      name: 'selectivity-without-half',
      text: 's_k = v_k(1) − v_k(0)',
      conclusion: parts({ withoutHalf: true }),
    },
    {
      name: 'path-polarity-dropped',
      text: 'o_μ = 1 − ρ_0², without ρ_{0μ}²',
      conclusion: parts({ withoutPath: true }),
      agreesOn: latentIsRoot,
    },
  ],
});
