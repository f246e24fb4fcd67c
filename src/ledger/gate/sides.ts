/** One side of a part as a ledger keeps it: numbers as text, long ones by a hash, and what two such sides say of each other. */
import { createHash } from 'node:crypto';
import { type Rational, rational, rationalOfFloat } from '../../arithmetic/rational.js';
import type { NumberText } from '../../judge/explain.js';

/** A long side: the first numbers, how many there are, and a hash of all that are exact, each with its place. */
export interface ShortSide {
  readonly first: readonly NumberText[];
  readonly count: number;
  readonly hash: string;
}

export type Side = readonly NumberText[] | ShortSide;

/** A longer side is shortened to `FIRST` numbers and a hash; a longer number to a hash. */
export const LONGEST_SIDE = 12;
const FIRST = 4;
const LONGEST_NUMBER = 72;

/** The first 16 hexadecimal digits of the SHA-256 of a text. */
export const digest = (text: string): string => createHash('sha256').update(text).digest('hex').slice(0, 16);

const shortNumber = (text: NumberText): NumberText =>
  typeof text === 'string' && text.length > LONGEST_NUMBER ? `sha256:${digest(text)}:${text.length}` : text;

const isExact = (text: NumberText): text is string => typeof text === 'string';

export const sideOf = (numbers: readonly NumberText[]): Side => {
  const texts = numbers.map(shortNumber);
  if (texts.length <= LONGEST_SIDE) return texts;
  const exact = texts.flatMap((text, i) => (isExact(text) ? [`${i}:${text}`] : []));
  return { first: texts.slice(0, FIRST), count: texts.length, hash: digest(exact.join('\n')) };
};

/** An exact number, as `explain` writes it, or the hash of one. */
export const EXACT_NUMBER = /^(-?\d{1,72}(\/\d{1,72})?|sha256:[0-9a-f]{16}:\d{1,9})$/;

type End = Rational | 'below' | 'above' | 'unknown';

const endOf = (text: string): End => {
  const value = Number(text);
  if (Number.isNaN(value)) return 'unknown';
  return Number.isFinite(value) ? rationalOfFloat(value) : value < 0 ? 'below' : 'above';
};

const fraction = (text: string): Rational | undefined => {
  if (text.startsWith('sha256:')) return undefined;
  const [n, d = '1'] = text.split('/');
  return BigInt(d) === 0n ? undefined : rational(BigInt(n), BigInt(d));
};

const ends = (text: NumberText): readonly [End, End] => {
  if (!isExact(text)) return [endOf(text[0]), endOf(text[1])];
  const point = fraction(text) ?? 'unknown';
  return [point, point];
};

const isBelow = (a: End, b: End): boolean =>
  typeof a === 'object' && typeof b === 'object' ? a.compare(b) < 0 : a === 'below' ? b === 'above' : false;

/** How a number moved. `unknown`: it differs, which way is not known. */
type Move = 'same' | 'greater' | 'less' | 'unknown';

/** Two enclosures that overlap may enclose one number: they are not told apart. */
const moveOf = (from: NumberText, to: NumberText): Move => {
  if (JSON.stringify(from) === JSON.stringify(to)) return 'same';
  const [low, high] = ends(from);
  const [newLow, newHigh] = ends(to);
  if (isBelow(high, newLow)) return 'greater';
  if (isBelow(newHigh, low)) return 'less';
  if (isExact(from) && isExact(to)) return 'unknown';
  return [low, high, newLow, newHigh].includes('unknown') ? 'unknown' : 'same';
};

/** Which ways the numbers of a side moved; none where it is the same as far as is known. */
export type Moves = ReadonlySet<Exclude<Move, 'same'>>;

const isShort = (side: Side): side is ShortSide => 'hash' in side;

/** The ways in which the numbers of a side moved from one ledger to another. */
export const movesOf = (from: Side, to: Side): Moves => {
  const moves = new Set<Exclude<Move, 'same'>>();
  const [a, b] = [isShort(from) ? from.first : from, isShort(to) ? to.first : to];
  const [countA, countB] = [isShort(from) ? from.count : a.length, isShort(to) ? to.count : b.length];
  if (countA !== countB) return moves.add('unknown');
  a.forEach((text, i) => {
    const move = moveOf(text, b[i]);
    if (move !== 'same') moves.add(move);
  });
  if (isShort(from) && isShort(to) && from.hash !== to.hash) moves.add('unknown');
  return moves;
};
