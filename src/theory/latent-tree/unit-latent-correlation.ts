/** Glossary: m_μ = P(z_μ = 1) − P(z_μ = 0), s_j the selectivity of a unit j ∈ N_μ, ρ_0 = m_0, ρ_{0μ} the product of the polarities above μ. */
import type { Field } from '../../arithmetic/field.js';
import type { Rational } from '../../arithmetic/rational.js';
import { activationLaws } from '../../model/latent-tree/activation-law.js';
import { treeLaws } from '../../model/latent-tree/law.js';
import type { TreeNetwork } from '../../model/latent-tree/network.js';
import { treeSamples } from '../../model/latent-tree/samples.js';
import type { TreeLaw } from '../../model/latent-tree/states.js';
import { at, claim, type Over } from '../claim.js';
import { equal, type Relation } from '../relation.js';
import { type BinaryBranch, type BinaryTree, binaryTreeNode, latentTreeOf } from '../settings/binary-tree.js';
import * as hypotheses from '../settings/tree-assumptions.js';
import { latentNode, skipsNode, smallTree, treeNetworkNode } from '../settings/tree-space.js';
import { dualNetworksPaper, read } from '../sources.js';
import { choice, optional, record, space } from '../space.js';

interface Instance {
  readonly tree: BinaryTree<Rational>;
  readonly skips?: TreeLaw<Rational>['skips'];
  readonly network: TreeNetwork<Rational>;
  /** μ, by its path. */
  readonly latent: string;
}

interface Variant {
  /** s_j = v_j(1) − v_j(0). */
  readonly withoutHalf?: boolean;
  /** 1 in the place of 1 − m_μ². */
  readonly balanced?: boolean;
  /** m_0 in the place of m_μ. */
  readonly ofRoot?: boolean;
}

/** The branches on the path to a node. */
const branchesTo = <S>(tree: BinaryTree<S>, path: string): readonly BinaryBranch<S>[] => {
  const [first, ...rest] = Array.from(path, Number);
  if (path === '') return [];
  return rest.reduce((found, i) => [...found, (found[found.length - 1].children ?? [])[i]], [tree.children[first]]);
};

const parts =
  ({ withoutHalf, balanced, ofRoot }: Variant) =>
  <S>(F: Field<S>, { tree: binaryTree, skips, network, latent }: Over<Instance, S>): Record<string, Relation<S>> => {
    const tree = latentTreeOf(F, binaryTree);
    const square = (a: S): S => F.mul(a, a);
    const samples = treeSamples(F).enumerate({ tree, skips, keeps: 'root' }, network);
    const z = samples.expectation(({ states }) => [F.of(states[latent])])[0];
    const f = samples.expectation(({ trace }) => trace.activations[latent]);
    const ff = samples.expectation(({ trace }) => trace.activations[latent].map(square));
    const zf = samples.restricted(latent, ({ trace }) => trace.activations[latent])[1];
    const covariances = zf.map((a, j) => F.sub(a, F.mul(z, f[j])));
    const variances = ff.map((a, j) => F.sub(a, square(f[j])));
    const variance = F.sub(z, square(z));

    const balance = ([zero, one]: readonly S[]): S => F.sub(one, zero);
    const m = balance(treeLaws(F).marginals(tree)[ofRoot ? '' : latent]);
    const spread = balanced ? F.one : F.sub(F.one, square(m));
    const s = activationLaws(F)
      .laws(tree, network)
      .selectivities(latent)
      .map((a) => F.mul(F.of(withoutHalf ? 2 : 1), a));
    const rhos = branchesTo(binaryTree, latent).map(({ polarity }) => polarity);
    const known = rhos.filter((rho) => rho !== undefined);
    return {
      'Cov(z_μ, f_j) = ½ s_j (1 − m_μ²)': equal(
        covariances,
        s.map((a) => F.mul(F.of(1, 2), F.mul(a, spread))),
      ),
      'Cov(z_μ, f_j)² V[f_j] = s_j²(1 − m_μ²) V[z_μ] V[f_j]': equal(
        covariances.map((c, j) => F.mul(square(c), variances[j])),
        s.map((a, j) => F.mul(F.mul(square(a), spread), F.mul(variance, variances[j]))),
      ),
      ...(known.length === rhos.length && {
        'symmetric edges above μ: m_μ = ρ_0 ρ_{0μ}': equal(
          [m],
          [known.reduce((rho, next) => F.mul(rho, next), balance(tree.probability))],
        ),
      }),
    };
  };

/** corr²(z_μ, f_j) = s_j²(1 − m_μ²)/V[f_j] for a unit j of a binary latent μ. */
export const unitLatentCorrelation = claim<Instance>({
  id: 'latent-tree/unit-latent-correlation',
  title: 'The correlation of a unit with its latent is its selectivity in units of its spread',
  statement: String.raw`\operatorname{corr}^2(z_\mu,f_j)=\frac{s_j^2\,(1-m_\mu^2)}{\mathbb V[f_j]},\qquad m_\mu=2\,\mathbb P(z_\mu=1)-1\ \bigl(=\rho_0\rho_{0\mu}\text{ on symmetric edges}\bigr)`,
  source: dualNetworksPaper('Section 6, the correlation its table of latent trees reports'),
  reading: read('derived', 'multiplied by both variances, so that dead units and certain latents are included'),
  space: space<Instance>(
    record({
      tree: binaryTreeNode(smallTree),
      skips: optional(skipsNode([2, 2])),
      network: treeNetworkNode({ biases: true, outside: true }),
      latent: latentNode(),
    }),
  ),
  assumptions: [hypotheses.treeMarkov, hypotheses.treeLocalConnectivity],
  quantifier: 'for all',
  exponential: 'formal',
  conclusion: parts({}),
  expect: 'holds',
  dependsOn: ['latent-tree/polarity-chain'],
  mutants: [
    {
      name: 'selectivity-without-half',
      text: 's_j = v_j(1) − v_j(0)',
      conclusion: parts({ withoutHalf: true }),
    },
    {
      name: 'balanced-latent',
      text: 'corr² = s_j²/V[f_j], as if both states were equally likely',
      conclusion: parts({ balanced: true }),
    },
    {
      name: 'balance-of-the-root',
      text: 'm_0 in the place of m_μ',
      conclusion: parts({ ofRoot: true }),
      agreesOn: { text: 'μ is the root', narrow: at('latent', choice('')) },
    },
  ],
});
