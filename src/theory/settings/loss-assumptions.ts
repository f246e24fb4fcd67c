import type { Rational } from '../../arithmetic/rational.js';
import type { LossExtras } from '../../model/extended-loss.js';
import type { Loss } from '../../model/losses.js';
import { type Assumption, at } from '../claim.js';
import { present } from './loss-space.js';
import { absent, choice, integer } from '../space.js';

interface WithLoss {
  readonly loss: Loss<Rational>;
}

/** τ > 0. */
export const tauPositive: Assumption<WithLoss> = {
  slug: 'tau-positive',
  text: 'the temperature is positive',
  narrow: at(
    'loss.tau',
    present((node) => (node.kind === 'number' ? { ...node, sign: 'positive' } : node)),
  ),
  holds: ({ loss }) => !('tau' in loss) || (loss.tau.s > 0n && loss.tau.n !== 0n),
};

/** H ≥ 1. */
export const atLeastOneNegative: Assumption<WithLoss> = {
  slug: 'at-least-one-negative',
  text: 'there is at least one negative',
  narrow: at(
    'loss.negatives',
    present((node) =>
      node.kind === 'integer' && typeof node.max === 'number' ? integer(Math.max(1, node.min), node.max) : node,
    ),
  ),
  holds: ({ loss }) => loss.kind !== 'infonce' || loss.negatives >= 1,
};

/** The loss is strictly increasing in r₊. */
export const notHinge: Assumption<WithLoss> = {
  slug: 'not-hinge',
  text: 'the loss is not the hinge, which is constant where it is inactive',
  narrow: at('loss.kind', (node) =>
    node.kind === 'choice' ? choice(...node.options.filter((option) => option !== 'hinge')) : node,
  ),
  holds: ({ loss }) => loss.kind !== 'hinge',
};

/** No term in InfoNCE's denominator that the weights do not reach. */
export const noConstantLogit: Assumption<LossExtras<Rational>> = {
  slug: 'no-extra-constant-logit',
  text: 'the denominator of InfoNCE has no term besides the positive and the negatives',
  narrow: at('constantDistance', absent),
  holds: ({ constantDistance }) => constantDistance === undefined,
};

/** No β r₊ beside the loss. */
export const noExtraAttraction: Assumption<LossExtras<Rational>> = {
  slug: 'no-extra-attraction',
  text: 'no multiple of r₊ is added to the loss',
  narrow: at('beta', absent),
  holds: ({ beta }) => beta === undefined,
};
