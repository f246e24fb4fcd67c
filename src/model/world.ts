/**
 * Glossary: x ~ p a point (sample), p_aug(·|x) its augmentation law over views, x₁ (anchor) and x₊ (positive) views of one
 * point, x_{k−} (negative) a view of a point drawn anew.
 */
import type { Field } from '../arithmetic/field.js';
import { linearAlgebra, type Matrix } from '../arithmetic/linear-algebra.js';

/** One augmented view with its probability p_aug(view | point). */
export interface View<S> {
  readonly probability: S;
  readonly x: readonly S[];
}

/** One point with its probability, its views and, where the un-augmented datum matters, that datum. */
export interface Point<S> {
  readonly probability: S;
  readonly x?: readonly S[] | undefined;
  readonly views: readonly View<S>[];
  /** A law of its own for the positive view; the anchor's where absent. */
  readonly positives?: readonly View<S>[] | undefined;
}

/** A finite data distribution with its augmentations: every expectation over it is a finite sum. */
export interface World<S> {
  readonly points: readonly Point<S>[];
  /** The law over points that negatives are drawn from; p itself where absent. */
  readonly negatives?: readonly S[] | undefined;
}

/** The world with every number replaced. */
export const mapWorld = <S, T>(world: World<S>, f: (s: S) => T): World<T> => {
  const views = (list: readonly View<S>[]): View<T>[] =>
    list.map((view) => ({ probability: f(view.probability), x: view.x.map(f) }));
  return {
    points: world.points.map((point) => ({
      probability: f(point.probability),
      x: point.x?.map(f),
      views: views(point.views),
      positives: point.positives && views(point.positives),
    })),
    negatives: world.negatives?.map(f),
  };
};

/** Σ_i p_i a_i of scalars, vectors and matrices over a field; p has as many entries as there are values. */
export const expectations = <S>(F: Field<S>) => {
  const { add, scaleMatrix, plus, scale } = linearAlgebra(F);
  /** Σ_i p_i M_i. */
  const meanMatrix = (p: readonly S[], values: readonly Matrix<S>[]): Matrix<S> =>
    values.map((M, i) => scaleMatrix(p[i], M)).reduce((s, M) => add(s, M));
  /** Σ_i p_i v_i. */
  const meanVector = (p: readonly S[], values: readonly (readonly S[])[]): readonly S[] =>
    values.map((v, i) => scale(p[i], v)).reduce((s, v) => plus(s, v));
  /** Σ_i p_i a_i. */
  const mean = (p: readonly S[], values: readonly S[]): S =>
    values.reduce((s, a, i) => F.add(s, F.mul(p[i], a)), F.zero);
  return { meanMatrix, meanVector, mean };
};

/** p. */
export const pointLaw = <S>(world: World<S>): S[] => world.points.map((point) => point.probability);

/** The law of the negatives' points. */
export const negativeLaw = <S>(world: World<S>): readonly S[] => world.negatives ?? pointLaw(world);

/** p_aug(·|x) of one point. */
export const viewLaw = <S>(views: readonly View<S>[]): S[] => views.map((view) => view.probability);

/** The un-augmented datum of a point. @throws where the point has none */
export const datum = <S>(point: Point<S>, index: number): readonly S[] => {
  if (point.x === undefined) throw new Error(`world.points[${index}].x: expected the un-augmented datum, got none`);
  return point.x;
};
