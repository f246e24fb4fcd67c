/** What a claim rests on, by id. */
export type Dependencies = (id: string) => readonly string[];

/** Every claim that a claim rests on, directly or not, without itself. */
export const ancestors = (id: string, dependsOn: Dependencies): ReadonlySet<string> => {
  const found = new Set<string>();
  const visit = (of: string): void => {
    for (const each of dependsOn(of)) {
      if (found.has(each) || each === id) continue;
      found.add(each);
      visit(each);
    }
  };
  visit(id);
  return found;
};

/**
 * The broken claims from which the break of a claim may come: those it rests on, or itself, that rest on no broken claim themselves. In the
 * order of `broken`.
 */
export const firstBrokenSteps = (id: string, broken: readonly string[], dependsOn: Dependencies): readonly string[] => {
  const below = ancestors(id, dependsOn);
  const isFirst = (each: string): boolean => {
    const deeper = ancestors(each, dependsOn);
    return broken.every((other) => !deeper.has(other));
  };
  return broken.filter((each) => (each === id || below.has(each)) && isFirst(each));
};
