import { type Rational, rational, rationals } from '../../arithmetic/rational.js';
import type { Matrix } from '../../arithmetic/linear-algebra.js';
import type { TreeNetwork } from '../../model/latent-tree/network.js';
import { latentTrees, type LatentTree, type SymmetricTree, treeNodes } from '../../model/latent-tree/tree.js';
import type { TreeLaw } from '../../model/latent-tree/states.js';
import { type BinaryBranch, type BinaryTree, latentTreeOf } from '../../theory/settings/binary-tree.js';
import { scaled, towards, zeros } from './mix.js';

interface WithTree extends Pick<TreeLaw<Rational>, 'skips'> {
  readonly tree: LatentTree<Rational> | SymmetricTree<Rational> | BinaryTree<Rational>;
}
interface WithTreeNetwork {
  readonly network: TreeNetwork<Rational>;
}
interface WithBefore extends WithTreeNetwork {
  readonly before?: TreeNetwork<Rational> | undefined;
}

const latentTree = (tree: WithTree['tree']): LatentTree<Rational> =>
  'polarity' in tree ? latentTrees(rationals).symmetric(tree) : latentTreeOf(rationals, tree);

/** P_ε(z_ν | z_μ, z_0) = (1 − ε)P(z_ν | z_μ) + ε P(z_ν | z_μ, z_0) on every edge that skips. */
const lessSkip = (instance: WithTree, epsilon: Rational): WithTree | undefined => {
  if (!instance.skips) return undefined;
  const own = new Map(treeNodes(latentTree(instance.tree)).map(({ path, transition }) => [path, transition]));
  const skips = Object.entries(instance.skips).map(([path, rows]) => [
    path,
    rows.map((P) => {
      const transition = own.get(path);
      return transition ? towards(transition, P, epsilon) : P;
    }),
  ]);
  return { ...instance, skips: Object.fromEntries(skips) as typeof instance.skips };
};

/** Every unit reads the leaf outside its subtree with ε times the weight. */
const lessOutside = (instance: WithTreeNetwork, epsilon: Rational): WithTreeNetwork => {
  const { network } = instance;
  return { ...instance, network: { ...network, outside: scaled(network.outside, epsilon) } };
};

/** The network of before, 𝒲 + ε(𝒲_before − 𝒲). */
const lessBefore = (instance: WithBefore, epsilon: Rational): WithBefore | undefined => {
  const { network, before } = instance;
  if (!before) return undefined;
  const paths = Object.keys(network.weights);
  const byPath = <T>(f: (path: string) => T): Readonly<Record<string, T>> =>
    Object.fromEntries(paths.map((path) => [path, f(path)]));
  const bias = (of: TreeNetwork<Rational>, path: string): readonly Rational[] =>
    of.biases?.[path] ?? zeros(network.weights[path].length);
  return {
    ...instance,
    before: {
      weights: byPath((path) => towards(network.weights[path], before.weights[path], epsilon)),
      biases: byPath((path) => towards(bias(network, path), bias(before, path), epsilon)),
    },
  };
};

/** T_ε = S + ε(T − S) on every edge with a transition T, S = (T + its rows and columns exchanged)/2 the nearest symmetric edge. */
const lessSkewed = (instance: { readonly tree: BinaryTree<Rational> }, epsilon: Rational): typeof instance => {
  const nearer = (T: Matrix<Rational>): Matrix<Rational> => {
    const keep = T[0][0].add(T[1][1]).mul(rational(1, 2));
    const change = rationals.one.sub(keep);
    return towards<Matrix<Rational>>(
      [
        [keep, change],
        [change, keep],
      ],
      T,
      epsilon,
    );
  };
  const branch = ({ polarity, transition, children }: BinaryBranch<Rational>): BinaryBranch<Rational> => ({
    ...(polarity && { polarity }),
    ...(transition && { transition: nearer(transition) }),
    ...(children && { children: children.map(branch) }),
  });
  return { ...instance, tree: { ...instance.tree, children: instance.tree.children.map(branch) } };
};

/** The degrees of violation of the assumptions about latent trees. */
export const treeDoses: Readonly<Record<string, (instance: unknown, epsilon: Rational) => unknown>> = {
  'tree-markov': (instance, epsilon) => lessSkip(instance as WithTree, epsilon),
  'tree-local-connectivity': (instance, epsilon) => lessOutside(instance as WithTreeNetwork, epsilon),
  'selectivities-at-current-weights': (instance, epsilon) => lessBefore(instance as WithBefore, epsilon),
  'symmetric-transitions': (instance, epsilon) =>
    lessSkewed(instance as { readonly tree: BinaryTree<Rational> }, epsilon),
};
