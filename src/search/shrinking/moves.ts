/** Candidates of smaller size, from an instance toward what a person likes to read. */
import { type Rational } from '../../arithmetic/rational.js';
import { withNumbers } from '../../theory/layout.js';
import type { Node } from '../../theory/space.js';
import { fit } from '../fit.js';
import { groupChanges } from './groups.js';
import { lawChanges } from './law-changes.js';
import { shorterAxes } from './lengths.js';
import { mergers } from './mergers.js';
import { pairChanges, singleChanges } from './number-changes.js';
import { admits, type Places, placesOf } from './places.js';
import { otherSettings } from './settings.js';
import { compareSizes, sizeOfPlaces } from './size.js';

/** One way to change an instance. What it yields need not belong to the description, nor be smaller. */
export type Move = (node: Node, instance: unknown) => Generator;

const onNumbers = (change: (places: Places) => Generator<readonly Rational[]>): Move =>
  function* (node, instance) {
    for (const numbers of change(placesOf(node, instance))) {
      let k = 0;
      yield withNumbers(instance, () => numbers[k++]);
    }
  };

/** The moves, the boldest first: fewer places, two places made one, simpler settings, simpler laws, several numbers at once, one number. */
export const quickMoves: readonly Move[] = [
  shorterAxes,
  mergers,
  otherSettings,
  onNumbers(lawChanges),
  onNumbers(({ numbers }) => groupChanges(numbers)),
  onNumbers(({ numbers }) => singleChanges(numbers)),
];

/** All moves: the quick ones, and two numbers at once. */
export const moves: readonly Move[] = [...quickMoves, onNumbers(({ numbers }) => pairChanges(numbers))];

const isWithinBounds = ({ numbers }: Places): boolean =>
  numbers.every(({ role, value }) => typeof role === 'string' || admits(role, value));

/** What a change becomes: the nearest member of the description where that is smaller than the instance and, unless the instance is not, within bounds. */
export const smallerMember = (
  node: Node,
  instance: unknown,
): ((changed: unknown) => { member: unknown } | undefined) => {
  const places = placesOf(node, instance);
  const [size, bounded] = [sizeOfPlaces(places), isWithinBounds(places)];
  return (changed) => {
    const member = fit(node, changed);
    const found = placesOf(node, member);
    if (compareSizes(sizeOfPlaces(found), size) >= 0) return undefined;
    return bounded && !isWithinBounds(found) ? undefined : { member };
  };
};

/**
 * Smaller members of a description, the boldest first. Each is smaller than the instance in the order of sizes, so that every chain
 * ends; its numbers keep the sign and the bound of their nodes.
 */
export function* shrinks(node: Node, instance: unknown, by: readonly Move[] = quickMoves): Generator {
  const smaller = smallerMember(node, instance);
  for (const move of by) {
    for (const changed of move(node, instance)) {
      const found = smaller(changed);
      if (found) yield found.member;
    }
  }
}
