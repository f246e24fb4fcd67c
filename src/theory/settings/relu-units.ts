/**
 * Units of a latent μ with two states, in the tree below it: μ is the root. Glossary: ψ(u) = u·1[u > 0], f̃_j the pre-activation and f_j the
 * activation of unit j, ṽ_j(z) = E[f̃_j | z_μ = z], v_j(z) = E[f_j | z_μ = z], s_j = ½(v_j(1) − v_j(0)), gap_j = ṽ_j(1) − ṽ_j(0).
 */
import type { Field } from '../../arithmetic/field.js';
import { linearAlgebra } from '../../arithmetic/linear-algebra.js';
import type { Rational } from '../../arithmetic/rational.js';
import { activationLaws } from '../../model/latent-tree/activation-law.js';
import type { LatentTree } from '../../model/latent-tree/tree.js';
import { type TreeNetwork, treeNetworks } from '../../model/latent-tree/network.js';
import { treeStates } from '../../model/latent-tree/states.js';
import { type Assumption, at, type Over } from '../claim.js';
import { absent, axis, choice, type Node, number, simplex } from '../space.js';
import { all } from './subclasses.js';
import { latentTreeNode, treeNetworkNode } from './tree-space.js';

export interface ReluUnits {
  readonly tree: LatentTree<Rational>;
  /** The units of μ are those at the root "". */
  readonly network: TreeNetwork<Rational>;
  /** What f_j is of f̃_j. */
  readonly units: 'relu' | 'linear';
}

/** The fields of the widest space: two states of μ, any number of states below it, any biases. */
export const reluUnitsFields: Readonly<Record<string, Node>> = {
  tree: at(
    'probability',
    simplex(axis('states root', 2, 2), { zeros: true }),
  )(latentTreeNode({ depth: 2, children: (path) => (path === '' || path === '0' ? [1, 2] : [0, 0]) })),
  network: treeNetworkNode({ units: [1, 3], biases: true }),
  units: choice('relu', 'linear'),
};

/** ψ(u) = u·1[u > 0]. */
export const psi =
  <S>(F: Field<S>) =>
  (u: S): S =>
    F.mul(F.gate(u), u);

/** E[u(f̃_j) | z_μ = z] by listing all states below μ: a row for each state z, an entry for each unit j of μ. */
export const meansByStates = <S>(
  F: Field<S>,
  { tree, network }: { readonly tree: LatentTree<S>; readonly network: TreeNetwork<S> },
  u: (preactivation: S) => S,
): S[][] => {
  const { applyTransposed } = linearAlgebra(F);
  return treeStates(F)
    .points({ tree, keeps: 'root' })
    .map(({ views }) =>
      applyTransposed(
        views.map(({ states }) => treeNetworks(F).forward(tree, network, states).preactivations[''].map(u)),
        views.map(({ probability }) => probability),
      ),
    );
};

/** Moments of one unit: an entry for z_μ = 0 and one for z_μ = 1. */
export interface UnitMoments<S> {
  /** v_j, by listing all states. */
  readonly activation: readonly S[];
  /** ṽ_j and V[f̃_j | z_μ], by dynamic programming. */
  readonly preactivation: readonly S[];
  readonly variance: readonly S[];
}

/** The moments of every unit of μ. */
export const unitMoments = <S>(
  F: Field<S>,
  {
    tree,
    network,
    units = 'relu',
  }: Pick<Over<ReluUnits, S>, 'tree' | 'network'> & { readonly units?: ReluUnits['units'] },
): readonly UnitMoments<S>[] => {
  const laws = activationLaws(F).laws(tree, network);
  const v = meansByStates(F, { tree, network }, units === 'relu' ? psi(F) : (u) => u);
  const means = laws.preactivationMeans('');
  const variances = laws.variances('', laws.subtree('').preactivations);
  const column = (rows: readonly (readonly S[])[], j: number): readonly S[] => rows.map((row) => row[j]);
  return v[0].map((_, j) => ({
    activation: column(v, j),
    preactivation: column(means, j),
    variance: column(variances, j),
  }));
};

/** A unit on leaves of two states, Σ_k w_k x_k, from P(x_k = 1 | z_μ = 0) and P(x_k = 1 | z_μ = 1). */
export const leafUnit = <S>(
  F: Field<S>,
  leaves: readonly { readonly weight: S; readonly chances: readonly [S, S] }[],
): UnitMoments<S> => {
  const row = (chance: S): S[] => [F.sub(F.one, chance), chance];
  const tree: LatentTree<S> = {
    probability: row(F.of(1, 2)),
    children: leaves.map(({ chances }) => ({ transition: chances.map(row) })),
  };
  return unitMoments(F, { tree, network: { weights: { '': [leaves.map(({ weight }) => weight)] } } })[0];
};

/** f_j = ψ(f̃_j). */
export const unitsAreRelu: Assumption<ReluUnits> = {
  slug: 'relu-units',
  text: 'the units of the latent are ReLUs',
  narrow: at('units', choice('relu')),
  holds: ({ units }) => units === 'relu',
};

/** The subclass in which f̃_j ≥ 0 on every input. */
export const preactivationsNonNegative = {
  text: 'weights that are not negative, no bias: no pre-activation is negative',
  narrow: all(at('network.weights..*.*', number(2, 2, 'non-negative')), at('network.biases', absent)),
};
