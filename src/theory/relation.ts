import type { Matrix } from '../arithmetic/linear-algebra.js';

/** One part of a conclusion: what is compared, before any arithmetic has judged it. */
export type Relation<S> =
  | { readonly kind: 'equal'; readonly left: readonly S[]; readonly right: readonly S[] }
  | { readonly kind: 'atMost'; readonly left: readonly S[]; readonly right: readonly S[]; readonly strict: boolean }
  | { readonly kind: 'psd'; readonly matrix: Matrix<S> };

/** Numbers as a scalar list, a matrix or a list of matrices: compared entry by entry, whatever their nesting. */
export type Entries<S> = readonly (S | readonly (S | readonly S[])[])[];

const shape = <S>(left: readonly S[], right: readonly S[], name: string): void => {
  if (left.length !== right.length) {
    throw new Error(`${name}: expected two sides of one shape, got ${left.length} and ${right.length} numbers`);
  }
};

const flatten = <S>(entries: Entries<S>): readonly S[] => entries.flat(2) as S[];

/** left = right, entry by entry. Scalars are passed as one-element arrays. */
export const equal = <S>(left: Entries<S>, right: Entries<S>): Relation<S> => {
  const sides = { left: flatten(left), right: flatten(right) };
  shape(sides.left, sides.right, 'equal');
  return { kind: 'equal', ...sides };
};

/** left ≤ right, entry by entry. */
export const atMost = <S>(left: Entries<S>, right: Entries<S>): Relation<S> => {
  const sides = { left: flatten(left), right: flatten(right) };
  shape(sides.left, sides.right, 'atMost');
  return { kind: 'atMost', ...sides, strict: false };
};

/** left < right, entry by entry. */
export const lessThan = <S>(left: Entries<S>, right: Entries<S>): Relation<S> => ({
  ...(atMost(left, right) as Extract<Relation<S>, { kind: 'atMost' }>),
  strict: true,
});

/** M ⪰ 0, M symmetric. */
export const psd = <S>(matrix: Matrix<S>): Relation<S> => ({ kind: 'psd', matrix });
