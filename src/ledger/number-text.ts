import { type Rational, rational } from '../arithmetic/rational.js';

/** A number as written has at most this many digits: every float64 written out in full has fewer. */
export const MOST_DIGITS = 1100;
/** … and an exponent of at most this magnitude, beyond the range of float64 on either side. */
export const LARGEST_EXPONENT = 400;

const FRACTION = /^([+-]?\d+)\/(\d+)$/;
const DECIMAL = /^([+-]?\d+)(?:\.(\d+))?(?:[eE]([+-]?\d{1,9}))?$/;

/** What `rationalOfText` reads, in words. */
export const NUMBER_IN_WORDS = `a number such as 0.1 or "-3/8" (${MOST_DIGITS} digits and an exponent of ${LARGEST_EXPONENT} at most)`;

/**
 * "-3/8", "0.1" = 1/10, "1e-3" = 1/1000: the decimal or fraction as written, exactly. Anything else (NaN, Infinity, 1/0, a
 * number of too many digits) is undefined.
 */
export const rationalOfText = (text: string): Rational | undefined => {
  if (text.length > MOST_DIGITS) return undefined;
  const fraction = FRACTION.exec(text);
  if (fraction !== null) {
    const denominator = BigInt(fraction[2]);
    return denominator === 0n ? undefined : rational(BigInt(fraction[1]), denominator);
  }
  const decimal = DECIMAL.exec(text);
  if (decimal === null) return undefined;
  const part = (decimal[2] as string | undefined) ?? '';
  const written = Number((decimal[3] as string | undefined) ?? '0');
  if (Math.abs(written) > LARGEST_EXPONENT) return undefined;
  const exponent = written - part.length;
  const digits = BigInt(decimal[1] + part);
  const power = 10n ** BigInt(Math.abs(exponent));
  return exponent < 0 ? rational(digits, power) : rational(digits * power);
};
