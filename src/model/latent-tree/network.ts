/**
 * Tree-local ReLU networks. Glossary: N_μ the units of a latent μ, N_μ^ch the units of its children (a leaf is one unit, its value its state),
 * f̃_μ = W_μ f_{N_μ^ch} (+ b_μ), f_μ = ψ(f̃_μ) below the root and f_L = f̃_0 at it, J_μ = ∂f_L/∂f̃_μ, K_μ = f_{N_μ^ch} ⊗ J_μᵀ.
 */
import type { Field } from '../../arithmetic/field.js';
import { linearAlgebra, type Matrix } from '../../arithmetic/linear-algebra.js';
import { latentsOf, type LatentTree, treeNodes } from './tree.js';

/** The weights of a tree network, each by the path of its latent. */
export interface TreeNetwork<S> {
  /** W_μ: a row for each unit of μ, a column for each unit of its children, in their order. */
  readonly weights: Readonly<Record<string, Matrix<S>>>;
  readonly biases?: Readonly<Record<string, readonly S[]>> | undefined;
  /** Connections that leave the tree: the units of a latent also read one leaf, each with a weight of its own. */
  readonly outside?: Readonly<Record<string, Reach<S>>> | undefined;
  /** Latents below the root whose units are linear; all others are ReLU. */
  readonly activations?: Readonly<Record<string, 'relu' | 'linear'>> | undefined;
}

/** A leaf read from outside its ancestors. */
export interface Reach<S> {
  readonly leaf: string;
  readonly weights: readonly S[];
}

/** The state of each node by its path. */
export type States = Readonly<Record<string, number>>;

/** One forward pass: f̃ and f of every node by path. A leaf has its state for both. */
export interface TreeTrace<S> {
  readonly preactivations: Readonly<Record<string, readonly S[]>>;
  readonly activations: Readonly<Record<string, readonly S[]>>;
}

/** The tree network with every number replaced. */
export const mapTreeNetwork = <S, T>(network: TreeNetwork<S>, f: (s: S) => T): TreeNetwork<T> => {
  const each = <A, B>(record: Readonly<Record<string, A>>, g: (a: A) => B): Record<string, B> =>
    Object.fromEntries(Object.entries(record).map(([path, value]) => [path, g(value)]));
  return {
    weights: each(network.weights, (W) => W.map((row) => row.map(f))),
    ...(network.biases && { biases: each(network.biases, (b) => b.map(f)) }),
    ...(network.outside && {
      outside: each(network.outside, ({ leaf, weights }) => ({ leaf, weights: weights.map(f) })),
    }),
    ...(network.activations && { activations: network.activations }),
  };
};

/** |N_ν|: 1 for a leaf, else the rows of its weights. */
export const unitsOf = (network: TreeNetwork<unknown>, path: string): number =>
  (network.weights[path] as Matrix<unknown> | undefined)?.length ?? 1;

/** Tree networks over a field. */
export const treeNetworks = <S>(F: Field<S>) => {
  const { dot, product } = linearAlgebra(F);

  /** ψ(u) = u·1[u > 0]. A zero below which everything is dead is no kink: its derivative is 0 as well. */
  const relu = (u: S, depth: number): S => F.mul(F.gate(u, depth), u);

  /** f̃_μ from the activations of its children, in their order. */
  const preactivation = (network: TreeNetwork<S>, path: string, input: readonly S[]): S[] =>
    network.weights[path].map((row, j) => {
      const u = dot(row, input);
      return network.biases ? F.add(u, network.biases[path][j]) : u;
    });

  const isLinear = ({ activations }: TreeNetwork<S>, path: string): boolean =>
    path === '' || activations?.[path] === 'linear';

  /** f_μ from f̃_μ: the root is linear. */
  const activation = (network: TreeNetwork<S>, path: string, preactivations: readonly S[]): readonly S[] =>
    isLinear(network, path) ? preactivations : preactivations.map((u) => relu(u, path.length));

  /** The diagonal of D_μ. */
  const gates = (network: TreeNetwork<S>, path: string, preactivations: readonly S[]): S[] =>
    preactivations.map((u) => (isLinear(network, path) ? F.one : F.gate(u, path.length)));

  /** The pass from the states of the leaves to the root's output. */
  const forward = (tree: LatentTree<unknown>, network: TreeNetwork<S>, states: States): TreeTrace<S> => {
    const preactivations: Record<string, readonly S[]> = {};
    const activations: Record<string, readonly S[]> = {};
    for (const { path, children } of [...treeNodes(tree)].reverse()) {
      if (children.length === 0) {
        preactivations[path] = activations[path] = [F.of(states[path])];
        continue;
      }
      const own = preactivation(
        network,
        path,
        children.flatMap((child) => activations[child]),
      );
      const reach = network.outside?.[path];
      preactivations[path] = reach
        ? own.map((u, j) => F.add(u, F.mul(reach.weights[j], F.of(states[reach.leaf]))))
        : own;
      activations[path] = activation(network, path, preactivations[path]);
    }
    return { preactivations, activations };
  };

  /** The columns of W_μ that read one child. */
  const childBlock = (network: TreeNetwork<S>, children: readonly string[], path: string, child: string): S[][] => {
    const before = children.slice(0, children.indexOf(child)).reduce((n, other) => n + unitsOf(network, other), 0);
    return network.weights[path].map((row) => row.slice(before, before + unitsOf(network, child)));
  };

  /** J_0 = I and J_ν = J_μ W_{μ,ν} D_ν, n_L × |N_ν|, for every latent by path. */
  const jacobians = (
    tree: LatentTree<unknown>,
    network: TreeNetwork<S>,
    { preactivations }: TreeTrace<S>,
  ): Record<string, Matrix<S>> => {
    const J: Record<string, Matrix<S>> = { '': linearAlgebra(F).identity(network.weights[''].length) };
    for (const { path, children } of latentsOf(tree)) {
      for (const child of children.filter((each) => each in network.weights)) {
        const D = gates(network, child, preactivations[child]);
        J[child] = product(J[path], childBlock(network, children, path, child)).map((row) =>
          row.map((g, i) => F.mul(g, D[i])),
        );
      }
    }
    return J;
  };

  return { preactivation, activation, gates, forward, childBlock, jacobians };
};
