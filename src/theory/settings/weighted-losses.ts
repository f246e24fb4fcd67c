import type { Rational } from '../../arithmetic/rational.js';
import type { Loss } from '../../model/losses.js';
import { choice, type Node, number, record } from '../space.js';

/** A loss whose weight ξ(r) depends on the distance: its temperature, and the margin of the triplet loss. */
export interface WeightedLoss<S = Rational> {
  readonly kind: 'triplet' | 'infonce';
  readonly tau: S;
  readonly margin: S;
}

/** τ > 0, drawn up to a bound, and, for the triplet loss, any real margin r₀. */
export const weightedLossNode = (hottest = 4): Node =>
  record({ kind: choice('infonce', 'triplet'), tau: number(hottest, 2, 'positive'), margin: number(1, 2) });

/** The loss with H negatives; the triplet loss has one. */
export const lossWith = <S>({ kind, tau, margin }: WeightedLoss<S>, negatives: number): Loss<S> =>
  kind === 'triplet' ? { kind, tau, margin } : { kind, tau, negatives };
