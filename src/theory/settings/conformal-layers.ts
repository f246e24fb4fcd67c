import type { Field } from '../../arithmetic/field.js';
import type { Matrix } from '../../arithmetic/linear-algebra.js';
import { type LatentTree, treeNodes } from '../../model/latent-tree/tree.js';
import { type TreeNetwork, treeNetworks, unitsOf } from '../../model/latent-tree/network.js';

/** p I + q R of n columns: a row for each and, where n is odd, one more. */
export const conformalMatrix = <S>(F: Field<S>, n: number, p: S, q: S): Matrix<S> =>
  Array.from({ length: 2 * Math.ceil(n / 2) }, (_r, i) =>
    Array.from({ length: n }, (_c, j) =>
      i === j ? p : Math.floor(i / 2) !== Math.floor(j / 2) ? F.zero : i > j ? q : F.neg(q),
    ),
  );

const without = <T>(record: Readonly<Record<string, T>>, key: string): Readonly<Record<string, T>> =>
  Object.fromEntries(Object.entries(record).filter(([each]) => each !== key));

/** The network in which every latent above μ reads the units on the way to μ through p I + q R alone, with as many units as that takes. */
export const withConformalAbove = <S>(
  F: Field<S>,
  tree: LatentTree<S>,
  network: TreeNetwork<S>,
  path: string,
  { p, q }: { readonly p: S; readonly q: S },
): TreeNetwork<S> => {
  const { childBlock } = treeNetworks(F);
  const nodes = new Map(treeNodes(tree).map(({ path: each, children }) => [each, children]));
  return Array.from(path, (_, depth) => path.slice(0, path.length - depth)).reduce((above, child) => {
    const parent = child.slice(0, -1);
    const M = conformalMatrix(F, unitsOf(above, child), p, q);
    const siblings = nodes.get(parent) ?? [];
    const rowOf = (i: number): S[] =>
      siblings.flatMap((each) => {
        if (each === child) return M[i];
        const block = childBlock(network, siblings, parent, each);
        return i < block.length ? block[i] : block[0].map(() => F.zero);
      });
    const W = M.map((_, i) => rowOf(i));
    return {
      ...above,
      weights: { ...above.weights, [parent]: W },
      ...(above.biases && { biases: { ...above.biases, [parent]: W.map(() => F.zero) } }),
      ...(above.outside && { outside: without(above.outside, parent) }),
    };
  }, network);
};
