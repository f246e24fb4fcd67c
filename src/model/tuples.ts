import type { Field } from '../arithmetic/field.js';
import type { Place } from './population.js';
import { negativeLaw, type World } from './world.js';

/** One outcome of the sampling: a point, its anchor and positive views, and H negatives, with its probability. */
export interface Tuple<S> {
  readonly probability: S;
  readonly x: number;
  readonly anchor: number;
  readonly positive: number;
  readonly negatives: readonly Place[];
}

/** Everything that can be sampled from a finite world, one by one: points × views × positives × (points × views)^H. */
export const tuples = <S>(F: Field<S>, world: World<S>, H: number): Tuple<S>[] => {
  const q = negativeLaw(world);
  const negative = world.points.flatMap((point, x) =>
    point.views.map((view, i) => ({ place: { x, view: i }, probability: F.mul(q[x], view.probability) })),
  );
  const pairs = world.points.flatMap((point, x) =>
    point.views.flatMap((view, anchor) =>
      (point.positives ?? point.views).map((other, positive): Tuple<S> => {
        const probability = F.mul(point.probability, F.mul(view.probability, other.probability));
        return { probability, x, anchor, positive, negatives: [] };
      }),
    ),
  );
  const withOneMore = (list: readonly Tuple<S>[]): Tuple<S>[] =>
    list.flatMap((tuple) =>
      negative.map(({ place, probability }) => ({
        ...tuple,
        probability: F.mul(tuple.probability, probability),
        negatives: [...tuple.negatives, place],
      })),
    );
  return Array.from({ length: H }).reduce<Tuple<S>[]>((list) => withOneMore(list), pairs);
};
