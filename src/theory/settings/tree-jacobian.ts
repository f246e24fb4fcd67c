/** The settings under which J_μ is the same at every input: linear units where a gate could close between μ and the output. */
import type { Rational } from '../../arithmetic/rational.js';
import { latentsOf, type LatentTree, leavesOf } from '../../model/latent-tree/tree.js';
import { branchesBelow } from '../../model/latent-tree/subtree.js';
import type { TreeNetwork } from '../../model/latent-tree/network.js';
import { type Assumption, at } from '../claim.js';
import { choice, given, type Node, optional, record } from '../space.js';
import { everyBranch, latentPaths } from './tree-space.js';

interface WithGroup {
  readonly tree: LatentTree<Rational>;
  readonly group: string;
  readonly activations?: TreeNetwork<Rational>['activations'];
}

/** ReLU or linear for every latent below the root; linear only where the test says so. */
const activations = (mustBeLinear: (path: string, group: string) => boolean): Node =>
  given('the activation of every latent below the root, by its path', ({ tree, group }) =>
    record(
      Object.fromEntries(
        latentPaths(tree, (path) => path !== '').map((path) => [
          path,
          mustBeLinear(path, group as string) ? choice('linear') : choice('relu', 'linear'),
        ]),
      ),
    ),
  );

/** Where absent, every latent below the root is ReLU. */
export const activationsNode: Node = optional(activations(() => false));

const constant = (text: string, isBetween: (path: string, group: string) => boolean): Assumption<WithGroup> => ({
  slug: 'constant-jacobian',
  text,
  narrow: at('activations', activations(isBetween)),
  holds: ({ tree, group, activations: chosen }) =>
    latentsOf(tree).every(({ path }) => path === '' || !isBetween(path, group) || chosen?.[path] === 'linear'),
});

/** J_μ is one matrix. */
export const constantJacobian = constant(
  'J_μ is the same at every input: μ and every latent between it and the root is linear',
  (path, group) => group.startsWith(path),
);

/** Every J_μ of the layer is one matrix. */
export const constantJacobians = constant(
  'the Jacobians of the layer are the same at every input: its latents and all above them are linear',
  (path, group) => path.length <= group.length,
);

/** The description of a tree in which all branches end at one depth: at least two edges from the root, so that there is a latent below it. */
export const equallyDeep = everyBranch(({ fields, ...branch }, depth) => {
  const { children } = fields;
  if (children.kind !== 'optional') return { ...branch, fields };
  const below = depth === 1 ? children.node : optional(children.node, `children at depth ${depth + 1}`);
  return { ...branch, fields: { ...fields, children: below } };
});

/** All leaves have one depth. */
export const leavesEquallyDeep: Assumption<{ readonly tree: LatentTree<Rational> }> = {
  slug: 'leaves-equally-deep',
  text: 'all leaves are equally far from the root, so that no leaf lies beside a latent of the layer',
  narrow: at('tree', equallyDeep),
  holds: ({ tree }) => new Set(leavesOf(tree).map(({ depth }) => depth)).size === 1,
};

/** Whether μ and every latent above it is an only child. */
const isAlone = (tree: LatentTree<unknown>, path: string): boolean =>
  Array.from(path, (_, i) => path.slice(0, i)).every((above) => branchesBelow(tree, above).length === 1);

/** A latent that is alone in its layer, and that passes a test. */
export const aloneNode = (test: (path: string) => boolean = () => true): Node =>
  given('the path of a latent that is alone in its layer', ({ tree }) =>
    choice(...latentPaths(tree, (path) => test(path) && isAlone(tree as LatentTree<unknown>, path))),
  );

/** The layer of μ is μ. */
export const singleGroupLayer: Assumption<WithGroup> = {
  slug: 'single-group-layer',
  text: 'the layer has one group, which every path from the leaves to the root passes through',
  narrow: at('group', aloneNode()),
  holds: ({ tree, group }) => isAlone(tree, group),
};
