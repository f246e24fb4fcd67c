/** Glossary: ψ(u) = u·1[u > 0], v_j(z) = E[f_j | z_μ = z], ṽ_j(z) = E[f̃_j | z_μ = z], V_j = V[f̃_j | z_μ = 0]. */
import type { Field } from '../../arithmetic/field.js';
import type { Rational } from '../../arithmetic/rational.js';
import { claim, type Over } from '../claim.js';
import { atMost, lessThan, type Relation } from '../relation.js';
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
  /** δ ∈ (0, ½], by which a constant falls short of ½. */
  readonly shortfall: Rational;
}

interface Variant {
  /** The factor of the variance, [numerator, denominator]. */
  readonly factor?: readonly [number, number];
  /** V[f̃_j | z_μ = 1]. */
  readonly givenOne?: boolean;
  /** Leave the two-valued unit to the part about the constant. */
  readonly unitsOfTree?: boolean;
}

/** v_j(1)² − v_j(0)², and ψ(ṽ_j(1))² − ψ(ṽ_j(0))² − c·V[f̃_j | z_μ = z]. */
const sides = <S>(F: Field<S>, { activation, preactivation, variance }: UnitMoments<S>, c: S, z: 0 | 1) => {
  const squares = ([zero, one]: readonly S[]): S => F.sub(F.mul(one, one), F.mul(zero, zero));
  return {
    gap: squares(activation),
    bound: F.sub(squares(preactivation.map(psi(F))), F.mul(c, variance[z])),
  };
};

const parts =
  ({ factor = [1, 2], givenOne, unitsOfTree }: Variant) =>
  <S>(F: Field<S>, instance: Over<Instance, S>): Record<string, Relation<S>> => {
    const { shortfall } = instance;
    // f̃ = 2x − 1 with P(x = 1 | z_μ = 0) = 1/(1 + 2δ) and x = 1 given z_μ = 1; the −1 is a leaf that is always 1.
    const chance = F.div(F.one, F.add(F.one, F.add(shortfall, shortfall)));
    const extreme = leafUnit(F, [
      { weight: F.of(-1), chances: [F.one, F.one] },
      { weight: F.of(2), chances: [chance, F.one] },
    ]);
    const units = [...unitMoments(F, instance), ...(unitsOfTree ? [] : [extreme])].map((unit) =>
      sides(F, unit, F.of(...factor), givenOne ? 1 : 0),
    );
    const beyond = sides(F, extreme, F.sub(F.of(1, 2), shortfall), 0);
    return {
      'v_j(1)² − v_j(0)² ≥ ψ(ṽ_j(1))² − ψ(ṽ_j(0))² − ½V_j': atMost(
        units.map(({ bound }) => bound),
        units.map(({ gap }) => gap),
      ),
      '½ is the best constant: with ½ − δ the bound fails at f̃ = ±1, P(f̃ = 1 | z_μ = 0) = 1/(1 + 2δ)': lessThan(
        [beyond.gap],
        [beyond.bound],
      ),
    };
  };

/** v_j(1)² − v_j(0)² ≥ ψ(ṽ_j(1))² − ψ(ṽ_j(0))² − ½V[f̃_j | z_μ = 0], and no constant below ½ will do. */
export const squaredActivationGap = claim<Instance>({
  id: 'latent-tree/squared-activation-gap',
  title: 'A gap of pre-activations leaves a gap of squared activations, up to half the variance',
  statement: String.raw`v_j(1)^2-v_j(0)^2\ \ge\ \psi(\tilde v_j(1))^2-\psi(\tilde v_j(0))^2-\tfrac12\mathbb V[\tilde f_j\mid z_\mu=0]`,
  source: derivedHere('lucky nodes: the squared gap, in the place of the bound recalled'),
  reading: read(
    'derived',
    'Jensen’s inequality for v_j(1), and E X_+ ≤ ½(m + √(m² + σ²)) for v_j(0), whose square is at most m² + ½σ² for m ≥ 0 and ¼σ² for m ≤ 0; ½ is attained in the limit by X = ±√(m² + σ²)',
  ),
  space: space<Instance>(record({ ...reluUnitsFields, shortfall: number(1 / 2, 8, 'positive') })),
  assumptions: [unitsAreRelu],
  quantifier: 'for all',
  exponential: 'formal',
  conclusion: parts({}),
  expect: 'holds',
  dependsOn: [],
  mutants: [
    {
      name: 'quarter-of-the-variance',
      text: '¼V[f̃_j | z_μ = 0], which is enough only where ṽ_j(0) ≤ 0',
      conclusion: parts({ factor: [1, 4] }),
    },
    {
      name: 'without-variance',
      text: 'v_j(1)² − v_j(0)² ≥ ψ(ṽ_j(1))² − ψ(ṽ_j(0))²',
      conclusion: parts({ factor: [0, 1], unitsOfTree: true }),
      agreesOn: preactivationsNonNegative,
    },
    {
      name: 'variance-given-one',
      text: '½V[f̃_j | z_μ = 1]',
      conclusion: parts({ givenOne: true }),
    },
  ],
});
