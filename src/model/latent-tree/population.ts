/**
 * Losses and operators of a tree network by listing every state of every node; states with equal leaves are views with equal outputs and are taken
 * together. Glossary: x what an augmentation keeps (z_0 in the paper's law), K_μ = (∂f_L/∂vec W_μ)ᵀ.
 */
import type { Dual, DualField } from '../../arithmetic/dual.js';
import type { Field } from '../../arithmetic/field.js';
import { linearAlgebra, type Matrix } from '../../arithmetic/linear-algebra.js';
import type { BranchCount } from '../dual-networks.js';
import { derivatives } from '../gradient.js';
import { latentsOf, type LatentTree, leavesOf, mapTree } from './tree.js';
import { populations } from '../population.js';
import { mapTreeNetwork, type States, type TreeNetwork, treeNetworks } from './network.js';
import { type TreeLaw, treeStates } from './states.js';
import { expectations } from '../world.js';

/** The states of the leaves that occur, and for each x its probability and P(leaves | x). */
export interface LeafPopulation<S> {
  readonly tree: LatentTree<S>;
  readonly leaves: readonly States[];
  readonly points: readonly { readonly probability: S; readonly given: readonly S[] }[];
}

/** The latents of one layer: as many edges below the root as the given one. */
export const layerOf = (tree: LatentTree<unknown>, path: string): readonly string[] =>
  latentsOf(tree)
    .filter(({ depth }) => depth === path.length)
    .map((node) => node.path);

/** Populations over a field. */
export const treePopulations = <S>(F: Field<S>) => {
  const { vec, transpose, kronecker } = linearAlgebra(F);
  const { meanMatrix, meanVector, mean } = expectations(F);

  /** Every view of every sample. */
  const population = (law: TreeLaw<S>): LeafPopulation<S> => {
    const paths = leavesOf(law.tree).map(({ path }) => path);
    const leaves = new Map<string, States>();
    const nameOf = (states: States): string => {
      const own = paths.map((path) => states[path]).join(' ');
      if (!leaves.has(own)) leaves.set(own, Object.fromEntries(paths.map((path) => [path, states[path]])));
      return own;
    };
    const points = treeStates(F)
      .points(law)
      .map(({ probability, views }) => {
        const sums = new Map<string, S>();
        for (const view of views) {
          const name = nameOf(view.states);
          sums.set(name, F.add(sums.get(name) ?? F.zero, view.probability));
        }
        return { probability, sums };
      });
    const names = [...leaves.keys()];
    return {
      tree: law.tree,
      leaves: [...leaves.values()],
      points: points.map(({ probability, sums }) => ({
        probability,
        given: names.map((name) => sums.get(name) ?? F.zero),
      })),
    };
  };

  /** f_L on every view. */
  const outputs = ({ tree, leaves }: LeafPopulation<unknown>, network: TreeNetwork<S>): readonly (readonly S[])[] =>
    leaves.map((states) => treeNetworks(F).forward(tree, network, states).activations['']);

  /** E[f_L | x] for every x. */
  const meanOutputs = (of: LeafPopulation<S>, network: TreeNetwork<S>): readonly (readonly S[])[] => {
    const f = outputs(of, network);
    return of.points.map(({ given }) => meanVector(given, f));
  };

  /** Σ_i P(i | x) M_i over the views i, for every x. */
  const means = ({ points }: LeafPopulation<S>, values: readonly Matrix<S>[]): Matrix<S>[] =>
    points.map(({ given }) => meanMatrix(given, values));

  /** The network with vec(W_μ) = w, over dual numbers in w. */
  const moving = (
    D: DualField<S>,
    network: TreeNetwork<S>,
    path: string,
    w: readonly Dual<S>[],
  ): TreeNetwork<Dual<S>> => {
    const lifted = mapTreeNetwork(network, (s) => D.constant(s));
    const rows = network.weights[path].length;
    return { ...lifted, weights: { ...lifted.weights, [path]: linearAlgebra(D).unvec(w, rows) } };
  };

  /** E[K_μ | x] for every x, K_μ by dual numbers. */
  const expectedSlopes = (of: LeafPopulation<S>, network: TreeNetwork<S>, path: string): Matrix<S>[] => {
    const w = vec(network.weights[path]);
    const slopes = of.leaves.map((states) =>
      transpose(
        derivatives(F).jacobian(
          w,
          (D, v) => treeNetworks(D).forward(of.tree, moving(D, network, path, v), states).activations[''],
        ),
      ),
    );
    return means(of, slopes);
  };

  /** E[f_{N_μ^ch} ⊗ J_μᵀ | x] for every x: the activations of each pass times its Jacobian. */
  const expectedConnections = (of: LeafPopulation<S>, network: TreeNetwork<S>, path: string): Matrix<S>[] => {
    const children = latentsOf(of.tree).find((node) => node.path === path)?.children ?? [];
    const net = treeNetworks(F);
    const Ks = of.leaves.map((states) => {
      const trace = net.forward(of.tree, network, states);
      const input = children.flatMap((child) => trace.activations[child]);
      return kronecker(transpose([input]), transpose(net.jacobians(of.tree, network, trace)[path]));
    });
    return means(of, Ks);
  };

  /** L_simp = E r₊ − E r₋ of the outputs of two branches, each `[view]`. */
  const simpleLoss = ({ points }: LeafPopulation<S>, first: Matrix<S>, second: Matrix<S>): S => {
    const p = points.map(({ probability }) => probability);
    const marginal = meanVector(
      p,
      points.map(({ given }) => given),
    );
    const weight = (i: number, j: number): S =>
      F.sub(
        mean(
          p,
          points.map(({ given }) => F.mul(given[i], given[j])),
        ),
        F.mul(marginal[i], marginal[j]),
      );
    const { distance } = populations(F);
    return first
      .flatMap((f, i) => second.map((g, j) => F.mul(weight(i, j), distance(f, g))))
      .reduce((s, r) => F.add(s, r), F.zero);
  };

  /** −∂L_simp/∂vec(W_μ), by dual numbers: `one` moves W_μ where the anchor passes only. */
  const negativeGradient = (of: LeafPopulation<S>, network: TreeNetwork<S>, path: string, branches: BranchCount): S[] =>
    derivatives(F)
      .gradient(vec(network.weights[path]), (D, w) => {
        const model = treePopulations(D);
        const lifted = mapPopulation(of, (s) => D.constant(s));
        const first = model.outputs(of, moving(D, network, path, w));
        const second = branches === 'both' ? first : first.map((f) => f.map((s) => D.detach(s)));
        return model.simpleLoss(lifted, first, second);
      })
      .map((g) => F.neg(g));

  // prettier-ignore
  return {
    population, outputs, meanOutputs, expectedSlopes, expectedConnections, simpleLoss, negativeGradient,
  };
};

const mapPopulation = <S>(of: LeafPopulation<S>, f: (s: S) => Dual<S>): LeafPopulation<Dual<S>> => ({
  tree: mapTree(of.tree, f),
  leaves: of.leaves,
  points: of.points.map(({ probability, given }) => ({ probability: f(probability), given: given.map(f) })),
});
