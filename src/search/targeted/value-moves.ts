import { type Rational, rational, rationals } from '../../arithmetic/rational.js';
import type { NumberNode } from '../../theory/space.js';
import type { Draws } from '../draw.js';
import { type Path, type Place, valueAt, withValueAt } from './places.js';

/** A change of an instance; nothing where it does not apply. `again` where it may be worth repeating. */
export interface Move {
  readonly change: (instance: unknown) => unknown;
  readonly again: boolean;
}

/** The greatest drawn magnitude of a number, in steps of its grid. */
const stepsOf = ({ bound, grid }: NumberNode): bigint => BigInt(Math.max(1, Math.floor(bound * grid)));

/** The multiple of 1/grid within the bound and of the sign of a number's description that lies nearest towards 0. */
export const onGrid = (node: NumberNode, value: Rational): Rational => {
  const most = stepsOf(node);
  const exact = (value.s * value.n * BigInt(node.grid)) / value.d;
  const least = node.sign === 'any' ? -most : node.sign === 'positive' ? 1n : 0n;
  const steps = exact < least ? least : exact > most ? most : exact;
  return rational(steps, BigInt(node.grid));
};

const two = rational(2);
const half = rational(1, 2);

type Change = (value: Rational, node: NumberNode) => Rational;

const steps: readonly Change[] = [
  (a, { grid }) => a.add(rational(1, grid)),
  (a, { grid }) => a.sub(rational(1, grid)),
  (a) => a.add(rationals.one),
  (a) => a.sub(rationals.one),
  (a) => a.mul(two),
  (a) => a.mul(half),
];
const jumps: readonly Change[] = [(a) => a.neg(), () => rationals.zero];

type NumberPlace = Extract<Place, { kind: 'number' }>;
type LawPlace = Extract<Place, { kind: 'law' }>;

const changeAt = ({ path, node }: NumberPlace, change: Change): Move['change'] => {
  return (instance) => {
    const value = valueAt(instance, path) as Rational | undefined;
    return value === undefined ? undefined : withValueAt(instance, path, onGrid(node, change(value, node)));
  };
};

/** A number one step up or down, doubled, halved, without its sign, 0, or the same as another number. */
export const numberMove = (place: NumberPlace, others: readonly NumberPlace[], random: Draws): Move => {
  const pick = random.integer(0, 2 * steps.length + jumps.length);
  if (pick < 2 * steps.length) return { change: changeAt(place, steps[pick % steps.length]), again: true };
  if (pick < 2 * steps.length + jumps.length) {
    return { change: changeAt(place, jumps[pick - 2 * steps.length]), again: false };
  }
  const other = others[random.integer(0, others.length - 1)];
  return { change: changeAt(place, () => other.value), again: false };
};

/** Masses finer than this are not made: dyadic and coarse, they stay within what float64 holds exactly. */
const FINEST_MASS = 64n;

export const isFine = (mass: Rational): boolean => mass.d > FINEST_MASS;

/** Probability moved from one entry of a law to another: a step of 1/8 (or of its own grid), half of it, or all of it where 0 may occur. */
export const massMove = ({ entries, zeros }: LawPlace, random: Draws): Move => {
  const from = random.integer(0, entries.length - 1);
  const to = (from + random.integer(1, entries.length - 1)) % entries.length;
  const amount = random.integer(0, 3);
  const massAt = (instance: unknown, path: Path): Rational =>
    (valueAt(instance, path) as Rational | undefined) ?? rationals.zero;
  return {
    again: amount !== 3,
    change: (instance) => {
      const [giver, taker] = [massAt(instance, entries[from]), massAt(instance, entries[to])];
      const step = rational(1, 8);
      const moved = amount === 2 ? giver.mul(half) : amount === 3 && zeros ? giver : step;
      const left = giver.sub(moved);
      const taken = taker.add(moved);
      if (left.s < 0n || (left.n === 0n && !zeros) || isFine(left) || isFine(taken)) return undefined;
      return withValueAt(withValueAt(instance, entries[from], left), entries[to], taken);
    },
  };
};
