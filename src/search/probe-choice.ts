/** Which of many drawn instances are worth keeping: few that between them show what the many show. */

/** Places of an instance by what is there: "network.activation=relu", "world.points×2", "network.slope≠0". */
const featuresOf = (instance: unknown, path = ''): readonly string[] => {
  if (typeof instance === 'number') return [`${path}=${instance}`];
  // An encoded number is a fraction; every other text is a choice.
  if (typeof instance === 'string') return /^-?\d/.test(instance) ? sizesOf(instance, path) : [`${path}=${instance}`];
  if (Array.isArray(instance)) {
    return [`${path}×${Math.min(instance.length, 2)}`, ...instance.flatMap((child) => featuresOf(child, `${path}.*`))];
  }
  if (typeof instance !== 'object' || instance === null) return [];
  return Object.entries(instance).flatMap(([key, child]) => [`${path}.${key}`, ...featuresOf(child, `${path}.${key}`)]);
};

/** What a number shows of a formula: nothing where it is 0; a power or a sign where it is neither 1 nor positive. */
const sizesOf = (fraction: string, path: string): readonly string[] => [
  ...(fraction === '0' ? [] : [`${path}≠0`]),
  ...(['-1', '0', '1'].includes(fraction) ? [] : [`${path}≠0,±1`]),
  ...(fraction.startsWith('-') ? [`${path}<0`] : []),
];

/**
 * At most `most` of the candidates, in their order: one after the other that with the most features no chosen one has. `encoded` is
 * the candidate as a plain JSON value; `shows` names what else it is good for.
 */
export const chosenFrom = <T>(
  candidates: readonly T[],
  most: number,
  encoded: (candidate: T) => unknown,
  shows: (candidate: T) => readonly string[],
): readonly T[] => {
  const features = candidates.map((candidate) => new Set([...featuresOf(encoded(candidate)), ...shows(candidate)]));
  const seen = new Set<string>();
  const chosen = new Set<number>();
  const news = (i: number): number => [...features[i]].filter((feature) => !seen.has(feature)).length;
  while (chosen.size < Math.min(most, candidates.length)) {
    const rest = candidates.map((_, i) => i).filter((i) => !chosen.has(i));
    const best = rest.reduce((a, b) => (news(b) > news(a) ? b : a));
    // What shows nothing new is kept too while there is room, unless it is the same instance.
    chosen.add(best);
    features[best].forEach((feature) => seen.add(feature));
  }
  return candidates.filter((_, i) => chosen.has(i));
};
