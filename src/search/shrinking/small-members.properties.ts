import { type Rational, rational, rationals } from '../../arithmetic/rational.js';
import { type Axis, laidOut, type Node, type Siblings } from '../../theory/space.js';
import { admits } from './places.js';
import { costOf } from './size.js';

/** The instances an exhaustive search goes through. */
export interface Scope {
  /** Greatest length of any axis. */
  readonly lengths: number;
  /** Most bits of one number, most bits of all numbers together, and most numbers that are not 0. */
  readonly bitsEach: number;
  readonly bits: number;
  readonly nonZero: number;
  /** Greatest denominator of a probability. */
  readonly denominator: number;
}

const gcd = (a: number, b: number): number => (b === 0 ? a : gcd(b, a % b));

/** Every number of so many bits, and 0. */
const numbersOfBits = (most: number): readonly Rational[] => {
  const upTo = Array.from({ length: 2 ** most - 1 }, (_, i) => i + 1);
  const positive = upTo
    .flatMap((n) => upTo.filter((d) => gcd(n, d) === 1).map((d) => rational(n, d)))
    .filter((q) => costOf(q)[1] <= most);
  return [rationals.zero, ...positive.flatMap((q) => [q, q.neg()])];
};

/** Every law of n masses whose denominators are small. */
const lawsOf = (n: number, zeros: boolean, denominator: number): readonly (readonly Rational[])[] => {
  const shares = Array.from({ length: denominator }, (_, i) => i + 1)
    .flatMap((d) => Array.from({ length: d + 1 }, (_, k) => [k, d] as const))
    .filter(([k, d]) => gcd(k, d) === 1 && (zeros || k > 0))
    .map(([k, d]) => rational(k, d));
  const grow = (laws: readonly (readonly Rational[])[], left: number): readonly (readonly Rational[])[] =>
    left === 0 ? laws : grow(laws.flatMap((law) => shares.map((share) => [...law, share])), left - 1); // prettier-ignore
  return grow([[]], n).filter((law) => law.reduce((s, p) => s.add(p), rationals.zero).equals(1));
};

/** What is bound and left after the part of an instance that stands already. */
interface State {
  readonly sizes: ReadonlyMap<string, number>;
  readonly nonZero: number;
  readonly bits: number;
}

const paid = (state: State, numbers: readonly Rational[]): State | undefined => {
  let { nonZero, bits } = state;
  for (const q of numbers) {
    const cost = costOf(q);
    nonZero -= Number(cost[0]);
    bits -= Number(cost[1]);
  }
  return nonZero < 0 || bits < 0 ? undefined : { ...state, nonZero, bits };
};

type Part = Generator<readonly [value: unknown, state: State]>;

/** Every member of a description within a scope. */
export function* smallMembers(node: Node, scope: Scope): Generator {
  const numbers = numbersOfBits(scope.bitsEach);

  const sizesOf = function* (axis: Axis, state: State): Generator<readonly [number, State]> {
    const known = axis.derived ? axis.derived((label) => state.sizes.get(label) ?? 0) : state.sizes.get(axis.label);
    if (known !== undefined) {
      yield [known, { ...state, sizes: new Map(state.sizes).set(axis.label, known) }];
      return;
    }
    for (let n = axis.min; n <= Math.min(axis.max, Math.max(scope.lengths, axis.min)); n++) {
      yield [n, { ...state, sizes: new Map(state.sizes).set(axis.label, n) }];
    }
  };

  const items = function* (item: (i: number) => Node, n: number, state: State, done: readonly unknown[] = []): Part {
    if (done.length === n) yield [done, state];
    else for (const [value, next] of at(item(done.length), {}, state)) yield* items(item, n, next, [...done, value]);
  };

  const fields = function* (entries: readonly (readonly [string, Node])[], state: State, done: Siblings = {}): Part {
    if (entries.length === 0) {
      yield [done, state];
      return;
    }
    const [[key, child], ...rest] = entries;
    for (const [value, next] of at(child, done, state)) {
      yield* fields(rest, next, value === undefined ? done : { ...done, [key]: value });
    }
  };

  const at = function* (here: Node, siblings: Siblings, state: State): Part {
    switch (here.kind) {
      case 'number':
        for (const q of numbers) {
          const next = admits(here, q) ? paid(state, [q]) : undefined;
          if (next) yield [q, next];
        }
        break;
      case 'integer': {
        const max = typeof here.max === 'number' ? here.max : (state.sizes.get(here.max.sizeOf) ?? here.min);
        for (let n = here.min; n <= max; n++) yield [n, state];
        break;
      }
      case 'choice':
        for (const option of here.options) yield [option, state];
        break;
      case 'absent':
        yield [undefined, state];
        break;
      case 'optional':
        yield [undefined, state];
        yield* at(here.node, siblings, state);
        break;
      case 'given':
        yield* at(here.node(siblings), siblings, state);
        break;
      case 'record':
        yield* fields(laidOut(here), state);
        break;
      case 'simplex':
        for (const [n, sized] of sizesOf(here.axis, state)) {
          for (const law of lawsOf(n, here.zeros, scope.denominator)) {
            const next = paid(sized, law);
            if (next) yield [law, next];
          }
        }
        break;
      case 'symmetric':
        for (const [n, sized] of sizesOf(here.axis, state)) {
          for (const [value, next] of items(() => here.entry, (n * (n + 1)) / 2, sized)) {
            const upper = value as readonly unknown[];
            const place = (i: number, j: number): number => i * n - (i * (i - 1)) / 2 + j - i;
            const row = (i: number): readonly unknown[] =>
              Array.from({ length: n }, (_, j) => upper[place(Math.min(i, j), Math.max(i, j))]);
            yield [Array.from({ length: n }, (_, i) => row(i)), next];
          }
        }
        break;
      case 'list':
        for (const [n, sized] of sizesOf(here.axis, state)) {
          if (!here.law) {
            yield* items(here.item, n, sized);
            continue;
          }
          for (const law of lawsOf(n, false, scope.denominator)) {
            const next = paid(sized, law);
            if (!next) continue;
            for (const [value, last] of items(here.item, n, next)) {
              yield [(value as readonly object[]).map((item, i) => ({ probability: law[i], ...item })), last];
            }
          }
        }
        break;
    }
  };
  for (const [member] of at(node, {}, { sizes: new Map(), nonZero: scope.nonZero, bits: scope.bits })) yield member;
}
