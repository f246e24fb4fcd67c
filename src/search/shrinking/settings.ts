import type { Node, Siblings } from '../../theory/space.js';

/** At most this many smaller integers are tried in place of one. */
const MOST = 8;

const smallerIntegers = (n: number, min: number): readonly number[] =>
  n - min <= MOST
    ? Array.from({ length: Math.max(0, n - min) }, (_, i) => min + i)
    : [min, min + 1, (min + n) >> 1, n - 1];

/** A list of integers with each at its least, and with all lowered by as much as the first one that meets its least allows. */
const lowered = (here: Extract<Node, { kind: 'list' }>, items: readonly unknown[]): readonly (readonly number[])[] => {
  const least = items.map((_, i) => {
    const item = here.item(i);
    return item.kind === 'integer' ? item.min : undefined;
  });
  if (items.length < 2 || least.includes(undefined)) return [];
  const minima = least as readonly number[];
  const values = items as readonly number[];
  const surplus = Math.min(...values.map((n, i) => n - minima[i]));
  return [minima, values.map((n) => n - surplus)];
};

/**
 * The instance with one setting changed, or a list of integers: an optional field left out or put in (by the simplest member of its description), another
 * choice, a smaller integer.
 */
export function* otherSettings(node: Node, instance: unknown): Generator {
  const walk = function* (here: Node, value: unknown, siblings: Siblings): Generator {
    switch (here.kind) {
      case 'optional':
        // `null` is filled in by the nearest member of the description; `undefined` would stay out.
        yield value === undefined ? null : undefined;
        if (value !== undefined) yield* walk(here.node, value, siblings);
        break;
      case 'given':
        yield* walk(here.node(siblings), value, siblings);
        break;
      case 'choice':
        yield* here.options.filter((option) => option !== value);
        break;
      case 'integer':
        yield* smallerIntegers(value as number, here.min);
        break;
      case 'record': {
        const fields = value as Siblings;
        for (const [key, child] of Object.entries(here.fields)) {
          for (const other of walk(child, fields[key], fields)) yield { ...fields, [key]: other };
        }
        break;
      }
      case 'list': {
        const items = value as readonly unknown[];
        yield* lowered(here, items);
        for (const [i, item] of items.entries()) {
          for (const other of walk(here.item(i), item, {})) {
            const probability = here.law ? { probability: (item as Siblings).probability } : undefined;
            yield items.with(i, probability ? { ...(other as object), ...probability } : other);
          }
        }
        break;
      }
      default:
        break;
    }
  };
  yield* walk(node, instance, {});
}
