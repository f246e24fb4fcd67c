/**
 * Glossary: B = σ_w √(3/N), a_k = ρ_{μν(k)} s_k, v̄_k = ½(v_k(0) + v_k(1)), σ² ≥ V[f_k | z_ν], S = sup (v_j(1)² − v_j(0)²) over units with gap_j > 0 and
 * weights in [−B, B].
 *
 * The bound, ¼B²[Σ_k |a_k|(((c + 6)/6)|a_k| − v̄_k) − σ²], grows with c and S does not know of c. So there are three regions:
 * - c ≤ 6[(Σ|a_k|v̄_k + σ²)/Σa_k² − 1]: the bound is not positive and says nothing;
 * - above that up to 6[(4S/B² + Σ|a_k|v̄_k + σ²)/Σa_k² − 1]: some weights reach it;
 * - beyond: none do, so that its probability is 0 for any number of units.
 * With one leaf of polarity ρ > 0 and σ = 0 the ends are 6/ρ − 6 and 102/ρ − 6: 0 and 96 for ρ = 1, where v(0) = 0. With one leaf of polarity ρ = −1 a
 * positive gap needs w < 0, the unit is dead, S = 0, and the last region is all of c > 0.
 */
import type { Field } from '../../arithmetic/field.js';
import { linearAlgebra } from '../../arithmetic/linear-algebra.js';
import type { Rational } from '../../arithmetic/rational.js';
import { activationLaws } from '../../model/latent-tree/activation-law.js';
import { latentTrees, type SymmetricTree } from '../../model/latent-tree/tree.js';
import type { TreeNetwork } from '../../model/latent-tree/network.js';
import { type Assumption, at, claim, type Over } from '../claim.js';
import { atMost, type Relation } from '../relation.js';
import { meansByStates, psi } from '../settings/relu-units.js';
import { all } from '../settings/subclasses.js';
import { symmetricTreeNode, treeNetworkNode } from '../settings/tree-space.js';
import { dualNetworksPaper, read } from '../sources.js';
import { absent, number, record, space } from '../space.js';

interface Instance {
  readonly tree: SymmetricTree<Rational>;
  /** The weights below μ; the row of μ itself is replaced by the best there can be. */
  readonly network: TreeNetwork<Rational>;
  /** B. */
  readonly bound: Rational;
  /** c of |N_μ| = O(e^c). */
  readonly exponent: Rational;
  /** σ² − max V[f_k | z_ν]. */
  readonly spare: Rational;
}

interface Variant {
  /** (c + d)/d in the place of (c + 6)/6. */
  readonly d?: number;
  readonly withoutSigma?: boolean;
  readonly withoutMean?: boolean;
}

/**
 * S for one input; for more, an upper bound of it. With inputs f_k ≥ 0 the activation of a unit grows with each of its weights, so that no unit has a larger
 * v_j(1) than the one with all weights B. With one input and a_1 > 0 that unit has the largest v_j(1)² − v_j(0)² as well, as w² times a number;
 * with a_1 ≤ 0 a positive gap needs w < 0, and the unit is dead.
 */
const largest = <S>(F: Field<S>, instance: Over<Instance, S>, a: readonly S[]): S => {
  const tree = latentTrees(F).symmetric(instance.tree);
  const weights = { ...instance.network.weights, '': [a.map(() => instance.bound)] };
  const [[zero], [one]] = meansByStates(F, { tree, network: { weights } }, psi(F));
  const square = F.mul(one, one);
  return a.length === 1 ? F.mul(F.gate(a[0]), F.sub(square, F.mul(zero, zero))) : square;
};

