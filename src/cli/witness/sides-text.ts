/** Where the two sides of a violated part differ, line by line. */
import { positiveSemidefinite, symmetric } from '../../arithmetic/definiteness.js';
import { fractionText, type Rational, rational } from '../../arithmetic/rational.js';
import type { NumberText } from '../../judge/explain.js';
import { rationalOfText } from '../../ledger/number-text.js';
import type { WitnessSides } from '../../ledger/witness-file.js';
import { printable } from '../../ledger/printable.js';
import { charactersOf, wrapped } from './lines.js';

/** The most lines and rows that are shown. */
const SHOWN = 6;

/** The ends of an enclosure to that many digits. */
const DIGITS = 8;

const endText = (text: string): string => {
  const value = Number(text);
  return text.length <= DIGITS || !Number.isFinite(value) ? printable(text) : String(Number(value.toPrecision(DIGITS)));
};

const numberText = (text: NumberText): string => {
  if (typeof text === 'string') return printable(text);
  const [lo, hi] = text.map(endText);
  return lo === hi ? `≈ ${lo}` : `[${lo}, ${hi}]`;
};

interface Ends {
  readonly lo: number;
  readonly hi: number;
  readonly exact?: Rational;
}

const ends = (text: NumberText): Ends => {
  if (typeof text !== 'string') return { lo: Number(text[0]), hi: Number(text[1]) };
  const exact = rationalOfText(text);
  const value = exact?.valueOf() ?? NaN;
  return { lo: value, hi: value, ...(exact && { exact }) };
};

/** a < b, or a ≤ b, for certain. */
const precedes = (a: Ends, b: Ends, orEqual: boolean): boolean => {
  if (a.exact && b.exact) return orEqual ? a.exact.compare(b.exact) <= 0 : a.exact.compare(b.exact) < 0;
  return orEqual ? a.hi <= b.lo : a.hi < b.lo;
};

const isViolated = (relation: WitnessSides['relation'], left: NumberText, right: NumberText): boolean => {
  const [a, b] = [ends(left), ends(right)];
  if (relation === 'equal') return precedes(a, b, false) || precedes(b, a, false);
  return precedes(b, a, relation === 'lessThan');
};

const SIGNS = {
  equal: ['should equal', 'but'],
  atMost: ['should be at most', 'but'],
  lessThan: ['should be below', 'but'],
};

const lineTexts = ({ relation, left, right }: WitnessSides): readonly string[] => {
  if (relation === 'psd' || relation === 'law') return [];
  const lines = left.flatMap((a, i) => (isViolated(relation, a, right[i]) ? [i] : []));
  const sign = SIGNS[relation][0];
  const of = left.length === 1 ? '' : (i: number): string => `entry ${i + 1} of ${left.length}: `;
  const texts = lines
    .slice(0, SHOWN)
    .map(
      (i) => `${typeof of === 'string' ? of : of(i)}left ${numberText(left[i])} ${sign} right ${numberText(right[i])}`,
    );
  return lines.length > SHOWN ? [...texts, `… ${lines.length} of ${left.length} entries in all`] : texts;
};

const rowsOf = (left: readonly NumberText[]): readonly (readonly NumberText[])[] => {
  const n = Math.round(Math.sqrt(left.length));
  return n * n === left.length ? Array.from({ length: n }, (_, i) => left.slice(i * n, (i + 1) * n)) : [left];
};

/** v with vᵀMv < 0 and that value, where the matrix is exact. */
const directionText = (rows: readonly (readonly NumberText[])[]): string | undefined => {
  const M = rows.map((row) => row.flatMap((text) => ends(text).exact ?? []));
  if (M.some((row) => row.length !== rows.length)) return undefined;
  if (!symmetric(M)) return 'it is not symmetric';
  const result = positiveSemidefinite(M);
  if (result.psd) return undefined;
  const v = result.direction;
  const value = v.reduce((s, a, i) => v.reduce((t, b, j) => t.add(a.mul(b).mul(M[i][j])), s), rational(0));
  return `vᵀMv = ${fractionText(value)} < 0 for v = (${v.map(fractionText).join(', ')})`;
};

const matrixTexts = ({ left }: WitnessSides): readonly string[] => {
  const rows = rowsOf(left);
  const texts = rows.map((row) => row.map(numberText));
  const width = Math.max(...texts.flat().map((text) => charactersOf(text).length));
  const shown =
    rows.length <= SHOWN
      ? texts.map((row, i) => `${i === 0 ? 'M = ' : '    '}[ ${row.map((text) => text.padStart(width)).join('  ')} ]`)
      : [`M is ${rows.length} × ${rows.length}: see the file`];
  const direction = directionText(rows);
  return [...shown, 'should be positive semidefinite', ...(direction === undefined ? [] : [`but ${direction}`])];
};

const textsOf = (sides: WitnessSides): readonly string[] => {
  if (sides.relation === 'psd') return matrixTexts(sides);
  if (sides.relation === 'law') {
    return [`drawn: ${sides.left.map(numberText).join(', ')}`, `claimed: ${sides.right.map(numberText).join(', ')}`];
  }
  return lineTexts(sides);
};

/** Both sides where they contradict the part. */
export const sidesText = (sides: WitnessSides): string => {
  const note = sides.exponential === '2^a' ? ['(e^a read as 2^a: temperatures are in units of 1/ln 2)'] : [];
  return [...textsOf(sides), ...note].map((text) => wrapped(`  ${text}`, '    ')).join('\n');
};
