import type { Field } from '../../arithmetic/field.js';
import { linearAlgebra } from '../../arithmetic/linear-algebra.js';
import { activationLaws } from '../../model/latent-tree/activation-law.js';
import { treeNetworks } from '../../model/latent-tree/network.js';
import { layerOf } from '../../model/latent-tree/population.js';
import { type Assumption, at, claim, type Over } from '../claim.js';
import { atMost, equal, type Relation } from '../relation.js';
import { all, lengths } from '../settings/subclasses.js';
import { aloneNode, leavesEquallyDeep } from '../settings/tree-jacobian.js';
import { latentNode } from '../settings/tree-space.js';
import { dualNetworksPaper, read } from '../sources.js';
import { space } from '../space.js';
import { layerAssumptions, type LayerInstance, layerNetworkNode, layerNode, layerSteps } from './layer-setting.js';

type Parts = <S>(F: Field<S>, instance: Over<LayerInstance, S>) => Record<string, Relation<S>>;

/** γ_j and γ̇_j of every unit of the layer. */
const gapsOfLayer = <S>(F: Field<S>, instance: Over<LayerInstance, S>): readonly (readonly [S, S])[] => {
  const { gap, gapAlong, step } = layerSteps(F, instance);
  return layerOf(instance.tree, instance.group).flatMap((path) => {
    const rates = gapAlong(path, step(path));
    return gap(path).map((gamma, j) => [gamma, rates[j]] as const);
  });
};

/** 1[γ_j > 0] γ̇_j ≥ 0. */
const positiveGaps: Parts = <S>(F: Field<S>, instance: Over<LayerInstance, S>) => {
  const gains = gapsOfLayer(F, instance).map(([gamma, rate]) => F.mul(F.gate(gamma), rate));
  return {
    'γ_j > 0 ⇒ γ̇_j ≥ 0': atMost(
      gains.map(() => F.zero),
      gains,
    ),
  };
};

/** γ_j γ̇_j ≥ 0. */
const allGaps: Parts = <S>(F: Field<S>, instance: Over<LayerInstance, S>) => {
  const gains = gapsOfLayer(F, instance).map(([gamma, rate]) => F.mul(gamma, rate));
  return {
    'γ_j γ̇_j ≥ 0': atMost(
      gains.map(() => F.zero),
      gains,
    ),
  };
};

/** γ̇_j = o_μ‖a_μ‖² (J_μᵀJ_μ)_jj γ_j. */
const ownRate: Parts = <S>(F: Field<S>, instance: Over<LayerInstance, S>) => {
  const { transpose, squaredNorm } = linearAlgebra(F);
  const { network, population, gap, gapAlong, step } = layerSteps(F, instance);
  const { tree, group } = instance;
  const net = treeNetworks(F);
  const J = net.jacobians(tree, network, net.forward(tree, network, population.leaves[0]))[group];
  const laws = activationLaws(F).laws(tree, network);
  const rate = F.mul(laws.strength(group), squaredNorm(laws.crossing(group)));
  const gamma = gap(group);
  return {
    'γ̇_j = o_μ‖a_μ‖² (J_μᵀJ_μ)_jj γ_j': equal(
      gapAlong(group, step(group)),
      transpose(J).map((column, j) => F.mul(F.mul(rate, squaredNorm(column)), gamma[j])),
    ),
  };
};

/** J_μᵀJ_μ is diagonal: the group has one unit. */
const oneUnit: Assumption<LayerInstance> = {
  slug: 'diagonal-gram-matrix',
  text: 'J_μᵀJ_μ is diagonal: every group has one unit',
  narrow: at('network', layerNetworkNode([1, 1])),
  holds: ({ network }) => Object.values(network.weights).every((W) => W.length === 1),
};

/** The layer below the root has two groups. */
const severalGroups: Assumption<LayerInstance> = {
  slug: 'several-groups',
  text: 'the root has two children or more',
  narrow: lengths('tree.children', 2, 2),
  holds: ({ tree }) => tree.children.length > 1,
};

/** Below the root, where the leaves are equally deep so that every tree has such a latent. */
const isHidden = (path: string): boolean => path !== '';

const oneGroup = {
  text: 'one group in place of several',
  narrow: all(lengths('tree.children', 1, 1), at('group', aloneNode(isHidden))),
};

/** FALSE: under the step with constant Jacobians every unit with a positive gap gains. */
export const luckyNodesStayLucky = claim<LayerInstance>({
  id: 'latent-tree/lucky-nodes-stay-lucky',
  title: 'Lucky nodes stay lucky in a layer of several groups: a positive gap keeps growing',
  statement: String.raw`\gamma_j>0\ \Rightarrow\ \dot\gamma_j\ge 0\quad(j\text{ a unit of the layer}),\qquad J_\mu\ \text{constant},\ J_\mu^{\mathsf T}J_\mu\ \text{diagonal}`,
  source: dualNetworksPaper('training dynamics of the latent tree: lucky nodes'),
  reading: read(
    'recalled',
    'false where a layer has two groups: the step follows J_μᵀΔf̄_L, and another group may hold the gap at the root against μ. With both inputs equal to z_0, weights (1, 2) and (1, −1) above them, Δf̄_L = −1 and the first unit loses its gap. True where the layer has one group and J_μᵀJ_μ is diagonal',
  ),
  space: space<LayerInstance>(at('group', latentNode(isHidden))(leavesEquallyDeep.narrow(layerNode))),
  assumptions: [oneUnit, ...layerAssumptions, severalGroups],
  quantifier: 'for all',
  exponential: 'formal',
  conclusion: positiveGaps,
  expect: 'fails',
  dependsOn: ['latent-tree/coupled-group-update'],
  mutants: [
    {
      name: 'no-gap-shrinks',
      text: 'no gap of the layer, positive or negative, loses magnitude',
      conclusion: allGaps,
      agreesOn: oneGroup,
    },
    {
      name: 'own-rate',
      text: 'each gap grows at a rate of its own, γ̇_j = o_μ‖a_μ‖² (J_μᵀJ_μ)_jj γ_j',
      conclusion: ownRate,
      agreesOn: oneGroup,
    },
  ],
});
