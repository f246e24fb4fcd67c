/**
 * A part judged without the program of its shape: the conclusion is run once more, in intervals of big floats, and its sides are compared here. Nothing of
 * the judge's lanes is used: not the recorder, not the schedule, not float64 or fractions, not their comparisons.
 */
import { EigenvalueDecomposition, Matrix } from 'ml-matrix';
import { bigFloatRounding } from '../arithmetic/bigfloat-rounding.js';
import { approximately, type BigFloat } from '../arithmetic/bigfloat.js';
import { Undecided } from '../arithmetic/field.js';
import { type Interval, IntervalField } from '../arithmetic/interval.js';
import { rationalOfFloat } from '../arithmetic/rational.js';
import { evaluate, type Statement } from '../judge/statement.js';
import type { Relation } from '../theory/relation.js';

type Big = Interval<BigFloat>;

/** What is read in another way: e^a as 2^a, and the derivative of ReLU at 0 as 1. */
export interface DirectReading {
  readonly baseTwo?: boolean;
  readonly openAtZero?: boolean;
}

/** Big-float intervals under a reading. `metZero` tells whether a pre-activation was exactly 0. */
class DirectField extends IntervalField<BigFloat> {
  metZero = false;
  private readonly ln2: Big;
  constructor(
    bits: number,
    private readonly reading: DirectReading,
  ) {
    super(bigFloatRounding(bits));
    this.ln2 = super.log(this.of(2));
  }
  override exp(a: Big): Big {
    return super.exp(this.reading.baseTwo ? this.mul(a, this.ln2) : a);
  }
  override log(a: Big): Big {
    return this.reading.baseTwo ? this.div(super.log(a), this.ln2) : super.log(a);
  }
  /** Only a network's units name their layer: any other gate is an indicator, whose value at 0 is part of what is said. */
  override gate(a: Big, layer = 0): Big {
    if (a !== this.zero || layer === 0) return super.gate(a);
    this.metZero = true;
    return this.reading.openAtZero ? this.one : this.zero;
  }
}

/** `close`: the two sides are not told apart by intervals of the stated width. */
export type DirectStatus =
  | { readonly status: 'violated' | 'holds' }
  | { readonly status: 'close'; readonly width: number }
  | { readonly status: 'silent'; readonly reason: string };

export type DirectJudgement = DirectStatus & { readonly metZero: boolean };

const below = ({ rounded }: DirectField, a: Big, b: Big): boolean => rounded.compare(a.hi, b.lo) < 0;
const notAbove = ({ rounded }: DirectField, a: Big, b: Big): boolean => rounded.compare(a.hi, b.lo) <= 0;
const widthOf = ({ rounded }: DirectField, a: Big): number => approximately(rounded.sub(a.hi, a.lo, 'up'));
const widest = (F: DirectField, all: readonly Big[]): number => all.reduce((w, a) => Math.max(w, widthOf(F, a)), 0);

/** One line of an `equal` or `atMost`. */
const compare = (F: DirectField, { kind, strict }: { kind: 'equal' | 'atMost'; strict: boolean }, a: Big, b: Big) => {
  if (a === F.poison || b === F.poison) return 'silent';
  if (kind === 'equal') {
    if (below(F, a, b) || below(F, b, a)) return 'violated';
    return a === b || (notAbove(F, a, b) && notAbove(F, b, a)) ? 'holds' : 'close';
  }
  if (strict) return below(F, a, b) ? 'holds' : notAbove(F, b, a) ? 'violated' : 'close';
  return notAbove(F, a, b) ? 'holds' : below(F, b, a) ? 'violated' : 'close';
};

const middle = ({ lo, hi }: Big): number => (approximately(lo) + approximately(hi)) / 2;

/** vᵀMv < 0 for certain, v the eigenvector that an outside library finds for the least eigenvalue of the float64 matrix. */
const semidefinite = (F: DirectField, M: readonly (readonly Big[])[]): DirectStatus => {
  const entries = M.flat();
  if (entries.includes(F.poison)) return { status: 'silent', reason: 'an entry has no value' };
  if (M.some((row, i) => row.some((a, j) => below(F, a, M[j][i]) || below(F, M[j][i], a))))
    return { status: 'violated' };
  const values = M.map((row, i) => row.map((a, j) => (middle(a) + middle(M[j][i])) / 2));
  if (values.flat().some((a) => !Number.isFinite(a))) return { status: 'silent', reason: 'an entry beyond float64' };
  const { realEigenvalues, eigenvectorMatrix } = new EigenvalueDecomposition(new Matrix(values), {
    assumeSymmetric: true,
  });
  const least = realEigenvalues.indexOf(Math.min(...realEigenvalues));
  const v = eigenvectorMatrix.getColumn(least).map((a) => F.enclose(rationalOfFloat(a)));
  const form = v.reduce((s, a, i) => v.reduce((t, b, j) => F.add(t, F.mul(F.mul(a, b), M[i][j])), s), F.zero);
  if (F.rounded.sign(form.hi) < 0) return { status: 'violated' };
  return { status: 'close', width: widest(F, [...entries, form]) };
};

const judgePart = (F: DirectField, relation: Relation<Big>): DirectStatus => {
  if (relation.kind === 'psd') return semidefinite(F, relation.matrix);
  const { left, right } = relation;
  const how = { kind: relation.kind, strict: relation.kind === 'atMost' && relation.strict };
  const lines = left.map((a, i) => compare(F, how, a, right[i]));
  if (lines.includes('violated')) return { status: 'violated' };
  if (lines.includes('silent')) return { status: 'silent', reason: 'a side has no value' };
  return lines.every((line) => line === 'holds')
    ? { status: 'holds' }
    : { status: 'close', width: widest(F, [...left, ...right]) };
};

/** One part of a statement on one instance, with big floats of that many binary digits. */
export const judgeDirectly = (
  statement: Statement,
  instance: unknown,
  part: string,
  bits: number,
  reading: DirectReading = {},
): DirectJudgement => {
  const F = new DirectField(bits, reading);
  try {
    const parts = evaluate(statement, F, instance, (number) => F.enclose(number));
    if (!Object.hasOwn(parts, part)) return { status: 'silent', reason: 'it has no such part', metZero: F.metZero };
    return { ...judgePart(F, parts[part]), metZero: F.metZero };
  } catch (error) {
    if (!(error instanceof Undecided)) throw error;
    return { status: 'silent', reason: error.reason, metZero: F.metZero };
  }
};
