/** Instances of the first round: most violations show within these. */
export const FIRST_ROUND = 200;

/** Each round after the first is this many times as long. */
const GROWTH = 3;

/** The lengths of the rounds of a search that grows to `most` instances: 200, 600, … , the last cut. */
export const rounds = (most: number): readonly number[] => {
  const lengths: number[] = [];
  for (let left = most, next = FIRST_ROUND; left > 0; next *= GROWTH) {
    lengths.push(Math.min(left, next));
    left -= next;
  }
  return lengths;
};
