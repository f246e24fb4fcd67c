import type { Field } from '../../arithmetic/field.js';
import { linearAlgebra, type Matrix } from '../../arithmetic/linear-algebra.js';
import { minors } from '../../arithmetic/minors.js';
import type { Rational } from '../../arithmetic/rational.js';
import { type BranchCount, dualNetworks } from '../../model/dual-networks.js';
import { treeNodes } from '../../model/latent-tree/tree.js';
import { type TreeNetwork, treeNetworks, unitsOf } from '../../model/latent-tree/network.js';
import { layerOf, treePopulations } from '../../model/latent-tree/population.js';
import type { TreeLaw } from '../../model/latent-tree/states.js';
import { type Assumption, at, claim, type Over } from '../claim.js';
import { equal, type Relation } from '../relation.js';
import { all } from '../settings/subclasses.js';
import { augmentationResamplesAll } from '../settings/tree-assumptions.js';
import {
  keepsNode,
  latentNode,
  latentTreeNode,
  skipsNode,
  smallTree,
  treeNetworkNode,
} from '../settings/tree-space.js';
import { derivedHere, read } from '../sources.js';
import { absent, axis, choice, optional, record, simplex, space } from '../space.js';

/** `group` is μ; its layer is every latent as far from the root. */
interface Instance extends TreeLaw<Rational> {
  readonly group: string;
  readonly network: TreeNetwork<Rational>;
}

interface Variant {
  /** In place of p_0p_1 the 1 − ρ_0² of the selectivities, four times as much. */
  readonly selectivityFactor?: boolean;
  /** −∇ = OP_μ vec(W_μ): the group alone. */
  readonly ownGroup?: boolean;
  /** Rank one whatever the number of outputs. */
  readonly rankOne?: boolean;
}

const parts =
  ({ selectivityFactor, ownGroup, rankOne }: Variant) =>
  <S>(F: Field<S>, { tree, skips, keeps, group, network }: Over<Instance, S>): Record<string, Relation<S>> => {
    const { subtract, minus, apply, scale, scaleMatrix, outer, squaredNorm, product, identity, vec, transpose } =
      linearAlgebra(F);
    const model = treePopulations(F);
    const { variance } = dualNetworks(F);
    const population = model.population({ tree, skips, keeps });
    const p = population.points.map(({ probability }) => probability);
    /** What is seen given z_0, whatever an augmentation keeps. */
    const givenRoot = model.population({ tree, skips, keeps: 'root' });
    const [p0, p1] = tree.probability;
    const spread = F.mul(selectivityFactor ? F.of(4) : F.one, F.mul(p0, p1));

    const gapOf = ([zero, one]: readonly Matrix<S>[]): Matrix<S> => subtract(one, zero);
    const connectionGap = (path: string) => gapOf(model.expectedConnections(givenRoot, network, path));
    const layer = layerOf(tree, group);
    const perPath = layer.map((path) => model.expectedConnections(population, network, path));
    const stacked = p.map((_, x) => perPath.flatMap((Ks) => Ks[x]));
    const DK = layer.flatMap((path) => connectionGap(path));
    const ownGap = connectionGap(group);
    const own = variance(p, model.expectedSlopes(population, network, group));

    const [f0, f1] = model.meanOutputs(givenRoot, network);
    const step = ownGroup ? apply(own, vec(network.weights[group])) : scale(spread, apply(ownGap, minus(f1, f0)));
    const gradient = (of: TreeNetwork<S>, branches: BranchCount) =>
      model.negativeGradient(population, of, group, branches);

    const top = treeNodes(tree)[0].children;
    const inputs = givenRoot.leaves.map((states) => {
      const { activations } = treeNetworks(F).forward(tree, network, states);
      return top.flatMap((child) => activations[child]);
    });
    const [i0, i1] = givenRoot.points.map(({ given }) => apply(transpose(inputs), given));
    const u = minus(i1, i0);
    const column = u.map((s) => [s]);
    const across = subtract(scaleMatrix(squaredNorm(u), identity(u.length)), outer(column, column));
    const blind: TreeNetwork<S> = {
      ...network,
      weights: { ...network.weights, '': product(network.weights[''], across) },
    };
    const still = gradient(blind, 'one');
    const order = rankOne ? 2 : unitsOf(network, '') + 1;
    const vanishing = minors(F).principal(own, order);
    return {
      'OP_l = p_0p_1 ΔK̄_l ΔK̄_lᵀ': equal(variance(p, stacked), scaleMatrix(spread, outer(DK, DK))),
      'V[E ∂f_L/∂vec(W_μ)] = p_0p_1 ΔK̄_μ ΔK̄_μᵀ': equal(own, scaleMatrix(spread, outer(ownGap, ownGap))),
      'rank OP_μ ≤ n_L': equal(
        vanishing,
        vanishing.map(() => F.zero),
      ),
      'one branch: −∇ = p_0p_1 ΔK̄_μ Δf̄_L': equal(gradient(network, 'one'), step),
      'both branches: −∇ = 2 p_0p_1 ΔK̄_μ Δf̄_L': equal(gradient(network, 'both'), scale(F.of(2), step)),
      'W_0 read across its gap, so that Δf̄_L = 0: −∇ = 0': equal(
        still,
        still.map(() => F.zero),
      ),
    };
  };

