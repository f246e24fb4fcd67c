/** k of the least-squares line log y = k log x + c, the powers of two being exact; nothing where some y is not positive or there are fewer than two. */
export const fittedExponent = (x: readonly number[], y: readonly number[]): number | null => {
  if (x.length < 2 || y.some((value) => !(value > 0) || !Number.isFinite(value))) return null;
  const mean = (values: readonly number[]): number => values.reduce((s, v) => s + v, 0) / values.length;
  const [u, v] = [x.map(Math.log2), y.map(Math.log2)];
  const [meanU, meanV] = [mean(u), mean(v)];
  const covariance = mean(u.map((a, i) => (a - meanU) * (v[i] - meanV)));
  const variance = mean(u.map((a) => (a - meanU) ** 2));
  return variance === 0 ? null : covariance / variance;
};
