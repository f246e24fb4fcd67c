import { isRational, type Rational, rational, rationals } from '../arithmetic/rational.js';
import { presences } from './presence.js';
import { type Axis, laidOut, type Node, type Siblings } from '../theory/space.js';

/** What a value offers where a list is described: nothing, unless it is a list. */
const itemsOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);

/**
 * The member of a description nearest to a value: lengths are taken from the value where an axis first occurs and enforced
 * where it occurs again (cut, or filled with zeros), and so is whether fields are there that come together; missing probability goes to the first item, integers are clamped.
 * A value that already belongs to the description comes back equal.
 */
export const fit = (node: Node, value: unknown): unknown => {
  const sizes = new Map<string, number>();

  const size = (axis: Axis, offered: number): number => {
    const known = sizes.get(axis.label);
    if (known !== undefined) return known;
    const fresh = axis.derived
      ? axis.derived((label) => sizes.get(label) ?? 0)
      : Math.min(Math.max(offered, axis.min), axis.max);
    sizes.set(axis.label, fresh);
    return fresh;
  };

  const probabilities = (offered: readonly unknown[], n: number, zeros = false): Rational[] => {
    const isAllowed = ({ s, n: numerator }: Rational): boolean => (numerator > 0n ? s > 0n : zeros);
    const p = Array.from({ length: n }, (_, i) => (isRational(offered[i]) ? offered[i] : rationals.zero));
    const rest = p.slice(1).reduce((s, q) => s.add(q), rationals.zero);
    const first = rationals.one.sub(rest);
    if (isAllowed(first) && p.slice(1).every(isAllowed)) return [first, ...p.slice(1)];
    // Of laws with zeros the one no number of which can be made simpler, so that no chain of simpler laws comes back to it.
    return p.map((_, i) => (zeros ? rational(i === 0 ? 1 : 0) : rational(1, n)));
  };

  const isThere = presences();

  const at = (here: Node, old: unknown, siblings: Siblings): unknown => {
    switch (here.kind) {
      case 'number':
        return isRational(old) && !(here.sign === 'positive' && (old.s < 0n || old.n === 0n))
          ? here.sign === 'non-negative' && old.s < 0n
            ? rationals.zero
            : old
          : here.sign === 'positive'
            ? rational(1, Math.ceil(1 / here.bound))
            : rationals.zero;
      case 'integer': {
        const max = typeof here.max === 'number' ? here.max : (sizes.get(here.max.sizeOf) ?? here.min);
        return Math.min(Math.max(typeof old === 'number' ? old : here.min, here.min), max);
      }
      case 'choice':
        return here.options.includes(old as string) ? old : here.options[0];
      case 'absent':
        return undefined;
      case 'optional':
        return isThere(here, () => old !== undefined) ? at(here.node, old, siblings) : undefined;
      case 'given':
        return at(here.node(siblings), old, siblings);
      case 'record': {
        const source = (old ?? {}) as Siblings;
        const fields: Record<string, unknown> = {};
        for (const [key, child] of laidOut(here)) {
          const fitted = at(child, source[key], fields);
          if (fitted !== undefined) fields[key] = fitted;
        }
        return fields;
      }
      case 'simplex': {
        const source = itemsOf(old);
        return probabilities(source, size(here.axis, source.length), here.zeros);
      }
      case 'symmetric': {
        const source = itemsOf(old).map(itemsOf);
        const n = size(here.axis, source.length);
        return Array.from({ length: n }, (_, i) =>
          Array.from({ length: n }, (_, j) => at(here.entry, source[Math.min(i, j)]?.[Math.max(i, j)], {})),
        );
      }
      case 'list': {
        const source = itemsOf(old);
        const n = size(here.axis, source.length);
        const items = Array.from({ length: n }, (_, i) => at(here.item(i), source[i], {}));
        if (!here.law) return items;
        const p = probabilities(
          source.map((item) => (item as Siblings | undefined)?.probability),
          n,
        );
        return items.map((item, i) => ({ probability: p[i], ...(item as object) }));
      }
    }
  };
  return at(node, value, {});
};
