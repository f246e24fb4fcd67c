import { bigDecimal } from '../../arithmetic/bigfloat-decimal.js';
import { approximately } from '../../arithmetic/bigfloat.js';
import { nearestFloat } from '../../arithmetic/nearest-float.js';
import { type PartlyExact, PartlyExactField } from '../../arithmetic/partly-exact.js';
import { fractionText, isRational } from '../../arithmetic/rational.js';
import { type Computed, type Precision, PRECISIONS } from './answer.js';
import { entriesOf, type Entry, type Nested } from './nested.js';
import type { Bounds } from './rounding.js';
import { type Bound, gamma } from './scales.js';
import { CHAIN, type Step, type StepName } from './steps.js';
import type { Truth } from './truth.js';

/** A number that is not what it should be. */
export interface Difference {
  readonly path: string;
  readonly expected: string;
  readonly got: string;
  /** |got − expected| / (γ_n S); null where that is no finite number. */
  readonly residual: number | null;
}

/** How one step of an answer compares: the largest scaled residual, and the number to look at where it is above 1. */
export interface StepComparison {
  readonly step: StepName;
  readonly residual: number;
  readonly difference?: Difference;
}

/** Digits of an expected value that is not rational. */
const DIGITS = 20;
const F = new PartlyExactField(160);

/** |a| of a number that is not 0, from above. */
const magnitude = (a: PartlyExact): number =>
  isRational(a) ? Math.abs(nearestFloat(a)) : Math.max(Math.abs(approximately(a.lo)), Math.abs(approximately(a.hi)));

/** |got − expected| / (γ_n S) ≤ 1 is what rounding explains. For exact arithmetic, 0 or ∞. */
const residualOf = (got: Computed, expected: PartlyExact, { scale, roundings }: Bound, u: number): number => {
  if (typeof got === 'string') return Infinity;
  const difference = F.sub(got, expected);
  if (isRational(difference) && difference.n === 0n) return 0;
  const allowed = gamma(roundings, u) * scale;
  return allowed === 0 ? Infinity : magnitude(difference) / allowed;
};

const expectedText = (a: PartlyExact): string => (isRational(a) ? fractionText(a) : bigDecimal(a.lo, DIGITS, 'down'));

interface Compared {
  readonly entry: Entry<Computed>;
  readonly expected: PartlyExact;
  readonly residual: number;
}

const layerOf = (step: Step, { indices }: Entry<unknown>): number =>
  step.layer === undefined ? 0 : indices[step.layer];

/** The layers are gone through as the derivative is, from the top down; within one the largest residual says most. */
const firstToLookAt = (step: Step, broken: readonly Compared[]): Compared =>
  broken.reduce((best, next) => {
    const deeper = layerOf(step, best.entry) - layerOf(step, next.entry);
    return deeper < 0 || (deeper === 0 && next.residual > best.residual) ? next : best;
  });

const compareStep = (
  step: Step,
  got: Nested<Computed>,
  truth: Nested<PartlyExact>,
  bounds: Nested<Bound>,
  u: number,
): StepComparison => {
  const expected = entriesOf(truth, step.name);
  const bound = entriesOf(bounds, step.name);
  const compared = entriesOf(got, step.name).map((entry, i): Compared => ({
    entry,
    expected: expected[i].value,
    residual: residualOf(entry.value, expected[i].value, bound[i].value, u),
  }));
  const residual = Math.max(...compared.map((one) => one.residual));
  const broken = compared.filter((one) => one.residual > 1);
  if (broken.length === 0) return { step: step.name, residual };
  const worst = firstToLookAt(step, broken);
  return {
    step: step.name,
    residual,
    difference: {
      path: worst.entry.path,
      expected: expectedText(worst.expected),
      got: typeof worst.entry.value === 'string' ? worst.entry.value : numberText(worst.entry.value),
      residual: Number.isFinite(worst.residual) ? worst.residual : null,
    },
  };
};

/** A number of an answer as it is read best: a fraction where it is short, else a decimal. */
const numberText = (a: Exclude<Computed, string>): string => {
  const text = fractionText(a);
  return text.length <= DIGITS ? text : String(nearestFloat(a));
};

/** Every step an answer gives, in the order of the proof chain. */
export const compareAnswer = (
  steps: Readonly<Partial<Record<StepName, Nested<Computed>>>>,
  precision: Precision,
  truth: Truth,
  bounds: Bounds,
): readonly StepComparison[] =>
  CHAIN.flatMap((step) => {
    const [got, expected] = [steps[step.name], truth[step.name]];
    if (got === undefined || expected === undefined) return [];
    return [compareStep(step, got, expected, bounds[step.name], PRECISIONS[precision])];
  });
