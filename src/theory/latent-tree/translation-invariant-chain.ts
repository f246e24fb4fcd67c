/**
 * Glossary: z_α → z_β → z_γ a chain of m_α, m_β, m_γ states, C = P − 11ᵀ/m what a transition P to m states has beside the uniform law; its rows sum to 0.
 * A kernel q on ℤ_L, L = lcm(m_μ, m_ν), stands for P_{ij} = (m_μ/L) Σ q(c − r) over r in the i-th of m_μ blocks of ℤ_L and c in the j-th of m_ν.
 */
import type { Field } from '../../arithmetic/field.js';
import { linearAlgebra, type Matrix } from '../../arithmetic/linear-algebra.js';
import { type Rational, rational, rationals } from '../../arithmetic/rational.js';
import { treeStates } from '../../model/latent-tree/states.js';
import { type Assumption, at, claim, type Over } from '../claim.js';
import { equal, type Relation } from '../relation.js';
import { all } from '../settings/subclasses.js';
import { derivedHere, read } from '../sources.js';
import { absent, axis, given, integer, list, type Node, number, optional, record, simplex, space } from '../space.js';

interface Counts {
  readonly alpha: number;
  readonly beta: number;
  readonly gamma: number;
}

/** An edge by its transition, or by the kernel of one. */
interface Edge<S> {
  readonly kernel?: readonly S[] | undefined;
  readonly transition?: Matrix<S> | undefined;
}

interface Instance {
  readonly states: Counts;
  /** P(z_α); uniform where absent. */
  readonly root?: readonly Rational[] | undefined;
  readonly upper: Edge<Rational>;
  readonly lower: Edge<Rational>;
  /** v, a function of z_γ. */
  readonly values: readonly Rational[];
}

const divisor = (a: number, b: number): number => (b === 0 ? a : divisor(b, a % b));
const leastMultiple = (a: number, b: number): number => (a * b) / divisor(a, b);

/** P, m_μ × m_ν. */
const transitionOf = <S>(F: Field<S>, { kernel, transition }: Edge<S>, from: number, to: number): Matrix<S> => {
  if (kernel === undefined) return transition ?? [];
  const L = kernel.length;
  const block = (i: number, blocks: number): number[] =>
    Array.from({ length: L / blocks }, (_, k) => (i * L) / blocks + k);
  return Array.from({ length: from }, (_, i) =>
    Array.from({ length: to }, (__, j) =>
      F.mul(
        F.of(from, L),
        linearAlgebra(F).sum(block(i, from).flatMap((r) => block(j, to).map((c) => kernel[(c - r + L) % L]))),
      ),
    ),
  );
};

interface Variant {
  /** C = P − 11ᵀ/m with the number of states of the parent. */
  readonly countOfParent?: boolean;
  /** The sum over the states of α in the place of their mean. */
  readonly summed?: boolean;
}

const parts =
  ({ countOfParent, summed }: Variant) =>
  <S>(F: Field<S>, { states: m, root, upper, lower, values }: Over<Instance, S>): Record<string, Relation<S>> => {
    const { sum, product, apply, squaredNorm } = linearAlgebra(F);
    const law = root ?? Array.from({ length: m.alpha }, () => F.of(1, m.alpha));
    const first = transitionOf(F, upper, m.alpha, m.beta);
    const second = transitionOf(F, lower, m.beta, m.gamma);
    const points = treeStates(F).points({
      tree: { probability: law, children: [{ transition: first, children: [{ transition: second }] }] },
      keeps: 'root',
    });
    const beside = (P: Matrix<S>): S[][] => {
      const uniform = F.of(1, countOfParent ? P.length : P[0].length);
      return P.map((row) => row.map((p) => F.sub(p, uniform)));
    };
    const byDefinition = points.map(({ views }) =>
      values.map((_, j) => sum(views.filter(({ states }) => states['00'] === j).map(({ probability }) => probability))),
    );
    const closed = product(beside(first), beside(second));
    const means = points.map(({ views }) =>
      sum(views.map(({ probability, states }) => F.mul(probability, values[states['00']]))),
    );
    const mean = sum(means.map((u, z) => F.mul(law[z], u)));
    const variance = sum(means.map((u, z) => F.mul(law[z], F.mul(F.sub(u, mean), F.sub(u, mean)))));
    return {
      'C_{αγ} = C_{αβ} C_{βγ}': equal(beside(byDefinition), closed),
      'V_{z_α}[E[v(z_γ) | z_α]] = ‖C_{αβ} C_{βγ} v‖² / m_α': equal(
        [variance],
        [F.mul(F.of(1, summed ? 1 : m.alpha), squaredNorm(apply(closed, values)))],
      ),
    };
  };

