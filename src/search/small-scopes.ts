import { type Rational, rational } from '../arithmetic/rational.js';
import { type Axis, laidOut, type Node, type NumberNode, type Siblings } from '../theory/space.js';

/** A small part of a description: the lengths its axes may have. */
export interface Scope {
  readonly text: string;
  readonly lengths: (axis: Axis) => readonly number[];
}

const least = ({ min }: Axis): readonly number[] => [min];
const atMostTwo = ({ min, max }: Axis): readonly number[] => {
  const top = Math.max(min, Math.min(max, 2));
  return Array.from({ length: top - min + 1 }, (_, i) => min + i);
};

const isDepth = ({ label }: Axis): boolean => /\blayers$/.test(label);
const isViews = ({ label }: Axis): boolean => /\b(views|positives)\b/.test(label);
const isPoints = ({ label }: Axis): boolean => /\b(points|batch)$/.test(label);

const where =
  (isShort: (axis: Axis) => boolean): Scope['lengths'] =>
  (axis) =>
    isShort(axis) ? least(axis) : atMostTwo(axis);

/** The scopes that are tried, the largest first. */
export const scopes: readonly Scope[] = [
  { text: 'axes of at most 2', lengths: atMostTwo },
  { text: 'axes of at most 2, the least depth', lengths: where(isDepth) },
  {
    text: 'at most 2 points of 2 views, all else of least size',
    lengths: where((axis) => !isViews(axis) && !isPoints(axis)),
  },
  { text: 'at most 2 points, all else of least size', lengths: where((axis) => !isPoints(axis)) },
  { text: 'axes of least length', lengths: least },
];

/** The numbers among −1, 0 and 1 that a description allows; multiples of its grid where its bound is below 1. */
const numbersOf = ({ bound, grid, sign }: NumberNode): readonly Rational[] => {
  const unit = bound >= 1 ? rational(1) : rational(Math.max(1, Math.floor(bound * grid)), grid);
  const zero = rational(0);
  if (sign === 'positive') return [unit];
  return sign === 'non-negative' ? [zero, unit] : [unit.neg(), zero, unit];
};

/** The laws of n masses that are multiples of 1/2^⌈log₂ n⌉: halves of two, quarters of three or four. */
const lawsOf = (n: number, zeros: boolean): readonly (readonly Rational[])[] => {
  const total = 2 ** Math.ceil(Math.log2(n));
  const shares = (left: number, places: number): number[][] => {
    if (places === 1) return left >= (zeros ? 0 : 1) ? [[left]] : [];
    return Array.from({ length: left + 1 }, (_, k) => k)
      .filter((k) => zeros || k > 0)
      .flatMap((k) => shares(left - k, places - 1).map((rest) => [k, ...rest]));
  };
  return shares(total, n).map((law) => law.map((share) => rational(share, total)));
};

/** Axis lengths chosen so far. */
type Sizes = ReadonlyMap<string, number>;

interface Member {
  readonly value: unknown;
  readonly sizes: Sizes;
  /** How many members have this structure, where the numbers are left out. */
  readonly count: number;
}

/** One of many, or the first and how many there are. */
type Options = <T>(values: readonly T[]) => readonly { readonly value: T; readonly count: number }[];

const each: Options = (values) => values.map((value) => ({ value, count: 1 }));
const firstOnly: Options = (values) => values.slice(0, 1).map((value) => ({ value, count: values.length }));

