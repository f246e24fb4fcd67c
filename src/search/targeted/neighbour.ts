import type { Node } from '../../theory/space.js';
import { draw, type Draws } from '../draw.js';
import { fit } from '../fit.js';
import { type Place, placesOf } from './places.js';
import { axisMove, settingMove } from './structure-moves.js';
import { massMove, type Move, numberMove } from './value-moves.js';

const isOf = <K extends Place['kind']>(kind: K) => {
  return (place: Place): place is Extract<Place, { kind: K }> => place.kind === kind;
};

/** One move in so many changes the structure, where there are numbers too. */
const STRUCTURE_ONE_IN = 5;

/**
 * A random move of an instance of a description: of one number or probability, or of its structure. Nothing where the description
 * leaves no choice.
 */
export const randomMove = (node: Node, instance: unknown, random: Draws): Move | undefined => {
  const { places, axes } = placesOf(node, instance);
  const numbers = places.filter(isOf('number'));
  const values: (() => Move)[] = places.flatMap((place) =>
    place.kind === 'number'
      ? [() => numberMove(place, numbers, random)]
      : place.kind === 'law'
        ? [() => massMove(place, random)]
        : [],
  );
  const structure: (() => Move)[] = [
    ...axes.map((axis) => () => axisMove(node, axis, random)),
    ...places.flatMap((place) =>
      place.kind === 'integer' || place.kind === 'choice' || place.kind === 'optional'
        ? [() => settingMove(place, random, () => draw(node, random))]
        : [],
    ),
  ];
  const kind =
    structure.length > 0 && (values.length === 0 || random.integer(1, STRUCTURE_ONE_IN) === 1) ? structure : values;
  return kind.length === 0 ? undefined : kind[random.integer(0, kind.length - 1)]();
};

/** The member of the description a move leads to, or nothing where it does not apply. */
export const moved = (node: Node, instance: unknown, move: Move): unknown => {
  const there = move.change(instance);
  return there === undefined ? undefined : fit(node, there);
};
