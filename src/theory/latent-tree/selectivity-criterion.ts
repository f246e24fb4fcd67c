/** Glossary: v_j(z) = E[f_j | z_μ = z], ṽ_j(z) = E[f̃_j | z_μ = z], s_j = ½(v_j(1) − v_j(0)), gap_j = ṽ_j(1) − ṽ_j(0), V_j = V[f̃_j | z_μ = 0]. */
import type { Field } from '../../arithmetic/field.js';
import type { Rational } from '../../arithmetic/rational.js';
import { claim, type Over } from '../claim.js';
import { atMost, lessThan, type Relation } from '../relation.js';
import { equalByOrder } from '../settings/lucky-nodes.js';
import {
  leafUnit,
  preactivationsNonNegative,
  psi,
  type ReluUnits,
  reluUnitsFields,
  type UnitMoments,
  unitMoments,
  unitsAreRelu,
} from '../settings/relu-units.js';
import { derivedHere, read } from '../sources.js';
import { number, record, space } from '../space.js';

interface Instance extends ReluUnits {
  /** p ∈ (0, 1] of the unit on which the condition is an equality and s = 0. */
  readonly chance: Rational;
}

interface Variant {
  /** V_j < factor · ṽ_j(1) gap_j, the stated one with 4. */
  readonly factor?: number;
  /** V_j ≤ 4ṽ_j(1) gap_j. */
  readonly orEqual?: boolean;
  /** Leave out ṽ_j(1) > 0. */
  readonly anySign?: boolean;
  /** V[f̃_j | z_μ = 1]. */
  readonly givenOne?: boolean;
}

const differences = <S>(F: Field<S>, { activation, preactivation }: UnitMoments<S>) => ({
  selectivity: F.mul(F.of(1, 2), F.sub(activation[1], activation[0])),
  gap: F.sub(preactivation[1], preactivation[0]),
});

/** 1 where the condition on a unit is met, else 0. */
const condition = <S>(F: Field<S>, unit: UnitMoments<S>, { factor = 4, orEqual, anySign, givenOne }: Variant): S => {
  const { preactivation, variance } = unit;
  const allowed = F.mul(F.of(factor), F.mul(preactivation[1], differences(F, unit).gap));
  const V = variance[givenOne ? 1 : 0];
  const small = orEqual ? F.sub(F.one, F.gate(F.sub(V, allowed))) : F.gate(F.sub(allowed, V));
  return anySign ? small : F.mul(F.gate(preactivation[1]), small);
};

const parts =
  (variant: Variant) =>
  <S>(F: Field<S>, instance: Over<Instance, S>): Record<string, Relation<S>> => {
    const { chance } = instance;
    const units = unitMoments(F, instance);
    // f̃ = ±1 given z_μ = 0 with P(f̃ = 1 | z_μ = 0) = p, and f̃ = p given z_μ = 1: f̃ = 2x_2 − x_1 + p x_3.
    const sharp = leafUnit(F, [
      { weight: F.of(-1), chances: [F.one, F.zero] },
      { weight: F.of(2), chances: [chance, F.zero] },
      { weight: chance, chances: [F.zero, F.one] },
    ]);
    const met = [...units, sharp].map((unit) => ({
      indicator: condition(F, unit, variant),
      s: differences(F, unit).selectivity,
    }));
    const least = units.map(({ preactivation: [m, M], variance: [V] }) =>
      F.sub(psi(F)(M), F.mul(F.of(1, 2), F.add(m, F.sqrt(F.add(F.mul(m, m), V))))),
    );
    const extreme = differences(F, sharp);
    return {
      'ṽ_j(1) > 0 and V_j < 4ṽ_j(1) gap_j ⇒ s_j > 0': lessThan(
        met.map(({ indicator }) => F.sub(indicator, F.one)),
        met.map(({ indicator, s }) => F.mul(indicator, s)),
      ),
      '2s_j ≥ ψ(ṽ_j(1)) − ½(ṽ_j(0) + √(ṽ_j(0)² + V_j))': atMost(
        least,
        units.map(({ activation: [zero, one] }) => F.sub(one, zero)),
      ),
      'sharp: V = 4ṽ(1) gap and s = 0 for f̃ = ±1 given 0 and f̃ = P(f̃ = 1 | z_μ = 0) given 1': equalByOrder(
        [sharp.variance[0], extreme.selectivity],
        [F.mul(F.of(4), F.mul(sharp.preactivation[1], extreme.gap)), F.zero],
      ),
    };
  };

/** ṽ_j(1) > 0 and V[f̃_j | z_μ = 0] < 4ṽ_j(1)(ṽ_j(1) − ṽ_j(0)) ⇒ s_j > 0; with equality s_j = 0 occurs. */
export const selectivityCriterion = claim<Instance>({
  id: 'latent-tree/selectivity-criterion',
  title: 'A gap that is large against the noise makes a unit selective',
  statement: String.raw`\tilde v_j(1)>0,\quad \mathbb V[\tilde f_j\mid z_\mu=0]<4\,\tilde v_j(1)\bigl(\tilde v_j(1)-\tilde v_j(0)\bigr)\ \Rightarrow\ s_j>0`,
  source: derivedHere('lucky nodes: when a gap is a selectivity'),
  reading: read(
    'derived',
    'from v_j(1) ≥ ψ(ṽ_j(1)) and E X_+ ≤ ½(m + √(m² + σ²)); the variance is that given z_μ = 0 and the inequality strict',
  ),
  space: space<Instance>(record({ ...reluUnitsFields, chance: number(1, 8, 'positive') })),
  assumptions: [unitsAreRelu],
  quantifier: 'for all',
  exponential: 'formal',
  conclusion: parts({}),
  expect: 'holds',
  dependsOn: [],
  mutants: [
    {
      name: 'any-sign',
      text: 'V_j < 4ṽ_j(1) gap_j alone, whatever the sign of ṽ_j(1)',
      conclusion: parts({ anySign: true }),
      agreesOn: preactivationsNonNegative,
    },
    {
      name: 'variance-given-one',
      text: 'V[f̃_j | z_μ = 1] < 4ṽ_j(1) gap_j',
      conclusion: parts({ givenOne: true }),
    },
    {
      name: 'equality-allowed',
      text: 'V_j ≤ 4ṽ_j(1) gap_j',
      conclusion: parts({ orEqual: true }),
    },
    {
      name: 'weaker-condition',
      text: 'V_j < 5ṽ_j(1) gap_j',
      conclusion: parts({ factor: 5 }),
    },
  ],
});
