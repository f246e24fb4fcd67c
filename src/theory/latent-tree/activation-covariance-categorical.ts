/** Glossary: p_0 the law of the root, v_k(z) = E[f_k | z_ν(k) = z], F_k = P_{0ν(k)} v_k ∈ ℝ^{m_0}, so that F_k(z) = E[f_k | z_0 = z]. */
import type { Field } from '../../arithmetic/field.js';
import { linearAlgebra } from '../../arithmetic/linear-algebra.js';
import { minors } from '../../arithmetic/minors.js';
import type { Rational } from '../../arithmetic/rational.js';
import { activationLaws } from '../../model/latent-tree/activation-law.js';
import type { LatentTree } from '../../model/latent-tree/tree.js';
import { treeLaws } from '../../model/latent-tree/law.js';
import { at, claim, type Over } from '../claim.js';
import { equal, psd, type Relation } from '../relation.js';
import * as hypotheses from '../settings/tree-assumptions.js';
import {
  keepsNode,
  latentNode,
  latentTreeNode,
  skipsNode,
  smallTree,
  treeNetworkNode,
} from '../settings/tree-space.js';
import { derivedHere, read } from '../sources.js';
import { optional, record, space } from '../space.js';
import { childrenOf, covarianceByDefinition, type CovarianceSetting } from './covariance-of-inputs.js';

interface Instance extends Omit<CovarianceSetting, 'before'> {
  readonly tree: LatentTree<Rational>;
}

interface Variant {
  /** diag p_0 alone. */
  readonly uncentred?: boolean;
  /** The root as if it were uniform. */
  readonly uniform?: boolean;
  /** No covariance between the units of different children. */
  readonly separateChildren?: boolean;
  /** How many less than m_0 − 1 the rank is at most. */
  readonly less?: number;
}

const parts =
  ({ uncentred, uniform, separateChildren, less = 0 }: Variant) =>
  <S>(F: Field<S>, instance: Over<Instance, S>): Record<string, Relation<S>> => {
    const { tree, network, latent } = instance;
    const { product, transpose, outer, subtract } = linearAlgebra(F);
    const laws = activationLaws(F).laws(tree, network);
    const m0 = tree.probability.length;
    const p = uniform ? tree.probability.map(() => F.of(1, m0)) : tree.probability;
    const diagonal = p.map((a, i) => p.map((_, j) => (i === j ? a : F.zero)));
    const column = p.map((a) => [a]);
    const middle = uncentred ? diagonal : subtract(diagonal, outer(column, column));
    const units = childrenOf(tree, latent).flatMap((child) =>
      transpose(product(treeLaws(F).fromRoot(tree)[child], laws.means(child))).map((Fk) => ({ child, Fk })),
    );
    const seen = units.map(({ Fk }) => Fk);
    const closed = product(product(seen, middle), transpose(seen)).map((row, k) =>
      row.map((c, l) => (separateChildren && units[k].child !== units[l].child ? F.zero : c)),
    );
    const byDefinition = covarianceByDefinition(F, instance);
    const vanishing = minors(F).principal(byDefinition, m0 - less);
    return {
      'Cov_{kk′} = F_kᵀ (diag p_0 − p_0 p_0ᵀ) F_k′': equal(byDefinition, closed),
      'the same by passing messages': equal(byDefinition, laws.covariance(latent)),
      'Cov ⪰ 0': psd(closed),
      ...(vanishing.length > 0 && {
        'rank ≤ m_0 − 1: the principal minors of order m_0 vanish': equal(
          vanishing,
          vanishing.map(() => F.zero),
        ),
      }),
    };
  };

/** Cov_{kk′} = F_kᵀ(diag p_0 − p_0p_0ᵀ)F_k′ ⪰ 0 with F_k = P_{0ν(k)}v_k, of rank at most m_0 − 1. */
export const activationCovarianceCategorical = claim<Instance>({
  id: 'latent-tree/activation-covariance-categorical',
  title: 'What a root of m₀ states explains has rank at most m₀ − 1',
  statement: String.raw`\operatorname{Cov}_{z_0}\bigl(\mathbb E[f_k\mid z_0],\mathbb E[f_{k'}\mid z_0]\bigr) = F_k^{\mathsf T}\bigl(\operatorname{diag}p_0-p_0p_0^{\mathsf T}\bigr)F_{k'},\qquad F_k=P_{0\nu(k)}v_k,\qquad \operatorname{rank}\le m_0-1`,
  source: derivedHere('the covariance of a latent’s inputs for any numbers of states'),
  reading: read(
    'derived',
    'the rank is stated through minors: a matrix ⪰ 0 whose principal minors of order m_0 vanish has a smaller rank',
  ),
  space: space<Instance>(
    record({
      tree: latentTreeNode({ ...smallTree, states: [2, 3] }),
      skips: optional(skipsNode([2, 3])),
      keeps: keepsNode,
      network: treeNetworkNode({ biases: true, outside: true }),
      latent: latentNode(),
    }),
  ),
  assumptions: [hypotheses.treeMarkov, hypotheses.treeLocalConnectivity, hypotheses.augmentationResamplesAll],
  quantifier: 'for all',
  exponential: 'formal',
  conclusion: parts({}),
  expect: 'holds',
  dependsOn: [],
  mutants: [
    { name: 'uncentred', text: 'F_kᵀ (diag p_0) F_k′', conclusion: parts({ uncentred: true }) },
    { name: 'uniform-root', text: 'p_0 = 1/m_0 whatever the law of the root', conclusion: parts({ uniform: true }) },
    { name: 'rank-one-less', text: 'the rank is at most m_0 − 2', conclusion: parts({ less: 1 }) },
    {
      name: 'children-separate',
      text: 'units of different children have covariance 0',
      conclusion: parts({ separateChildren: true }),
      agreesOn: {
        text: 'latents with one child each',
        narrow: at('tree', latentTreeNode({ ...smallTree, states: [2, 3], children: [1, 1] })),
      },
    },
  ],
});
