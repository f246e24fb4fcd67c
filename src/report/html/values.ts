/** Values of an instance as they stand in a file: leaves, vectors, matrices. */
import { rationalOfText } from '../../ledger/number-text.js';
import { html, type Html } from './escape.js';

type Fields = Readonly<Record<string, unknown>>;

export const isFields = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
export const isLeaf = (value: unknown): boolean => typeof value !== 'object' || value === null;
export const isVector = (value: unknown): value is readonly unknown[] => Array.isArray(value) && value.every(isLeaf);
export const isMatrix = (value: unknown): value is readonly (readonly unknown[])[] =>
  Array.isArray(value) && value.length > 0 && value.every((row) => isVector(row) && row.length > 0);

/** A number or word as it is shown: a true minus sign, "" for no text. */
export const leafText = (value: unknown): string => (value === '' ? '""' : String(value).replace(/^-(?=[\d.])/, '−'));

/** The number a leaf says, or nothing. */
export const numberOf = (value: unknown): number | undefined => {
  if (typeof value === 'number') return value;
  const found = typeof value === 'string' ? rationalOfText(value)?.valueOf() : undefined;
  return found !== undefined && Number.isFinite(found) ? found : undefined;
};

export const vectorText = (v: readonly unknown[]): string => `(${v.map(leafText).join(', ')})`;

/** The most entries of a matrix that is set out. */
const MOST_ENTRIES = 64;

/** name = [ … ] in MathML; a matrix that is too large is only counted. */
export const matrixMath = (name: string, M: readonly (readonly unknown[])[]): Html => {
  const [rows, columns] = [M.length, M[0]?.length ?? 0];
  if (rows === 1) return html`<span>${name} = [ ${M[0].map(leafText).join('\u2002')} ]</span>`;
  if (rows * columns > MOST_ENTRIES) return html`<span>${name}: ${rows} × ${columns}, in the file</span>`;
  return html`<math
    ><mi mathvariant="normal">${name}</mi><mo>=</mo><mo>[</mo
    ><mtable
      >${M.map((row) => html`<mtr>${row.map((entry) => html`<mtd><mn>${leafText(entry)}</mn></mtd>`)}</mtr>`)}</mtable
    ><mo>]</mo></math
  >`;
};

const SUBSCRIPTS = '₀₁₂₃₄₅₆₇₈₉';

/** The digits of a whole number below the line. */
export const subscript = (n: number): string =>
  Array.from(String(n), (digit) => SUBSCRIPTS[Number(digit)] ?? digit).join('');

/** The name of what stands at a key: weights[0] is W₁, biases[0] b₁; W(01) is at node 01 of a tree, W(root) at its root. */
export const placeName = (key: string, place: string | number): string => {
  const letter = key === 'weights' ? 'W' : key === 'biases' ? 'b' : key;
  return typeof place === 'number' ? `${letter}${subscript(place + 1)}` : `${letter}(${place === '' ? 'root' : place})`;
}; // prettier-ignore

/** A value under a name, on a line or as a matrix; deeper ones as JSON. */
export const namedValue = (name: string, value: unknown): Html => {
  if (isLeaf(value)) return html`<span>${name} = ${leafText(value)}</span>`;
  if (isVector(value)) return html`<span>${name} = ${vectorText(value)}</span>`;
  if (isMatrix(value)) return matrixMath(name, value);
  return html`<span>${name} = <code>${JSON.stringify(value)}</code></span>`;
};
