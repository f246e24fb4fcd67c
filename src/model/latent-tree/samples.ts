import type { Field } from '../../arithmetic/field.js';
import { linearAlgebra } from '../../arithmetic/linear-algebra.js';
import { leavesOf, treeNodes } from './tree.js';
import { type States, type TreeNetwork, treeNetworks, type TreeTrace } from './network.js';
import { type TreeLaw, treeStates } from './states.js';

/** A view of a sample: the states of all nodes, and the network's pass on the leaves among them. */
export interface TreeView<S> {
  readonly probability: S;
  readonly states: States;
  readonly trace: TreeTrace<S>;
}

/** A vector that a view has, such as the activations of some units. */
export type OfView<S> = (view: TreeView<S>) => readonly S[];

/**
 * Moments of a tree network by definition: sums over all states of all nodes, each with a forward pass. Any law of the states, and any
 * network, also where the closed forms of activation-law.ts do not apply.
 */
export const treeSamples = <S>(F: Field<S>) => {
  const { zeros, plus, scale, outer, add, subtract, scaleMatrix } = linearAlgebra(F);

  const enumerate = (law: TreeLaw<S>, network: TreeNetwork<S>) => {
    const leaves = leavesOf(law.tree);
    const passes = new Map<string, TreeTrace<S>>();
    const pass = (states: States): TreeTrace<S> => {
      const pattern = leaves.map(({ path }) => states[path]).join();
      const trace = passes.get(pattern) ?? treeNetworks(F).forward(law.tree, network, states);
      passes.set(pattern, trace);
      return trace;
    };
    const samples = treeStates(F)
      .points(law)
      .map(({ probability, views }) => ({
        probability,
        views: views.map((view): TreeView<S> => ({ ...view, trace: pass(view.states) })),
      }));
    const all = samples.flatMap(({ probability, views }) =>
      views.map((view): TreeView<S> => ({ ...view, probability: F.mul(probability, view.probability) })),
    );
    const mean = (views: readonly TreeView<S>[], of: OfView<S>, size: number): readonly S[] =>
      views.reduce<readonly S[]>((s, view) => plus(s, scale(view.probability, of(view))), zeros(1, size)[0]);
    const states = new Map(treeNodes(law.tree).map((node) => [node.path, node.states]));

    /** E[u 1{z_μ = z}]: a row for each state z of μ. With u = 1, P(z_μ = z). */
    const restricted = (path: string, of: OfView<S>): (readonly S[])[] =>
      Array.from({ length: states.get(path) ?? 0 }, (_, z) =>
        mean(
          all.filter((view) => view.states[path] === z),
          of,
          of(all[0]).length,
        ),
      );

    /** E[u]. */
    const expectation = (of: OfView<S>): readonly S[] => mean(all, of, of(all[0]).length);

    /** V_x[E_aug[u | x]], x what an augmentation keeps. */
    const covariance = (of: OfView<S>): S[][] => {
      const means = samples.map(({ probability, views }) => ({
        probability,
        mean: mean(views, of, of(all[0]).length),
      }));
      const column = (u: readonly S[]): S[][] => u.map((a) => [a]);
      const second = means
        .map(({ probability, mean: m }) => scaleMatrix(probability, outer(column(m), column(m))))
        .reduce((s, M) => add(s, M));
      const first = column(expectation(of));
      return subtract(second, outer(first, first));
    };

    return { restricted, expectation, covariance };
  };

  return { enumerate };
};

/** f_{N_μ^ch} of a view: the activations of the children of μ, in their order. */
export const inputsOf =
  (children: readonly string[]) =>
  <S>({ trace }: TreeView<S>): readonly S[] =>
    children.flatMap((child) => trace.activations[child]);
