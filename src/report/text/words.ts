/** Words and numbers that every renderer writes alike. */
import type { Standing } from '../model/page.js';

/** A verdict as a symbol, a word, and the class of its colour: none of them alone. */
export const verdictLook = ({
  verdict,
  asExpected,
}: Pick<Standing, 'verdict' | 'asExpected'>): { readonly symbol: string; readonly word: string; readonly tone: string } => {
  if (verdict === 'none') return { symbol: '–', word: 'not checked', tone: 'quiet' };
  if (!asExpected) return { symbol: '‼', word: `${verdict}, not as expected`, tone: 'bad' };
  if (verdict === 'refuted') return { symbol: '✗', word: 'refuted, as expected', tone: 'warn' };
  return { symbol: '✓', word: verdict, tone: 'good' };
}; // prettier-ignore

const SUPERSCRIPTS = '⁰¹²³⁴⁵⁶⁷⁸⁹';

/** 10⁻⁶ for −6. */
export const powerOfTen = (exponent: number): string =>
  `10${exponent < 0 ? '⁻' : ''}${Array.from(String(Math.abs(exponent)), (digit) => SUPERSCRIPTS[Number(digit)]).join('')}`;

/** A number in at most three digits: 0.0125, −3.2 · 10⁻⁷; a true minus sign. */
export const numberText = (x: number | null): string => {
  if (x === null) return '–';
  if (x === 0) return '0';
  const size = Math.abs(x);
  if (size >= 1e-4 && size < 1e6) return String(Number(x.toPrecision(3))).replace('-', '−');
  const [mantissa, exponent] = x.toExponential(1).split('e');
  return `${mantissa.replace('-', '−').replace('.0', '')} · ${powerOfTen(Number(exponent))}`;
};

/** 12 % of a whole; – of nothing. */
export const shareText = (part: number, whole: number): string =>
  whole === 0 ? '–' : `${Number(((100 * part) / whole).toPrecision(part > 0 && part * 100 < whole ? 1 : 2))} %`;

/** A latent by its path. */
export const latentName = (path: string): string => (path === '' ? 'root' : path);

export const plural = (n: number, one: string, many = `${one}s`): string => `${n} ${n === 1 ? one : many}`;