/** The members of a description within a scope, in a fixed order; with `firstOnly` one for each structure. */
function* membersOf(node: Node, { lengths }: Scope, options: Options): Generator<Member> {
  const lengthsOf = (axis: Axis, sizes: Sizes): readonly (readonly [number, Sizes])[] => {
    const known = sizes.get(axis.label);
    if (known !== undefined) return [[known, sizes]];
    const choices = axis.derived ? [axis.derived((label) => sizes.get(label) ?? 0)] : lengths(axis);
    return choices.map((n) => [n, new Map(sizes).set(axis.label, n)]);
  };

  function* sequence(
    n: number,
    item: (i: number, made: readonly unknown[]) => Node,
    sizes: Sizes,
    siblings: (made: readonly unknown[]) => Siblings,
  ): Generator<Member & { readonly value: readonly unknown[] }> {
    const extend = function* (
      made: readonly unknown[],
      at: Sizes,
      count: number,
    ): Generator<Member & { readonly value: readonly unknown[] }> {
      if (made.length === n) {
        yield { value: made, sizes: at, count };
        return;
      }
      for (const next of members(item(made.length, made), at, siblings(made))) {
        yield* extend([...made, next.value], next.sizes, count * next.count);
      }
    };
    yield* extend([], sizes, 1);
  }

  function* members(here: Node, sizes: Sizes, siblings: Siblings): Generator<Member> {
    switch (here.kind) {
      case 'number':
        for (const option of options(numbersOf(here))) yield { ...option, sizes };
        break;
      case 'integer': {
        const max = typeof here.max === 'number' ? here.max : (sizes.get(here.max.sizeOf) ?? here.min);
        for (let value = here.min; value <= max; value++) yield { value, sizes, count: 1 };
        break;
      }
      case 'choice':
        for (const value of here.options) yield { value, sizes, count: 1 };
        break;
      case 'absent':
        yield { value: undefined, sizes, count: 1 };
        break;
      case 'optional': {
        // Whether fields that come together are there is kept as the length 0 or 1 of their name.
        const known = here.together === undefined ? undefined : sizes.get(here.together);
        const chosen = (there: number): Sizes =>
          here.together === undefined ? sizes : new Map(sizes).set(here.together, there);
        if (known !== 1) yield { value: undefined, sizes: chosen(0), count: 1 };
        if (known === 0) break;
        for (const member of members(here.node, chosen(1), siblings)) if (member.value !== undefined) yield member;
        break;
      }
      case 'given':
        yield* members(here.node(siblings), sizes, siblings);
        break;
      case 'record': {
        const fields = laidOut(here);
        const recordOf = (made: readonly unknown[]): Siblings =>
          Object.fromEntries(made.flatMap((value, i) => (value === undefined ? [] : [[fields[i][0], value]])));
        for (const made of sequence(fields.length, (i) => fields[i][1], sizes, recordOf)) {
          yield { ...made, value: recordOf(made.value) };
        }
        break;
      }
      case 'simplex':
        for (const [n, at] of lengthsOf(here.axis, sizes)) {
          for (const option of options(lawsOf(n, here.zeros))) yield { ...option, sizes: at };
        }
        break;
      case 'symmetric':
        for (const [n, at] of lengthsOf(here.axis, sizes)) {
          for (const made of sequence(
            (n * (n + 1)) / 2,
            () => here.entry,
            at,
            () => ({}),
          )) {
            yield { ...made, value: mirrored(made.value, n) };
          }
        }
        break;
      case 'list':
        for (const [n, at] of lengthsOf(here.axis, sizes)) {
          for (const made of sequence(
            n,
            (i) => here.item(i),
            at,
            () => ({}),
          )) {
            if (!here.law) yield made;
            else {
              for (const { value: law, count } of options(lawsOf(n, false))) {
                const items = made.value.map((item, i) => ({ probability: law[i], ...(item as object) }));
                yield { value: items, sizes: made.sizes, count: made.count * count };
              }
            }
          }
        }
        break;
    }
  }
  yield* members(node, new Map(), {});
}

/** The symmetric n × n matrix whose upper triangle, row by row, has these entries. */
const mirrored = (upper: readonly unknown[], n: number): readonly (readonly unknown[])[] => {
  const at = (i: number, j: number): unknown => upper[i * n - (i * (i - 1)) / 2 + (j - i)];
  return Array.from({ length: n }, (_, i) => Array.from({ length: n }, (_, j) => at(Math.min(i, j), Math.max(i, j))));
};

/** Every instance of a description within a scope, each once. */
export function* instancesWithin(node: Node, scope: Scope): Generator {
  for (const { value } of membersOf(node, scope, each)) yield value;
}

/** How many instances a scope has, each structure counted once; nothing where they are more than the limits. */
export const countWithin = (
  node: Node,
  scope: Scope,
  { instances, structures }: { readonly instances: number; readonly structures: number },
): number | undefined => {
  let count = 0;
  let seen = 0;
  for (const member of membersOf(node, scope, firstOnly)) {
    count += member.count;
    if (++seen > structures || count > instances) return undefined;
  }
  return count;
};
