import { isRational, type Rational } from '../../arithmetic/rational.js';
import type { Axis, Node, NumberNode, Siblings } from '../../theory/space.js';

/** Where a value stands in an instance: keys and indices from the top. */
export type Path = readonly (string | number)[];

/** A place of an instance at which something can be changed, with what its description says of it. */
export type Place =
  | { readonly kind: 'number'; readonly path: Path; readonly node: NumberNode; readonly value: Rational }
  | { readonly kind: 'integer'; readonly path: Path; readonly value: number }
  | { readonly kind: 'choice'; readonly path: Path; readonly options: readonly string[]; readonly value: string }
  | { readonly kind: 'optional'; readonly path: Path; readonly present: boolean }
  /** A probability vector: the paths of its entries. */
  | {
      readonly kind: 'law';
      readonly entries: readonly Path[];
      readonly masses: readonly Rational[];
      readonly zeros: boolean;
    };

/** An axis an instance uses, with its length there. */
export interface UsedAxis {
  readonly axis: Axis;
  readonly length: number;
}

/** Everything of an instance that can be changed by itself. */
export interface Places {
  readonly places: readonly Place[];
  /** The axes whose length is free, each once. */
  readonly axes: readonly UsedAxis[];
}

/** The places and axes of an instance of a description. */
export const placesOf = (node: Node, instance: unknown): Places => {
  const places: Place[] = [];
  const axes = new Map<string, UsedAxis>();

  const use = (axis: Axis, length: number): void => {
    if (!axis.derived && axis.min < axis.max && !axes.has(axis.label)) axes.set(axis.label, { axis, length });
  };

  const law = (entries: readonly Path[], masses: readonly unknown[], zeros: boolean): void => {
    if (masses.length > 1) places.push({ kind: 'law', entries, masses: masses.filter(isRational), zeros });
  };

  const walk = (here: Node, value: unknown, path: Path, siblings: Siblings): void => {
    if (here.kind === 'optional') places.push({ kind: 'optional', path, present: value !== undefined });
    if (value === undefined && here.kind !== 'given') return;
    switch (here.kind) {
      case 'number':
        if (isRational(value)) places.push({ kind: 'number', path, node: here, value });
        break;
      case 'integer':
        places.push({ kind: 'integer', path, value: value as number });
        break;
      case 'choice':
        if (here.options.length > 1) {
          places.push({ kind: 'choice', path, options: here.options, value: value as string });
        }
        break;
      case 'optional':
        walk(here.node, value, path, siblings);
        break;
      case 'given':
        walk(here.node(siblings), value, path, siblings);
        break;
      case 'absent':
        break;
      case 'record': {
        const fields = value as Siblings;
        for (const [key, child] of Object.entries(here.fields)) walk(child, fields[key], [...path, key], fields);
        break;
      }
      case 'simplex': {
        const masses = value as readonly unknown[];
        use(here.axis, masses.length);
        law(
          masses.map((_, i) => [...path, i]),
          masses,
          here.zeros,
        );
        break;
      }
      case 'symmetric': {
        const rows = value as readonly (readonly unknown[])[];
        use(here.axis, rows.length);
        rows.forEach((row, i) => row.forEach((entry, j) => i <= j && walk(here.entry, entry, [...path, i, j], {})));
        break;
      }
      case 'list': {
        const items = value as readonly unknown[];
        use(here.axis, items.length);
        if (here.law) {
          law(
            items.map((_, i) => [...path, i, 'probability']),
            items.map((item) => (item as Siblings).probability),
            false,
          );
        }
        items.forEach((item, i) => walk(here.item(i), item, [...path, i], {}));
        break;
      }
    }
  };
  walk(node, instance, [], {});
  return { places, axes: [...axes.values()] };
};

/** The value at a path, or nothing where the path leads nowhere. */
export const valueAt = (instance: unknown, path: Path): unknown =>
  path.reduce<unknown>(
    (value, key) =>
      typeof value === 'object' && value !== null ? (value as Record<string | number, unknown>)[key] : undefined,
    instance,
  );

/** The instance with the value at a path replaced; what leads there is copied. */
export const withValueAt = (instance: unknown, path: Path, value: unknown): unknown => {
  if (path.length === 0) return value;
  const [key, ...rest] = path;
  const inner = withValueAt(valueAt(instance, [key]), rest, value);
  if (Array.isArray(instance)) return (instance as readonly unknown[]).with(Number(key), inner);
  return { ...(instance as object), [key]: inner };
};
