/** ⌊log₂ |n|⌋ + 1, the number of binary digits of |n|; 0 for 0. */
export const bitLength = (n: bigint): number => {
  const digits = n.toString(16).replace('-', '');
  return 4 * digits.length - (Math.clz32(Number.parseInt(digits[0], 16)) - 28);
};

/** ⌊√n⌋ for n ≥ 0, by Newton's iteration from above. */
export const floorSquareRoot = (n: bigint): bigint => {
  if (n < 2n) return n;
  let x = 1n << BigInt((bitLength(n) + 1) >> 1);
  for (;;) {
    const next = (x + n / x) >> 1n;
    if (next >= x) return x;
    x = next;
  }
};

/** ⌊n/d⌋ for d > 0. */
export const floorDivide = (n: bigint, d: bigint): bigint => {
  const quotient = n / d;
  return quotient * d > n ? quotient - 1n : quotient;
};

/** n·2^s for either sign of s, rounded towards −∞. */
export const shift = (n: bigint, s: number): bigint => n << BigInt(s);
