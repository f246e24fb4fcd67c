import { type Rational, rational } from '../../arithmetic/rational.js';
import { numbersOf } from '../../theory/layout.js';
import type { Node, Siblings } from '../../theory/space.js';
import type { Draws } from '../draw.js';
import { type Place, type UsedAxis, valueAt, withValueAt } from './places.js';
import { isFine, type Move } from './value-moves.js';

const half = rational(1, 2);

/** A list with place k left out, or with a copy of place k behind it. */
const edited = <T>(items: readonly T[], k: number, copy: boolean): T[] =>
  copy ? items.flatMap((item, i) => (i === k ? [item, item] : [item])) : items.filter((_, i) => i !== k);

/** A copied place shares its mass with its copy, so that the sum stays 1; what a place left out had goes to the first by the fit. */
const editedMasses = (masses: readonly Rational[], k: number, copy: boolean): Rational[] =>
  edited(
    masses.map((mass, i) => (copy && i === k ? mass.mul(half) : mass)),
    k,
    copy,
  );

/** The instance with place k of an axis left out or copied wherever the axis occurs: not yet a member, lengths elsewhere may disagree. */
export const withPlace = (node: Node, instance: unknown, label: string, k: number, copy: boolean): unknown => {
  const walk = (here: Node, value: unknown, siblings: Siblings): unknown => {
    if (value === undefined) return undefined;
    switch (here.kind) {
      case 'list': {
        const items = (value as readonly unknown[]).map((item, i) => {
          const inner = walk(here.item(i), item, {});
          return here.law ? { ...(inner as object), probability: (item as Siblings).probability } : inner;
        });
        if (here.axis.label !== label) return items;
        if (!here.law) return edited(items, k, copy);
        const masses = editedMasses(
          items.map((item) => (item as { readonly probability: Rational }).probability),
          k,
          copy,
        );
        return edited(items, k, copy).map((item, i) => ({ ...(item as object), probability: masses[i] }));
      }
      case 'simplex':
        return here.axis.label === label ? editedMasses(value as readonly Rational[], k, copy) : value;
      case 'symmetric':
        return here.axis.label === label
          ? edited(value as readonly (readonly unknown[])[], k, copy).map((row) => edited(row, k, copy))
          : value;
      case 'record': {
        const fields = value as Siblings;
        return Object.fromEntries(
          Object.entries(here.fields).map(([key, child]) => [key, walk(child, fields[key], fields)]),
        );
      }
      case 'optional':
        return walk(here.node, value, siblings);
      case 'given':
        return walk(here.node(siblings), value, siblings);
      default:
        return value;
    }
  };
  return walk(node, instance, {});
};

/** One place more (a copy of one that is there) or one less on an axis. */
export const axisMove = (node: Node, { axis, length }: UsedAxis, random: Draws): Move => {
  const grow = length <= axis.min || (length < axis.max && random.integer(0, 1) === 0);
  const k = random.integer(0, Math.max(0, length - 1));
  return {
    again: false,
    change: (instance) => {
      const there = withPlace(node, instance, axis.label, k, grow);
      return numbersOf(there).some(isFine) ? undefined : there;
    },
  };
};

type SettingPlace = Extract<Place, { kind: 'integer' | 'choice' | 'optional' }>;

/**
 * An integer one up or down, another choice, an optional field left out or, from an instance drawn for it, put in. Where the
 * drawn instance lacks the field too, nothing.
 */
export const settingMove = (place: SettingPlace, random: Draws, fresh: () => unknown): Move => {
  const put = (value: unknown): Move => ({
    again: false,
    change: (instance) => withValueAt(instance, place.path, value),
  });
  switch (place.kind) {
    case 'integer':
      return put(place.value + (random.integer(0, 1) === 0 ? -1 : 1));
    case 'choice': {
      const others = place.options.filter((option) => option !== place.value);
      return put(others[random.integer(0, others.length - 1)]);
    }
    case 'optional': {
      if (place.present) return put(undefined);
      const field = valueAt(fresh(), place.path);
      return field === undefined ? { again: false, change: () => undefined } : put(field);
    }
  }
};
