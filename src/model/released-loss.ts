/**
 * The loss of the released tree experiments on a finite batch. Glossary: f_1, f_+, f_− the outputs for one member of the batch, n_L features each, R_± the means
 * of their squared differences, s = e^{−R₊/τ}/(e^{−R₊/τ} + e^{−R₋/τ}).
 */
import type { Field } from '../arithmetic/field.js';
import { linearAlgebra } from '../arithmetic/linear-algebra.js';

/** f_1, f_+ and f_− of every member. */
export type Triples<S> = readonly {
  readonly anchor: readonly S[];
  readonly positive: readonly S[];
  readonly negative: readonly S[];
}[];

/** How it is written; as released: without a logarithm, R_± means over the batch, means over the features. */
export interface LossForm {
  readonly logarithm: 'none' | '-log s';
  readonly mean: 'batch' | 'member';
  readonly features: 'mean' | 'sum';
}

/** Losses of triples of outputs over a field. */
export const releasedLosses = <S>(F: Field<S>) => {
  const { squaredNorm, minus, sum } = linearAlgebra(F);
  const mean = (values: readonly S[]): S => F.div(sum(values), F.of(values.length));

  /** s of two means. */
  const share = (plus: S, other: S, tau: S): S => {
    const u = (R: S): S => F.exp(F.neg(F.div(R, tau)));
    const positive = u(plus);
    return F.div(positive, F.add(positive, u(other)));
  };

  /** −s of the batch's R_±, or the mean over the members of −s of their own. */
  const loss = (triples: Triples<S>, tau: S, form: LossForm): S => {
    const squares = (f: readonly S[], g: readonly S[]): S => {
      const total = squaredNorm(minus(f, g));
      return form.features === 'mean' ? F.div(total, F.of(f.length)) : total;
    };
    const ofShare = (s: S): S => F.neg(form.logarithm === 'none' ? s : F.log(s));
    const plus = triples.map(({ anchor, positive }) => squares(anchor, positive));
    const other = triples.map(({ anchor, negative }) => squares(anchor, negative));
    return form.mean === 'batch'
      ? ofShare(share(mean(plus), mean(other), tau))
      : mean(plus.map((R, i) => ofShare(share(R, other[i], tau))));
  };

  return { share, loss, mean };
};
