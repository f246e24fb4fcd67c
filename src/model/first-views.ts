import type { Field } from '../arithmetic/field.js';
import type { World } from './world.js';

/** The world without augmentation: of each point its first view, with certainty. */
export const firstViews = <S>(F: Field<S>, world: World<S>): World<S> => ({
  ...world,
  points: world.points.map((point) => ({
    ...point,
    views: [{ ...point.views[0], probability: F.one }],
    positives: undefined,
  })),
});
