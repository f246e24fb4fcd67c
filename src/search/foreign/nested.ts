import { childPath } from '../../ledger/problem.js';

type List<T> = readonly T[];

/** A number, a list of numbers, a list of lists …, four deep at most: what one quantity of a network looks like in a file. */
export type Nested<T> = T | List<T> | List<List<T>> | List<List<List<T>>> | List<List<List<List<T>>>>;

/** One number of a quantity, with its place. */
export interface Entry<T> {
  readonly path: string;
  readonly indices: readonly number[];
  readonly value: T;
}

/** The numbers of a quantity, first to last, with their places below `path`: gradients.one[1][0][2]. */
export const entriesOf = <T>(nested: Nested<T>, path: string, indices: readonly number[] = []): readonly Entry<T>[] =>
  Array.isArray(nested)
    ? (nested as List<Nested<T>>).flatMap((child, i) => entriesOf<T>(child, childPath(path, i), [...indices, i]))
    : [{ path, indices, value: nested as T }];

/** The quantity with every number replaced. */
export const mapNested = <T, U>(nested: Nested<T>, f: (value: T) => U): Nested<U> =>
  Array.isArray(nested)
    ? ((nested as List<Nested<T>>).map((child) => mapNested(child, f)) as unknown as Nested<U>)
    : f(nested as T);