const rootStates = (most: number) => simplex(axis('states root', 2, most), { zeros: true });

const binaryRoot: Assumption<Instance> = {
  slug: 'binary-root',
  text: 'the root has two states',
  narrow: at('tree.probability', rootStates(2)),
  holds: ({ tree }) => tree.probability.length === 2,
};

const noBiases = all(at('network.biases', absent), at('network.outside', absent));

/** OP_l = p_0p_1 ΔK̄_l ΔK̄_lᵀ and −∇ = p_0p_1 ΔK̄_l Δf̄_L for a binary root, whatever lies below it. */
export const rootGapGatesLearning = claim<Instance>({
  id: 'latent-tree/root-gap-gates-learning',
  title: 'With a binary root no layer moves unless the output shows a gap at the root',
  statement: String.raw`\mathrm{OP}_l = p_0p_1\,\Delta\bar K_l\,\Delta\bar K_l^{\mathsf T},\qquad -\nabla_{W_l}L_{\mathrm{simp}} = p_0p_1\,\Delta\bar K_l\,\Delta\bar f_L,\qquad \operatorname{rank}\mathrm{OP}_l\le n_L,\qquad \Delta\bar f_L=0\Rightarrow\nabla_{W_l}L_{\mathrm{simp}}=0,\qquad \Delta\,\cdot=\mathbb E[\,\cdot\mid z_0=1]-\mathbb E[\,\cdot\mid z_0=0]`,
  source: derivedHere('one step on a latent tree with a binary root'),
  reading: read(
    'derived',
    'for any ReLU tree network, with biases, with units that read leaves elsewhere and with edges that skip. Hidden units may be as selective as one likes: in the last part W_0 is multiplied by ‖u‖² I − uuᵀ, u the gap of its inputs',
  ),
  space: space<Instance>(
    record({
      tree: at('probability', rootStates(3))(latentTreeNode({ ...smallTree, states: [2, 3] })),
      skips: optional(skipsNode([2, 3])),
      keeps: keepsNode,
      group: latentNode(),
      network: treeNetworkNode({ biases: true, outside: true }),
    }),
  ),
  assumptions: [binaryRoot, augmentationResamplesAll],
  quantifier: 'for all',
  exponential: 'formal',
  conclusion: parts({}),
  expect: 'holds',
  dependsOn: ['dual-networks/covariance-operator'],
  mutants: [
    {
      name: 'factor-of-selectivities',
      text: '1 − ρ_0² = 4p_0p_1 in place of p_0p_1, with gaps that are not halved',
      conclusion: parts({ selectivityFactor: true }),
    },
    {
      name: 'own-group-alone',
      text: '−∇ = OP_μ vec(W_μ): a group learns from its own share of the output',
      conclusion: parts({ ownGroup: true }),
      agreesOn: {
        text: 'the group at the root of a network without biases',
        narrow: (node) => noBiases(at('group', choice(''))(node)),
      },
    },
    {
      name: 'rank-one',
      text: 'rank OP_μ ≤ 1, however many outputs there are',
      conclusion: parts({ rankOne: true }),
      agreesOn: {
        text: 'one unit in every latent',
        narrow: at('network', treeNetworkNode({ units: [1, 1], biases: true, outside: true })),
      },
    },
  ],
});
