/**
 * Units of a latent μ before training. The tree is what is below μ, with μ itself for its root: E[· | z_μ] needs nothing above it. Glossary:
 * w_j the row of unit j, n = |N_μ| of them; N = |N_μ^ch|; f̃_j = w_jᵀ f_{N_μ^ch}; gap_j = E[f̃_j | z_μ = 1] − E[f̃_j | z_μ = 0] = 2 w_jᵀa_μ;
 * B = σ_w √(3/N) the bound of the initial weights.
 */
import type { Field } from '../../arithmetic/field.js';
import { type Rational, rationals } from '../../arithmetic/rational.js';
import { activationLaws } from '../../model/latent-tree/activation-law.js';
import { latentTrees, type SymmetricTree } from '../../model/latent-tree/tree.js';
import type { TreeNetwork } from '../../model/latent-tree/network.js';
import { uniformSums } from '../../model/latent-tree/uniform-sums.js';
import { type Assumption, at, type Over } from '../claim.js';
import { atMost, type Relation } from '../relation.js';
import { absent, choice, type Node, number, record } from '../space.js';
import { all, lengths } from './subclasses.js';
import { symmetricTreeNode, treeNetworkNode } from './tree-space.js';

/** A latent whose row weights are about to be drawn. */
export interface LuckyNode {
  readonly tree: SymmetricTree<Rational>;
  /** The weights of the units of μ, those at its root "", are one example of a draw. */
  readonly network: TreeNetwork<Rational>;
  /** B. */
  readonly bound: Rational;
  readonly init: {
    /** Each entry: uniform on [−B, B], a sum of two uniforms on [−B/2, B/2], or uniform on [0, B]. */
    readonly entries: 'uniform' | 'triangular' | 'one-sided';
    /** Tied: one row for all units. */
    readonly rows: 'independent' | 'tied';
    /** Which is fixed first. After the weights, the states of μ are named so that the gap of its first unit is not positive. */
    readonly first: 'children' | 'weights';
  };
}

/** The fields of the widest space. */
export const luckyNodeFields: Readonly<Record<string, Node>> = {
  tree: symmetricTreeNode({ depth: 2, children: [1, 2] }),
  network: lengths('weights.', 1, 3)(treeNetworkNode()),
  bound: number(4, 2, 'positive'),
  init: record({
    entries: choice('uniform', 'triangular', 'one-sided'),
    rows: choice('independent', 'tied'),
    first: choice('children', 'weights'),
  }),
};

/** a_μ. */
export const crossingOf = <S>(F: Field<S>, { tree, network }: Pick<Over<LuckyNode, S>, 'tree' | 'network'>): S[] =>
  activationLaws(F).laws(latentTrees(F).symmetric(tree), network).crossing('');

/** |a_k| B, the half-widths of the terms of w_jᵀa_μ. */
export const halfWidths = <S>(F: Field<S>, instance: Pick<Over<LuckyNode, S>, 'tree' | 'network' | 'bound'>): S[] =>
  crossingOf(F, instance).map((a) => F.mul(F.abs(a), instance.bound));

/** P(w_jᵀa_μ > t) in closed form. */
export const exceeds = (instance: LuckyNode, t: Rational): Rational =>
  uniformSums(rationals).tail(halfWidths(rationals, instance), t);

/** |N_μ|. */
export const rowsOf = ({ network }: { readonly network: TreeNetwork<unknown> }): number => network.weights[''].length;

/** N = |N_μ^ch|. */
export const inputsOfLatent = ({ network }: { readonly network: TreeNetwork<unknown> }): number =>
  network.weights[''][0].length;

/** The subclasses with n = 1, and with N = 1. */
export const oneUnit = { text: 'one unit', narrow: lengths('network.weights.', 1, 1) };
export const oneInput = {
  text: 'one input',
  narrow: all(lengths('tree.children', 1, 1), at('tree.children.*.children', absent)),
};

