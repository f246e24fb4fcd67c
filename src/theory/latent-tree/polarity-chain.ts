import type { Field } from '../../arithmetic/field.js';
import type { Rational } from '../../arithmetic/rational.js';
import { latentTrees, type LatentTree, treeNodes } from '../../model/latent-tree/tree.js';
import { treeLaws } from '../../model/latent-tree/law.js';
import { type TreeLaw, treeStates } from '../../model/latent-tree/states.js';
import { at, claim, type Over } from '../claim.js';
import { equal, type Relation } from '../relation.js';
import * as hypotheses from '../settings/tree-assumptions.js';
import { latentTreeNode, skipsNode, smallTree } from '../settings/tree-space.js';
import { dualNetworksPaper, read } from '../sources.js';
import { absent, optional, record, space } from '../space.js';

interface Instance {
  readonly tree: LatentTree<Rational>;
  readonly skips?: TreeLaw<Rational>['skips'];
}

interface Variant {
  /** ρ of an edge is P(1|1). */
  readonly asProbability?: boolean;
  /** The polarity of the last edge alone. */
  readonly lastEdge?: boolean;
}

const parts =
  ({ asProbability, lastEdge }: Variant) =>
  <S>(F: Field<S>, { tree, skips }: Over<Instance, S>): Record<string, Relation<S>> => {
    const sum = (values: readonly S[]): S => values.reduce((s, v) => F.add(s, v), F.zero);
    const points = treeStates(F).points({ tree, skips, keeps: 'root' });
    const all = points.flatMap(({ probability, views }) =>
      views.map((view) => ({ ...view, probability: F.mul(probability, view.probability) })),
    );
    /** P(z_α = a, z_γ = 1), or P(z_α = a). */
    const joint = (alpha: string, a: number, gamma?: string): S =>
      sum(
        all
          .filter(({ states }) => states[alpha] === a && (gamma === undefined || states[gamma] === 1))
          .map(({ probability }) => probability),
      );
    /** P(z_γ = 1 | z_0 = z). */
    const fromRoot = (z: number, gamma: string): S =>
      sum(points[z].views.filter(({ states }) => states[gamma] === 1).map(({ probability }) => probability));

    const nodes = treeNodes(tree);
    const edges = new Map(nodes.map(({ path, transition }) => [path, transition ?? []]));
    const edge = (path: string): S => {
      const transition = edges.get(path) ?? [];
      return asProbability ? transition[1][1] : latentTrees(F).polarity(transition);
    };
    const product = (alpha: string, gamma: string): S =>
      Array.from(gamma.slice(alpha.length), (_, i) => edge(gamma.slice(0, alpha.length + i + 1)))
        .slice(lastEdge ? -1 : 0)
        .reduce((rho, next) => F.mul(rho, next), F.one);
    const below = nodes.filter(({ path }) => path !== '').map(({ path }) => path);
    const pairs = below.flatMap((gamma) => Array.from(gamma, (_, i) => [gamma.slice(0, i), gamma] as const));
    const model = treeLaws(F).polarityToRoot(tree);
    return {
      'P(z_μ=1 | z_0=1) − P(z_μ=1 | z_0=0) = Π ρ': equal(
        below.map((path) => F.sub(fromRoot(1, path), fromRoot(0, path))),
        below.map((path) => (asProbability || lastEdge ? product('', path) : model[path])),
      ),
      'p_1 p_0 (P(z_γ=1 | z_α=1) − P(z_γ=1 | z_α=0)) = p_1 p_0 Π ρ': equal(
        pairs.map(([alpha, gamma]) =>
          F.sub(F.mul(joint(alpha, 0), joint(alpha, 1, gamma)), F.mul(joint(alpha, 1), joint(alpha, 0, gamma))),
        ),
        pairs.map(([alpha, gamma]) => F.mul(F.mul(joint(alpha, 0), joint(alpha, 1)), product(alpha, gamma))),
      ),
    };
  };

/** ρ_{αγ} = ρ_{αβ} ρ_{βγ} along every path of a binary tree, so that ρ_{0μ} = Π ρ. */
export const polarityChain = claim<Instance>({
  id: 'latent-tree/polarity-chain',
  title: 'Polarities multiply along a path',
  statement: String.raw`\rho_{\alpha\gamma}=\rho_{\alpha\beta}\,\rho_{\beta\gamma},\qquad \rho_{\alpha\gamma}=\mathbb P(z_\gamma=1\mid z_\alpha=1)-\mathbb P(z_\gamma=1\mid z_\alpha=0)`,
  source: dualNetworksPaper('the polarity of a latent to the root'),
  reading: read(
    'recalled',
    'stated for any binary tree; between latents it is multiplied by the probabilities of both states of α, which may be 0',
  ),
  space: space<Instance>(
    record({
      tree: latentTreeNode({ ...smallTree, states: [2, 3] }),
      skips: optional(skipsNode([2, 3])),
    }),
  ),
  assumptions: [hypotheses.binary, hypotheses.treeMarkov],
  quantifier: 'for all',
  exponential: 'formal',
  conclusion: parts({}),
  expect: 'holds',
  dependsOn: [],
  mutants: [
    {
      name: 'polarity-as-probability',
      text: 'ρ of an edge is P(z_ν = 1 | z_μ = 1)',
      conclusion: parts({ asProbability: true }),
    },
    {
      name: 'last-edge-alone',
      text: 'ρ_{αγ} = ρ_{βγ}, β the parent of γ',
      conclusion: parts({ lastEdge: true }),
      agreesOn: { text: 'trees of depth 1', narrow: at('tree.children.*.children', absent) },
    },
  ],
});
