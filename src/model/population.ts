import type { Field } from '../arithmetic/field.js';
import { linearAlgebra } from '../arithmetic/linear-algebra.js';
import { type Loss, losses, negativesOf } from './losses.js';
import { negativeLaw, type World } from './world.js';

/** The outputs of a network on every view: `[point][view]`, each in ℝ^{n_L}. */
export type ViewFeatures<S> = readonly (readonly (readonly S[])[])[];

/** The features one population loss compares: of the anchors, of the positives and of the negatives. */
export interface Branches<S> {
  readonly anchors: ViewFeatures<S>;
  readonly positives: ViewFeatures<S>;
  readonly negatives: ViewFeatures<S>;
}

/**
 * L = E L(r₊, r_1 … r_H) over a field, by enumeration, nothing sampled: work grows with (views)^(H + 2).
 */
export const populations = <S>(F: Field<S>) => {
  const { squaredNorm, minus } = linearAlgebra(F);
  const lossOver = losses(F);
  const half = F.of(1, 2);

  /** r(f, g) = ½‖f − g‖². */
  const distance = (f: readonly S[], g: readonly S[]): S => F.mul(half, squaredNorm(minus(f, g)));

  /**
   * E[c(x₁; x₊; x_{1−} … x_{H−})] over x ~ p, x₁ ~ p_aug(·|x), x₊ from the point's law for positives, and H negatives, each a
   * view of a point from the negatives' law. `cost` gets the places (point, view) of each.
   */
  const expectation = (
    world: World<S>,
    H: number,
    cost: (x: number, anchor: number, positive: number, negatives: readonly Place[]) => S,
  ): S => {
    const q = negativeLaw(world);
    const places = world.points.flatMap((point, x) => point.views.map((_, view): Place => ({ x, view })));
    const weight = ({ x, view }: Place): S => F.mul(q[x], world.points[x].views[view].probability);
    const weights = places.map(weight);
    const overNegatives = (chosen: readonly Place[], x: number, anchor: number, positive: number): S =>
      chosen.length === H
        ? cost(x, anchor, positive, chosen)
        : places.reduce(
            (s, place, i) => F.add(s, F.mul(weights[i], overNegatives([...chosen, place], x, anchor, positive))),
            F.zero,
          );
    return world.points.reduce((sum, point, x) => {
      const positives = point.positives ?? point.views;
      const atPoint = point.views.reduce((s, view, anchor) => {
        const atAnchor = positives.reduce(
          (t, other, positive) => F.add(t, F.mul(other.probability, overNegatives([], x, anchor, positive))),
          F.zero,
        );
        return F.add(s, F.mul(view.probability, atAnchor));
      }, F.zero);
      return F.add(sum, F.mul(point.probability, atPoint));
    }, F.zero);
  };

  /** L = E L(r₊, r_1 … r_H): the population loss of the given features. */
  const populationLoss = (world: World<S>, branches: Branches<S>, loss: Loss<S>): S => {
    const { anchors, positives, negatives } = branches;
    const known = new Map<readonly S[], Map<readonly S[], S>>();
    /** r(f, g) = r(g, f), computed once for each pair of views. */
    const between = (f: readonly S[], g: readonly S[]): S => {
      const found = known.get(f)?.get(g) ?? known.get(g)?.get(f);
      if (found !== undefined) return found;
      const r = distance(f, g);
      const ofF = known.get(f) ?? new Map<readonly S[], S>();
      known.set(f, ofF.set(g, r));
      return r;
    };
    return expectation(world, negativesOf(loss), (x, a, b, chosen) =>
      lossOver.value(
        loss,
        between(anchors[x][a], positives[x][b]),
        chosen.map((n) => between(anchors[x][a], negatives[n.x][n.view])),
      ),
    );
  };

  return { distance, expectation, populationLoss };
};

/** A view of a point, by position. */
export interface Place {
  readonly x: number;
  readonly view: number;
}
