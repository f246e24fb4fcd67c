import type { Field } from '../../arithmetic/field.js';
import { linearAlgebra, type Matrix } from '../../arithmetic/linear-algebra.js';
import type { Rational } from '../../arithmetic/rational.js';
import { activationLaws } from '../../model/latent-tree/activation-law.js';
import { type LatentTree, treeNodes } from '../../model/latent-tree/tree.js';
import { treeLaws } from '../../model/latent-tree/law.js';
import type { TreeNetwork } from '../../model/latent-tree/network.js';
import { inputsOf, treeSamples } from '../../model/latent-tree/samples.js';
import type { TreeLaw } from '../../model/latent-tree/states.js';
import { at, type Over } from '../claim.js';
import { absent } from '../space.js';
import { childrenOf } from './covariance-of-inputs.js';

/** What an instance has besides its tree. */
export interface VarianceSetting {
  readonly skips?: TreeLaw<Rational>['skips'];
  readonly network: TreeNetwork<Rational>;
  /** μ, by its path. */
  readonly latent: string;
}

type OnTree<S> = Over<VarianceSetting, S> & { readonly tree: LatentTree<S> };

/** P(z_μ = z)² V[f_k | z_μ = z], k ∈ N_μ^ch, by definition: a row for each state z of μ. */
export const variancesByDefinition = <S>(F: Field<S>, { tree, skips, network, latent }: OnTree<S>): S[][] => {
  const samples = treeSamples(F).enumerate({ tree, skips, keeps: 'root' }, network);
  const inputs = inputsOf(childrenOf(tree, latent));
  const masses = samples.restricted(latent, () => [F.one]);
  const first = samples.restricted(latent, inputs);
  const second = samples.restricted(latent, (view) => inputs(view).map((f) => F.mul(f, f)));
  return second.map((row, z) => row.map((s, k) => F.sub(F.mul(masses[z][0], s), F.mul(first[z][k], first[z][k]))));
};

/** V[f_k | z_μ = z] as what is left given z_ν plus what z_ν explains, the latter from s_k and the edge. */
export interface Decomposition {
  readonly explained: <S>(F: Field<S>, s: S, transition: Matrix<S>, z: number) => S;
  /** E[V[f_k | z_ν] | z_μ = z] is left out. */
  readonly withoutRest?: boolean;
}

/** P(z_μ = z)² (E[V[f_k | z_ν] | z_μ = z] + what z_ν explains): a row for each state z of μ. */
export const variancesDecomposed = <S>(
  F: Field<S>,
  { tree, network, latent }: OnTree<S>,
  { explained, withoutRest }: Decomposition,
): S[][] => {
  const { product, scale } = linearAlgebra(F);
  const laws = activationLaws(F).laws(tree, network);
  const transitions = new Map(treeNodes(tree).map(({ path, transition = [] }) => [path, transition]));
  const blocks = childrenOf(tree, latent).map((child) => {
    const transition = transitions.get(child) ?? [];
    const rest = product(transition, laws.variances(child, laws.subtree(child).activations));
    return rest.map((row, z) =>
      laws.selectivities(child).map((s, k) => {
        const between = explained(F, s, transition, z);
        return withoutRest ? between : F.add(row[k], between);
      }),
    );
  });
  const masses = treeLaws(F).marginals(tree)[latent];
  return masses.map((q, z) =>
    scale(
      F.mul(q, q),
      blocks.flatMap((block) => block[z]),
    ),
  );
};

/** The subclass in which every child is a leaf, whose value its state determines. */
export const depthOne = { text: 'trees of depth 1', narrow: at('tree.children.*.children', absent) };
