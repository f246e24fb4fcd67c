/**
 * V_x[E_aug f_{N_μ^ch}] by definition, and o_μ a_μ a_μᵀ put together from its factors. Glossary: ρ_{μν} the polarity of an edge, ρ_{0μ} the product of
 * the polarities above μ, s_k a selectivity, a_μ = [ρ_{μν(k)} s_k], o_μ = ρ_{0μ}²(1 − ρ_0²).
 */
import type { Field } from '../../arithmetic/field.js';
import { linearAlgebra, type Matrix } from '../../arithmetic/linear-algebra.js';
import type { Rational } from '../../arithmetic/rational.js';
import { activationLaws } from '../../model/latent-tree/activation-law.js';
import { type LatentTree, treeNodes } from '../../model/latent-tree/tree.js';
import type { TreeNetwork } from '../../model/latent-tree/network.js';
import { inputsOf, treeSamples } from '../../model/latent-tree/samples.js';
import type { TreeLaw } from '../../model/latent-tree/states.js';
import { at, type Over } from '../claim.js';
import { choice } from '../space.js';

/** What an instance has besides its tree. */
export interface CovarianceSetting {
  readonly skips?: TreeLaw<Rational>['skips'];
  readonly keeps: TreeLaw<Rational>['keeps'];
  readonly network: TreeNetwork<Rational>;
  /** An earlier state of the network, the one the selectivities are taken from. */
  readonly before?: TreeNetwork<Rational> | undefined;
  /** μ, by its path. */
  readonly latent: string;
}

/** The setting on a tree. */
export type OnTree<S> = Over<CovarianceSetting, S> & { readonly tree: LatentTree<S> };

/** The paths of the children of a latent. */
export const childrenOf = (tree: LatentTree<unknown>, latent: string): readonly string[] =>
  treeNodes(tree).find(({ path }) => path === latent)?.children ?? [];

/** V_x[E_aug f_{N_μ^ch}], x what the augmentation keeps, over all states of all nodes. */
export const covarianceByDefinition = <S>(F: Field<S>, { tree, skips, keeps, network, latent }: OnTree<S>): S[][] =>
  treeSamples(F)
    .enumerate({ tree, skips, keeps }, network)
    .covariance(inputsOf(childrenOf(tree, latent)));

/** ρ of every edge by the path below it, and 1 − ρ_0². */
export interface Polarities<S> {
  readonly edge: (path: string) => S;
  readonly spread: S;
}

/** What a false sibling changes in o_μ a_μ a_μᵀ. */
export interface CovarianceVariant {
  /** s_k = v_k(1) − v_k(0). */
  readonly withoutHalf?: boolean;
  /** a_μ = [s_k]. */
  readonly withoutEdge?: boolean;
  /** o_μ = ρ_{0μ}². */
  readonly withoutSpread?: boolean;
  /** o_μ = 1 − ρ_0². */
  readonly withoutPath?: boolean;
  /** ρ_{0ν(k)} in the place of ρ_{0μ}. */
  readonly pathOfChild?: boolean;
}

/** o_μ a_μ a_μᵀ. */
export const closedCovariance = <S>(
  F: Field<S>,
  { tree, network, before, latent }: OnTree<S>,
  { edge, spread }: Polarities<S>,
  { withoutHalf, withoutEdge, withoutSpread, withoutPath, pathOfChild }: CovarianceVariant = {},
): Matrix<S> => {
  const { scale, scaleMatrix } = linearAlgebra(F);
  const laws = activationLaws(F).laws(tree, before ?? network);
  const toRoot = (path: string): S =>
    Array.from(path, (_, i) => edge(path.slice(0, i + 1))).reduce((rho, next) => F.mul(rho, next), F.one);
  // ρ_{0μ} a_μ, whose outer product with itself is o_μ a_μ a_μᵀ up to 1 − ρ_0².
  const reached = childrenOf(tree, latent).flatMap((child) => {
    const path = withoutPath ? '' : pathOfChild ? child : latent;
    const rho = F.mul(toRoot(path), withoutEdge ? F.one : edge(child));
    return scale(F.mul(rho, F.of(withoutHalf ? 2 : 1)), laws.selectivities(child));
  });
  const square = reached.map((a) => reached.map((b) => F.mul(a, b)));
  return withoutSpread ? square : scaleMatrix(spread, square);
};

/** The subclass in which μ is the root. */
export const latentIsRoot = { text: 'μ is the root', narrow: at('latent', choice('')) };
