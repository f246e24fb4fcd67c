/** The least level an interval may have. */
const LEAST_LEVEL = 0.95;

/** A confidence interval for a median, with its level. */
export interface MedianInterval {
  readonly median: number;
  readonly low: number;
  readonly high: number;
  readonly level: number;
}

/** Σ_{i < k} C(n, i) / 2ⁿ. */
const binomialBelow = (k: number, n: number): number => {
  let term = 2 ** -n;
  let sum = 0;
  for (let i = 0; i < k; i++) {
    sum += term;
    term *= (n - i) / (i + 1);
  }
  return sum;
};

/**
 * [x_(k), x_(n+1−k)], level 1 − 2 Σ_{i<k} C(n, i)/2ⁿ: covers the median of the law the n numbers were drawn from independently, whatever
 * that law. The largest k with a level of at least 0.95 is taken; undefined for fewer than six numbers, which allow no such level.
 */
export const medianInterval = (values: readonly number[]): MedianInterval | undefined => {
  const sorted = [...values].sort((a, b) => a - b);
  const n = sorted.length;
  const levelOf = (k: number): number => 1 - 2 * binomialBelow(k, n);
  let k = 0;
  while (k + 1 <= n / 2 && levelOf(k + 1) >= LEAST_LEVEL) k++;
  if (k === 0) return undefined;
  const middle = (sorted[Math.floor((n - 1) / 2)] + sorted[Math.floor(n / 2)]) / 2;
  return { median: middle, low: sorted[k - 1], high: sorted[n - k], level: levelOf(k) };
};
