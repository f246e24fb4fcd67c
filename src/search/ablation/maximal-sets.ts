/**
 * The largest subsets of some candidates that pass a test which every subset of a passing set passes too. The test names, for a set that
 * fails, some of its members that fail together; only sets that leave out one of them are tried next.
 */
export const maximalSets = (
  candidates: readonly string[],
  conflictIn: (set: readonly string[]) => readonly string[] | undefined,
): readonly (readonly string[])[] => {
  const conflicts: (readonly string[])[] = [];
  const passing: (readonly string[])[] = [];
  const seen = new Set<string>();
  const isWithin = (small: readonly string[], large: readonly string[]): boolean =>
    small.every((member) => large.includes(member));
  let level: readonly (readonly string[])[] = [candidates];
  // Large sets first: a set within one that passed is not maximal.
  while (level.length > 0) {
    const smaller: (readonly string[])[] = [];
    for (const set of [...level].sort((a, b) => b.length - a.length)) {
      const key = set.join(' ');
      if (set.length === 0 || seen.has(key) || passing.some((found) => isWithin(set, found))) continue;
      seen.add(key);
      const conflict = conflicts.find((known) => isWithin(known, set)) ?? conflictIn(set);
      if (conflict === undefined) passing.push(set);
      else {
        conflicts.push(conflict);
        smaller.push(...conflict.map((member) => set.filter((other) => other !== member)));
      }
    }
    level = smaller;
  }
  return passing.filter((set, i) => passing.every((other, k) => i === k || !isWithin(set, other)));
};