/** left = right by the order of the numbers: through gates g(u) + g(−u) = 1, u ≠ 0, which the free gates of the prime field do not obey. */
export const equalByOrder = <S>(left: readonly S[], right: readonly S[]): Relation<S> =>
  atMost([...left, ...right], [...right, ...left]);

const numbers = new WeakMap<LuckyNode, { readonly a: readonly number[]; readonly bound: number }>();

/** a_μ and B as float64, computed once for an instance. */
const numbersOf = (instance: LuckyNode): { readonly a: readonly number[]; readonly bound: number } => {
  const found = numbers.get(instance) ?? {
    a: crossingOf(rationals, instance).map((a) => a.valueOf()),
    bound: instance.bound.valueOf(),
  };
  numbers.set(instance, found);
  return found;
};

const entryOf = (entries: LuckyNode['init']['entries'], bound: number, uniform: () => number): number => {
  switch (entries) {
    case 'uniform':
      return bound * (2 * uniform() - 1);
    case 'triangular':
      return bound * (uniform() + uniform() - 1);
    case 'one-sided':
      return bound * uniform();
  }
};

/** w_jᵀa_μ = ½ gap_j of every unit, the weights drawn anew. In plain loops: a law is drawn tens of thousands of times. */
export const drawHalfGaps = (instance: LuckyNode, uniform: () => number): readonly number[] => {
  const { entries, rows, first } = instance.init;
  const { a, bound } = numbersOf(instance);
  const gaps: number[] = [];
  for (let j = 0; j < rowsOf(instance); j++) {
    let gap = 0;
    if (j > 0 && rows === 'tied') gap = gaps[0];
    else for (const ak of a) gap += ak * entryOf(entries, bound, uniform);
    gaps.push(gap);
  }
  return first === 'weights' && gaps[0] > 0 ? gaps.map((gap) => -gap) : gaps;
};

/** ‖a_μ‖₁ B in float64. */
export const reachOf = (instance: LuckyNode): number => {
  const { a, bound } = numbersOf(instance);
  return a.reduce((s, ak) => s + Math.abs(ak), 0) * bound;
};

/** w_jk i.i.d. Uniform[−B, B]. */
export const uniformIidInit: Assumption<LuckyNode> = {
  slug: 'uniform-iid-init',
  text: 'the weights of a unit are independent and uniform on [−B, B]',
  narrow: at('init.entries', choice('uniform')),
  holds: ({ init }) => init.entries === 'uniform',
};

/** w_j and −w_j have one law, without atoms. */
export const symmetricInit: Assumption<LuckyNode> = {
  slug: 'symmetric-init',
  text: 'the weights of a unit are independent, each with a density symmetric about 0',
  narrow: at('init.entries', choice('uniform', 'triangular')),
  holds: ({ init }) => init.entries !== 'one-sided',
};

/** The rows w_j are independent. */
export const rowsIndependent: Assumption<LuckyNode> = {
  slug: 'rows-independent',
  text: 'the rows of different units are independent',
  narrow: at('init.rows', choice('independent')),
  holds: (instance) => instance.init.rows === 'independent' || rowsOf(instance) === 1,
};

/** a_μ does not depend on w_j. */
export const childrenFixed: Assumption<LuckyNode> = {
  slug: 'children-fixed-when-drawing-w',
  text: 'what is below the latent, and the names of its states, are fixed before its weights are drawn',
  narrow: at('init.first', choice('children')),
  holds: ({ init }) => init.first === 'children',
};

/** a_μ ≠ 0. Narrowed to a first child that is a leaf of positive polarity. */
export const crossingNonzero: Assumption<LuckyNode> = {
  slug: 'a-mu-nonzero',
  text: 'some child of the latent has both polarity and selectivity: a_μ ≠ 0',
  narrow: at('tree.children', (node) =>
    node.kind === 'list'
      ? {
          ...node,
          item: (i) => (i === 0 ? record({ polarity: number(1, 4, 'positive'), children: absent }) : node.item(i)),
        }
      : node,
  ),
  holds: (instance) => crossingOf(rationals, instance).some((a) => a.n !== 0n),
};
