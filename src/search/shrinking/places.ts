import type { Rational } from '../../arithmetic/rational.js';
import type { Axis, Node, NumberNode, Siblings } from '../../theory/space.js';

/** Where a value stands in an instance: field names and indices from the root. */
export type Path = readonly (string | number)[];

/** One number of an instance: a free one, a probability, or the mirror image of an earlier entry of a symmetric matrix. */
export interface NumberPlace {
  readonly path: Path;
  readonly value: Rational;
  readonly role: NumberNode | 'probability' | 'mirror';
}

/** The probabilities of one law or simplex, by their places among the numbers. */
export interface LawPlace {
  readonly numbers: readonly number[];
  readonly zeros: boolean;
}

/** What an instance of a description consists of. The numbers come in the order `numbersOf` lists them. */
export interface Places {
  /** Every axis that is not derived, once, in the order they occur. */
  readonly axes: ReadonlyMap<string, { readonly axis: Axis; readonly size: number }>;
  /** The greatest length of a derived axis, 0 where there is none. */
  readonly longestDerived: number;
  /** Optional fields that are there + places of the choices among their options + integers above their least ones. */
  readonly settings: number;
  readonly numbers: readonly NumberPlace[];
  readonly laws: readonly LawPlace[];
}

/** The places of an instance. Its own order of fields is followed, not that of the description. */
export const placesOf = (node: Node, instance: unknown): Places => {
  const axes = new Map<string, { axis: Axis; size: number }>();
  const numbers: NumberPlace[] = [];
  const laws: LawPlace[] = [];
  let [settings, longestDerived] = [0, 0];

  const meet = (axis: Axis, size: number): void => {
    if (axis.derived) longestDerived = Math.max(longestDerived, size);
    else if (!axes.has(axis.label)) axes.set(axis.label, { axis, size });
  };
  const see = (path: Path, value: unknown, role: NumberPlace['role']): number =>
    numbers.push({ path, value: value as Rational, role }) - 1;

  const walk = (here: Node, value: unknown, siblings: Siblings, path: Path, masses?: number[]): void => {
    if (value === undefined) return;
    switch (here.kind) {
      case 'number':
        see(path, value, here);
        break;
      case 'integer':
        settings += (value as number) - here.min;
        break;
      case 'choice':
        settings += Math.max(0, here.options.indexOf(value as string));
        break;
      case 'absent':
        break;
      case 'optional':
        settings++;
        walk(here.node, value, siblings, path);
        break;
      case 'given':
        walk(here.node(siblings), value, siblings, path, masses);
        break;
      case 'record': {
        const fields = value as Siblings;
        for (const key of Object.keys(fields)) {
          if (masses && key === 'probability') masses.push(see([...path, key], fields[key], 'probability'));
          else if (key in here.fields) walk(here.fields[key], fields[key], fields, [...path, key]);
        }
        break;
      }
      case 'list': {
        const items = value as readonly unknown[];
        meet(here.axis, items.length);
        const own: number[] | undefined = here.law ? [] : undefined;
        items.forEach((item, i) => walk(here.item(i), item, {}, [...path, i], own));
        if (own) laws.push({ numbers: own, zeros: false });
        break;
      }
      case 'simplex': {
        const items = value as readonly unknown[];
        meet(here.axis, items.length);
        laws.push({ numbers: items.map((p, i) => see([...path, i], p, 'probability')), zeros: here.zeros });
        break;
      }
      case 'symmetric': {
        const rows = value as readonly (readonly unknown[])[];
        meet(here.axis, rows.length);
        rows.forEach((row, i) => row.forEach((a, j) => see([...path, i, j], a, j < i ? 'mirror' : here.entry)));
        break;
      }
    }
  };
  walk(node, instance, {}, []);
  return { axes, longestDerived, settings, numbers, laws };
};

/** Whether a number may stand where a node describes it: of its sign and within its bound, or no further out than `reach`. */
export const admits = ({ bound, sign }: NumberNode, a: Rational, reach = 0): boolean =>
  a.n === 0n ? sign !== 'positive' : (sign === 'any' || a.s > 0n) && a.abs().compare(Math.max(bound, reach)) <= 0;