const parts =
  ({ d = 6, withoutSigma, withoutMean }: Variant) =>
  <S>(F: Field<S>, instance: Over<Instance, S>): Record<string, Relation<S>> => {
    const { sum, dot, scale, squaredNorm } = linearAlgebra(F);
    const { network, bound, exponent, spare } = instance;
    const laws = activationLaws(F).laws(latentTrees(F).symmetric(instance.tree), network);
    const children = instance.tree.children.map((_, i) => `${i}`);
    const a = laws.crossing('');
    const means = children.flatMap((child) => {
      const [zero, one] = laws.means(child);
      return scale(
        F.of(1, 2),
        zero.map((v, k) => F.add(v, one[k])),
      );
    });
    const variances = children.flatMap((child) => laws.variances(child, laws.subtree(child).activations).flat());
    const most = variances.reduce((m, V) => F.add(m, psi(F)(F.sub(V, m))), F.zero);
    const growing = F.mul(F.add(F.one, F.mul(F.of(1, d), exponent)), squaredNorm(a));
    const bracket = sum([
      growing,
      ...(withoutMean
        ? []
        : [
            F.neg(
              dot(
                a.map((s) => F.abs(s)),
                means,
              ),
            ),
          ]),
      ...(withoutSigma ? [] : [F.neg(F.add(most, spare))]),
    ]);
    const recalled = F.mul(F.mul(F.of(1, 4), F.mul(bound, bound)), bracket);
    return { 'some weights in [−B, B] reach the bound': atMost([recalled], [largest(F, instance, a)]) };
  };

/** Leaves below μ, of polarity ≥ 0: every a_k ≥ 0. */
const crossingNonNegative: Assumption<Instance> = {
  slug: 'a-mu-non-negative',
  text: 'the children of the latent are leaves of polarity ≥ 0, so that a large gap comes with large activations',
  narrow: all(at('tree.children.*.polarity', number(1, 4, 'non-negative')), at('tree.children.*.children', absent)),
  holds: ({ tree }) =>
    tree.children.every(({ polarity, children }) => children === undefined && polarity.s * polarity.n >= 0n),
};

/** The subclass in which the bound, as recalled or with the change, is within reach. */
const small = (c: number) => ({ text: `c ≤ ${c}`, narrow: at('exponent', number(c, 2, 'non-negative')) });

/** FALSE for large c: ∃ j with gap_j > 0 and v_j(1)² − v_j(0)² ≥ (3σ_w²/4N)[Σ_k |a_k|(((c + 6)/6)|a_k| − v̄_k) − σ²]. */
export const luckyNodeAsRecalled = claim<Instance>({
  id: 'latent-tree/lucky-node-as-recalled',
  title: 'With O(e^c) units, one starts with a squared gap that grows with c',
  statement: String.raw`|\mathcal N_\mu|=O(e^c)\ \Rightarrow\ \exists j:\ \tilde v_j(1)>\tilde v_j(0),\quad v_j(1)^2-v_j(0)^2\ \ge\ \frac{3\sigma_w^2}{4N}\Bigl[\sum_{k}|a_k|\Bigl(\frac{c+6}6|a_k|-\bar v_k\Bigr)-\sigma^2\Bigr]\quad\text{with high probability}`,
  source: dualNetworksPaper('lucky nodes at initialisation'),
  reading: read(
    'recalled, constants uncertain',
    'false as recalled for every large c: the left side is bounded. With one leaf of polarity ρ > 0 the bound is vacuous for c ≤ 6/ρ − 6, some weights reach it for c ≤ 102/ρ − 6 (96 where v(0) = 0), and beyond that none do, whatever the number of units; what is judged is whether any weights reach it',
  ),
  space: space<Instance>(
    record({
      tree: symmetricTreeNode({ depth: 2, children: [1, 2] }),
      network: treeNetworkNode(),
      bound: number(2, 2, 'positive'),
      exponent: number(384, 2, 'non-negative'),
      spare: number(1, 4, 'non-negative'),
    }),
  ),
  assumptions: [crossingNonNegative],
  quantifier: 'for all',
  exponential: 'formal',
  conclusion: parts({}),
  expect: 'fails',
  dependsOn: [],
  mutants: [
    {
      name: 'half-the-growth',
      text: '(c + 12)/12 in the place of (c + 6)/6',
      conclusion: parts({ d: 12 }),
      agreesOn: small(192),
    },
    {
      name: 'without-sigma',
      text: 'σ² left out',
      conclusion: parts({ withoutSigma: true }),
      agreesOn: small(96),
    },
    {
      name: 'without-mean',
      text: 'v̄_k left out',
      conclusion: parts({ withoutMean: true }),
      agreesOn: small(90),
    },
  ],
});
