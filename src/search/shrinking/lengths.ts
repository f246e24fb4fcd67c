import { type Rational, rational, rationals } from '../../arithmetic/rational.js';
import type { Node, Siblings } from '../../theory/space.js';
import { type Places, placesOf } from './places.js';
import { rankOf } from './size.js';

/** What happens to the mass of the places a law loses: the first place left takes it, all share it, or all count alike. */
const redistributions = ['first', 'proportional', 'uniform'] as const;
type Redistribution = (typeof redistributions)[number];

/** The places that stay of each axis that is shortened, by its label. */
export type Kept = ReadonlyMap<string, readonly number[]>;

/** What stays of the lists along derived axes, by their length; without it, their first places. */
type Follows = (length: number) => readonly number[];

const range = (n: number): readonly number[] => Array.from({ length: n }, (_, i) => i);

const only = <T>(items: readonly T[], places: readonly number[]): T[] =>
  places.filter((k) => k < items.length).map((k) => items[k]);

const redistributed = (masses: readonly Rational[], by: Redistribution): readonly Rational[] => {
  if (by === 'first') return masses;
  if (by === 'uniform') return masses.map(() => rational(1, masses.length));
  const total = masses.reduce((s, p) => s.add(p), rationals.zero);
  return total.n === 0n ? masses : masses.map((p) => p.div(total));
};

/**
 * What a node of a tree is called once some children of others are left out: its path (the digits of the steps to it), a name elsewhere in the instance,
 * follows; nothing where the node itself goes. What is no path stays as it is.
 */
const pathsAfter = (kept: Kept, name: string): readonly string[] => {
  if (!/^\d+$/.test(name)) return [name];
  const steps = Array.from(name, (step, i) => {
    const places = kept.get(`children ${i === 0 ? 'root' : name.slice(0, i)}`);
    return places ? places.indexOf(Number(step)) : Number(step);
  });
  return steps.includes(-1) ? [] : [steps.join('')];
};

/** The instance with some places of some axes left out, wherever the axes occur; positions follow what they pointed at. */
export const shortened = (
  node: Node,
  instance: unknown,
  kept: Kept,
  by: Redistribution,
  follows: Follows = range,
): unknown => {
  const renamed = (name: string): readonly string[] => pathsAfter(kept, name);
  const walk = (here: Node, value: unknown, siblings: Siblings): unknown => {
    if (value === undefined) return undefined;
    switch (here.kind) {
      case 'list': {
        const items = (value as readonly unknown[]).map((item, i) => {
          const inner = walk(here.item(i), item, {});
          return here.law ? { ...(inner as object), probability: (item as Siblings).probability } : inner;
        });
        const places = here.axis.derived ? follows(items.length) : kept.get(here.axis.label);
        if (!places) return items;
        const left = only(items, places);
        if (!here.law) return left;
        const masses = redistributed(
          left.map((item) => (item as Siblings).probability as Rational),
          by,
        );
        return left.map((item, i) => ({ ...(item as object), probability: masses[i] }));
      }
      case 'simplex': {
        const places = kept.get(here.axis.label);
        const masses = value as readonly Rational[];
        return places ? redistributed(only(masses, places), by) : masses;
      }
      case 'symmetric': {
        const places = kept.get(here.axis.label);
        const rows = value as readonly (readonly unknown[])[];
        return places ? only(rows, places).map((row) => only(row, places)) : rows;
      }
      case 'record': {
        const fields = value as Siblings;
        const walked = Object.entries(here.fields).map(
          ([key, child]) => [key, walk(child, fields[key], fields)] as const,
        );
        return Object.fromEntries(walked.flatMap(([key, child]) => renamed(key).map((name) => [name, child])));
      }
      case 'choice':
        return renamed(value as string)[0] ?? value;
      case 'integer': {
        const places = typeof here.max === 'number' ? undefined : kept.get(here.max.sizeOf);
        const k = places?.indexOf((value as number) - 1) ?? -1;
        return k < 0 ? value : k + 1;
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

/** The longest axis all of whose subsets are tried. */
const SHORT = 5;

/** Places to keep of an axis of n, fewest first: every subset of `least` or more of a short axis; of a long one halves and all but one. */
export const subsets = (n: number, least: number): readonly (readonly number[])[] => {
  const all = Array.from({ length: n }, (_, i) => i);
  if (n > SHORT) {
    const half = Math.max(least, n >> 1);
    const parts = [all.slice(0, least), all.slice(0, half), all.slice(n - half)];
    return [...parts, ...all.map((k) => all.filter((i) => i !== n - 1 - k))].filter((part) => part.length < n);
  }
  return Array.from({ length: 2 ** n }, (_, bits) => all.filter((i) => (bits >> i) & 1))
    .filter((part) => part.length >= least && part.length < n)
    .sort((a, b) => a.length - b.length);
};

/** All axes of a set cut to their least lengths at once, at their first places and at their last. */
const together = (axes: Places['axes'], belongs: (label: string) => boolean): readonly Kept[] => {
  const chosen = [...axes].filter(([label, { size, axis }]) => size > axis.min && belongs(label));
  if (chosen.length < 2) return [];
  const cut = (from: (size: number, min: number) => number): Kept =>
    new Map(chosen.map(([label, { size, axis }]) => [label, range(axis.min).map((k) => k + from(size, axis.min))]));
  return [cut(() => 0), cut((size, min) => size - min)];
};

/**
 * How lists along derived axes may follow an axis of n that keeps some places: the first places stay; a list as long as the axis keeps the same
 * places; or one place is left out with one of the axis, each in turn.
 */
const followers = (n: number, places: readonly number[], longest: number): readonly Follows[] =>
  longest === 0
    ? [range]
    : [
        (length) => (length === n ? places : range(length)),
        range,
        ...(places.length === n - 1 ? range(longest) : []).map(
          (k): Follows =>
            (length) =>
              range(length).filter((i) => i !== k),
        ),
      ];

/** The instance with fewer points, views, layers, units: all of them at once, a rank at once, then one axis at a time. */
export function* shorterAxes(node: Node, instance: unknown): Generator {
  const { axes, longestDerived } = placesOf(node, instance);
  const rank = (label: string): string => {
    const found = axes.get(label);
    return found ? rankOf(found.axis) : '';
  };
  const ranked = ['points', 'views', 'layers', 'units'].flatMap((each) =>
    together(axes, (label) => rank(label) === each),
  );
  for (const kept of [...together(axes, () => true), ...ranked]) {
    for (const by of redistributions) yield shortened(node, instance, kept, by);
  }
  for (const [label, { axis, size }] of axes) {
    for (const places of subsets(size, axis.min)) {
      for (const follows of followers(size, places, longestDerived)) {
        for (const by of redistributions) yield shortened(node, instance, new Map([[label, places]]), by, follows);
      }
    }
  }
}
