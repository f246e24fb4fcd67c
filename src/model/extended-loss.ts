import type { Field } from '../arithmetic/field.js';
import { type Loss, losses } from './losses.js';

/** What can be added to a loss of r₊, r_1 … r_H. */
export interface LossExtras<S> {
  /** c of a term e^{−c/τ} in the denominator of InfoNCE; c = 0 adds 1. */
  readonly constantDistance?: S | undefined;
  /** β of an added β r₊. */
  readonly beta?: S | undefined;
}

/** The losses with additions over a field. */
export const extendedLosses = <S>(F: Field<S>) => {
  /** L(r₊, r_1 … r_H [, c]) + β r₊: a constant logit is one more negative at a distance no weight moves. */
  const value = (loss: Loss<S>, { constantDistance, beta }: LossExtras<S>, plus: S, minus: readonly S[]): S => {
    const all = loss.kind === 'infonce' && constantDistance !== undefined ? [...minus, constantDistance] : minus;
    const base = losses(F).value(loss, plus, all);
    return beta === undefined ? base : F.add(base, F.mul(beta, plus));
  };
  return { value };
};

/** The additions with every number replaced. */
export const mapExtras = <S, T>({ constantDistance, beta }: LossExtras<S>, f: (s: S) => T): LossExtras<T> => ({
  constantDistance: constantDistance === undefined ? undefined : f(constantDistance),
  beta: beta === undefined ? undefined : f(beta),
});
