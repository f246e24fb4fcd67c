import type { Field } from '../../arithmetic/field.js';
import { linearAlgebra } from '../../arithmetic/linear-algebra.js';
import type { Rational } from '../../arithmetic/rational.js';
import { activationLaws } from '../../model/latent-tree/activation-law.js';
import { subtrees } from '../../model/latent-tree/subtree.js';
import { type TreeNetwork, treeNetworks, unitsOf } from '../../model/latent-tree/network.js';
import { type Assumption, at, claim, type Over } from '../claim.js';
import { atMost, equal, type Relation } from '../relation.js';
import { withConformalAbove } from '../settings/conformal-layers.js';
import { all } from '../settings/subclasses.js';
import { equallyDeep, singleGroupLayer } from '../settings/tree-jacobian.js';
import { dualNetworksPaper, read } from '../sources.js';
import { absent, integer, type Node, number, optional, record, space } from '../space.js';
import {
  layerAssumptions,
  layeredTreeNode,
  layerFields,
  type LayerInstance,
  layerNetworkNode,
  layerSteps,
} from './layer-setting.js';

interface Instance extends LayerInstance {
  /** Where present, training starts with every W above μ replaced by p I + q R, R a quarter turn of every pair of units. */
  readonly conformal?: { readonly p: Rational; readonly q: Rational } | undefined;
  /** α, η and t. */
  readonly rate: Rational;
  readonly decay: Rational;
  readonly steps: number;
}

interface Variant {
  /** 1 + t α(o_μ c‖a_μ‖² − η). */
  readonly linear?: boolean;
  readonly decayForgotten?: boolean;
  /** The diagonal of J_μᵀJ_μ in its place. */
  readonly diagonal?: boolean;
}

const parts =
  ({ linear, decayForgotten, diagonal }: Variant) =>
  <S>(F: Field<S>, instance: Over<Instance, S>): Record<string, Relation<S>> => {
    const { tree, group, conformal, rate, decay, steps } = instance;
    const { vec, unvec, plus, scale, apply, transpose, product, squaredNorm, dot } = linearAlgebra(F);
    const { network, population, model, step, gap, gapAlong } = layerSteps<S>(F, instance);
    const net = treeNetworks(F);
    const jacobian = (of: TreeNetwork<S>) =>
      net.jacobians(tree, of, net.forward(tree, of, population.leaves[0]))[group];
    const laws = activationLaws(F).laws(tree, network);
    const gain = F.mul(laws.strength(group), squaredNorm(laws.crossing(group)));
    const J = jacobian(network);
    const gamma = gap(group);
    const rates = gapAlong(group, step(group));
    const G = product(transpose(J), J).map((row, i) => row.map((g, j) => (diagonal && i !== j ? F.zero : g)));

    const start = conformal ? withConformalAbove(F, tree, network, group, conformal) : network;
    const c = squaredNorm(transpose(jacobian(start))[0]);
    let trained = start;
    for (let t = 0; t < steps; t++) {
      const w = vec(trained.weights[group]);
      const descent = plus(model.negativeGradient(population, trained, group, 'one'), scale(F.neg(decay), w));
      const W = unvec(plus(w, scale(rate, descent)), unitsOf(trained, group));
      trained = { ...trained, weights: { ...trained.weights, [group]: W } };
    }
    const growth = F.mul(rate, F.sub(F.mul(gain, c), decayForgotten ? F.zero : decay));
    const factor = linear
      ? F.add(F.one, F.mul(F.of(steps), growth))
      : Array.from({ length: steps }).reduce<S>((power) => F.mul(power, F.add(F.one, growth)), F.one);
    return {
      'γ̇_μ = o_μ‖a_μ‖² J_μᵀJ_μ γ_μ': equal(rates, scale(gain, apply(G, gamma))),
      '⟨γ_μ, γ̇_μ⟩ ≥ 0': atMost([F.zero], [dot(gamma, rates)]),
      'γ_μ(t) = γ_μ(0) (1 + α(o_μ c‖a_μ‖² − η))^t': equal(subtrees(F).gap(tree, trained, group), scale(factor, gamma)),
    };
  };

const conformalNode: Node = record({ p: number(2, 2), q: number(2, 2) });

const orthogonalJacobian: Assumption<Instance> = {
  slug: 'orthogonal-jacobian',
  text: 'in training, J_μᵀJ_μ = c I: μ is the root, or every layer above scales and turns',
  narrow: at('conformal', conformalNode),
  holds: ({ group, network, conformal }) => group === '' || unitsOf(network, group) === 1 || conformal !== undefined,
};

/** γ̇_μ = o_μ‖a_μ‖² J_μᵀJ_μ γ_μ, and with J_μᵀJ_μ = cI the gap grows by the factor 1 + α(o_μ c‖a_μ‖² − η) at every step. */
export const gapGrowth = claim<Instance>({
  id: 'latent-tree/gap-growth',
  title: 'The gap of a layer with one group grows, geometrically where the Jacobian is orthogonal',
  statement: String.raw`\dot\gamma_\mu=o_\mu\|a_\mu\|^2J_\mu^{\mathsf T}J_\mu\,\gamma_\mu,\quad \langle\gamma_\mu,\dot\gamma_\mu\rangle\ge 0,\qquad J_\mu^{\mathsf T}J_\mu=c\,I\ \Rightarrow\ \gamma_\mu(t)=\gamma_\mu(0)\,\bigl(1+\alpha(o_\mu c\|a_\mu\|^2-\eta)\bigr)^t`,
  source: dualNetworksPaper('training dynamics of the latent tree with a constant Jacobian'),
  reading: read(
    'recalled',
    'W_μ alone moves, by gradient descent on one branch with weight decay η, so that a_μ and J_μ stay what they are. The geometric law and the need for one group a layer are derived',
  ),
  space: space<Instance>(
    record({
      ...layerFields,
      tree: equallyDeep(layeredTreeNode),
      network: layerNetworkNode([1, 3]),
      conformal: optional(conformalNode),
      rate: number(1, 2, 'positive'),
      decay: number(1, 2),
      steps: integer(1, 2),
    }),
  ),
  assumptions: [...layerAssumptions, singleGroupLayer, orthogonalJacobian],
  quantifier: 'for all',
  exponential: 'formal',
  conclusion: parts({}),
  expect: 'holds',
  dependsOn: ['latent-tree/coupled-group-update'],
  mutants: [
    {
      name: 'growth-adds-up',
      text: 'γ_μ(t) = γ_μ(0) (1 + t α(o_μ c‖a_μ‖² − η))',
      conclusion: parts({ linear: true }),
      agreesOn: { text: 'one step', narrow: at('steps', integer(1, 1)) },
    },
    {
      name: 'decay-forgotten',
      text: 'γ_μ(t) = γ_μ(0) (1 + α o_μ c‖a_μ‖²)^t with the weights decaying',
      conclusion: parts({ decayForgotten: true }),
    },
    {
      name: 'units-do-not-mix',
      text: 'γ̇_j = o_μ‖a_μ‖² (J_μᵀJ_μ)_jj γ_j: each unit at a rate of its own, so that none could lose its gap',
      conclusion: parts({ diagonal: true }),
      agreesOn: {
        text: 'groups of one unit',
        narrow: all(at('network', layerNetworkNode([1, 1])), at('network.outside', absent)),
      },
    },
  ],
});
