import type { Node } from '../theory/space.js';

/** Whether an optional field is there: as the first of those that come together with it, or as is said for it. */
export const presences = (): ((field: Extract<Node, { kind: 'optional' }>, otherwise: () => boolean) => boolean) => {
  const known = new Map<string, boolean>();
  return ({ together }, otherwise) => {
    if (together === undefined) return otherwise();
    const there = known.get(together) ?? otherwise();
    known.set(together, there);
    return there;
  };
};
