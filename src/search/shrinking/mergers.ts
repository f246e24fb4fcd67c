import { isRational, type Rational, rationals } from '../../arithmetic/rational.js';
import type { Node, Siblings } from '../../theory/space.js';
import { type Kept, shortened } from './lengths.js';

/** A law as it stands in an instance: records that have a probability. */
type Law = readonly Siblings[];

const isLaw = (value: unknown): value is Law =>
  Array.isArray(value) && value.length > 0 && isRational((value[0] as Siblings | null)?.probability);

const massOf = (item: Siblings): Rational => item.probability as Rational;

const weighted = (items: Law, weight: Rational): Law =>
  items.map((item) => ({ ...item, probability: massOf(item).mul(weight) }));

/** Two items of a law as one: its mass is both, and its inner laws are the mixtures. Where they have none, there is no merger. */
const merged = (one: Siblings, other: Siblings): Siblings | undefined => {
  const mass = massOf(one).add(massOf(other));
  const inner = Object.keys(one).filter((key) => isLaw(one[key]) && isLaw(other[key]));
  if (inner.length === 0 || mass.n === 0n) return undefined;
  const mixtures = inner.map((key) => [
    key,
    [...weighted(one[key] as Law, massOf(one).div(mass)), ...weighted(other[key] as Law, massOf(other).div(mass))],
  ]);
  return { ...one, ...(Object.fromEntries(mixtures) as Siblings), probability: mass };
};

/** The laws of an instance that are fields of records, by their axes, and the instance with one of them replaced. */
function* lawsIn(
  node: Node,
  value: unknown,
  put: (changed: unknown) => unknown,
  siblings: Siblings = {},
): Generator<{ readonly label: string; readonly law: Law; readonly put: (law: Law) => unknown }> {
  if (value === undefined) return;
  switch (node.kind) {
    case 'list':
      if (node.law) yield { label: node.axis.label, law: value as Law, put };
      break;
    case 'record': {
      const fields = value as Siblings;
      for (const [key, child] of Object.entries(node.fields)) {
        yield* lawsIn(child, fields[key], (changed) => put({ ...fields, [key]: changed }), fields);
      }
      break;
    }
    case 'optional':
      yield* lawsIn(node.node, value, put, siblings);
      break;
    case 'given':
      yield* lawsIn(node.node(siblings), value, put, siblings);
      break;
    default:
      break;
  }
}

/** The instance with two places of a law made one (two points one point with the views of both), with its masses and with all uniform. */
export function* mergers(node: Node, instance: unknown): Generator {
  for (const { label, law, put } of lawsIn(node, instance, (whole) => whole)) {
    for (const i of law.keys()) {
      for (const j of law.keys()) {
        const both = i < j ? merged(law[i], law[j]) : undefined;
        if (both === undefined) continue;
        const kept: Kept = new Map([[label, [...law.keys()].filter((k) => k !== j)]]);
        const mixed = put(law.with(i, both).with(j, { ...law[j], probability: rationals.zero }));
        yield shortened(node, mixed, kept, 'first');
        yield shortened(node, mixed, kept, 'uniform');
      }
    }
  }
}
