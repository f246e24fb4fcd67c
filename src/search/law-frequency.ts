/** A law on one instance by a fixed number of draws, for witnesses that only draws show. */
import { createStream, nextWord } from '../kernels/tree/random.js';
import type { Law } from '../theory/claim.js';
import { isImpossible } from './bernoulli-test.js';
import { LAW_ERROR } from './laws.js';

const DRAWS = 50_000;
const SEED = 1;

/** How often the event of a law occurred, and what is claimed of it. */
export interface Frequency {
  readonly events: number;
  readonly draws: number;
  readonly relation: Law<unknown>['relation'];
  readonly claimed: number;
}

const relativeEntropy = (q: number, p: number): number =>
  (q === 0 ? 0 : q * Math.log(q / p)) + (q === 1 ? 0 : (1 - q) * Math.log((1 - q) / (1 - p)));

const drawn = new WeakMap<
  Law<unknown>,
  { readonly instance: unknown; readonly name: string; readonly found: Frequency }
>();

/**
 * Draws from a stream of its own for each name: the same draws every time, and others than the attack's. What was asked last is kept, since both the
 * outcome of a law and its sides ask for it.
 */
export const drawFrequency = (law: Law<unknown>, instance: unknown, name: string): Frequency => {
  const last = drawn.get(law);
  if (last !== undefined && last.instance === instance && last.name === name) return last.found;
  const found = draws(law, instance, name);
  drawn.set(law, { instance, name, found });
  return found;
};

const draws = (law: Law<unknown>, instance: unknown, name: string): Frequency => {
  const stream = createStream(SEED, name);
  let events = 0;
  // (k + ½)·2⁻³²: symmetric about ½, and never at an end of the interval, where an event of probability 0 may lie.
  const uniform = (): number => (nextWord(stream) + 0.5) / 2 ** 32;
  for (let i = 0; i < DRAWS; i++) if (law.draw(instance, uniform)) events++;
  return { events, draws: DRAWS, relation: law.relation, claimed: law.probability(instance).valueOf() };
};

/**
 * 2 exp(−n KL(k/n ‖ p)) ≤ α: Chernoff's bound on the probability that a true law gives a frequency so far from p. For "at least" only a frequency
 * below p counts.
 */
export const isRejected = ({ events, draws, relation, claimed }: Frequency): boolean => {
  if (isImpossible({ relation, value: claimed })) return true;
  const q = events / draws;
  if (relation === 'at least' && q >= claimed) return false;
  return draws * relativeEntropy(q, claimed) >= Math.log(2 / LAW_ERROR);
};