const edges: readonly (readonly [of: 'upper' | 'lower', from: keyof Counts, to: keyof Counts])[] = [
  ['upper', 'alpha', 'beta'],
  ['lower', 'beta', 'gamma'],
];

const columnSumsZero: Assumption<Instance> = {
  slug: 'column-sums-zero',
  text: 'the columns of each C sum to 0: every edge carries the uniform law of the parent to the uniform law of the child',
  narrow: all(...edges.map(([of]) => at(`${of}.kernel`, (node) => (node.kind === 'optional' ? node.node : node)))),
  holds: (instance) =>
    edges.every(([of, from, to]) => {
      const [rows, columns] = [instance.states[from], instance.states[to]];
      const P = transitionOf(rationals, instance[of], rows, columns);
      return linearAlgebra(rationals)
        .applyTransposed(
          P,
          P.map(() => rationals.one),
        )
        .every((s) => s.equals(rational(rows, columns)));
    }),
};

const uniformRoot: Assumption<Instance> = {
  slug: 'uniform-root',
  text: 'z_α is uniform',
  narrow: at('root', absent),
  holds: ({ root }) => root === undefined || root.every((p) => p.equals(rational(1, root.length))),
};

const statesAxis = (name: keyof Counts, m: Counts) => axis(`states ${name}`, m[name], m[name]);

const edgeNode = (from: keyof Counts, to: keyof Counts): Node =>
  given('an edge by its transition, or by a kernel on ℤ_L', ({ states }) => {
    const m = states as Counts;
    const L = leastMultiple(m[from], m[to]);
    return record({
      kernel: optional(simplex(axis(`kernel ${from}`, L, L), { zeros: true })),
      transition: given('where the edge has no kernel', ({ kernel }) =>
        kernel === undefined ? list(statesAxis(from, m), simplex(statesAxis(to, m), { zeros: true })) : absent,
      ),
    });
  });

/** C_{αγ} = C_{αβ}C_{βγ} and V_{z_α}[E[v(z_γ) | z_α]] = ‖C_{αβ}C_{βγ}v‖²/m_α where the columns of C = P − 11ᵀ/m sum to 0. */
export const translationInvariantChain = claim<Instance>({
  id: 'latent-tree/translation-invariant-chain',
  title: 'Deviations from uniform multiply along a path where columns sum to zero',
  statement: String.raw`P_{\mu\nu}=\tfrac1{m_\nu}\mathbf 1\mathbf 1^{\mathsf T}+C_{\mu\nu},\ \mathbf 1^{\mathsf T}C_{\mu\nu}=0\ \Rightarrow\ C_{\alpha\gamma}=C_{\alpha\beta}C_{\beta\gamma},\quad \mathbb V_{z_\alpha}\bigl[\mathbb E[v(z_\gamma)\mid z_\alpha]\bigr]=\tfrac1{m_\alpha}\|C_{\alpha\gamma}v\|^2`,
  source: derivedHere('the polarity of a path for any numbers of states'),
  reading: read(
    'derived',
    'a class of trees of an early version of the paper, recalled; on general transitions the identity is false',
  ),
  space: space<Instance>(
    record({
      states: record({ alpha: integer(1, 3), beta: integer(1, 3), gamma: integer(1, 3) }),
      root: optional(given('P(z_α)', ({ states }) => simplex(statesAxis('alpha', states as Counts), { zeros: true }))),
      upper: edgeNode('alpha', 'beta'),
      lower: edgeNode('beta', 'gamma'),
      values: given('a number for each state of γ', ({ states }) =>
        list(statesAxis('gamma', states as Counts), number(2, 2)),
      ),
    }),
  ),
  assumptions: [columnSumsZero, uniformRoot],
  quantifier: 'for all',
  exponential: 'formal',
  conclusion: parts({}),
  expect: 'holds',
  dependsOn: [],
  mutants: [
    {
      name: 'count-of-the-parent',
      text: 'C = P − 11ᵀ/m with the number of states of the parent',
      conclusion: parts({ countOfParent: true }),
      agreesOn: {
        text: 'two states at every node',
        narrow: at('states', record({ alpha: integer(2, 2), beta: integer(2, 2), gamma: integer(2, 2) })),
      },
    },
    {
      name: 'summed-over-the-root',
      text: 'the variance is ‖C_{αγ} v‖², without 1/m_α',
      conclusion: parts({ summed: true }),
    },
  ],
});
