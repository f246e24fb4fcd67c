import type { Outcome } from '../../judge/outcome.js';
import type { Statement } from '../../judge/statement.js';
import type { AnyClaim } from '../../theory/claim.js';
import type { Node } from '../../theory/space.js';
import { draw } from '../draw.js';
import { outcomesAt } from '../outcomes.js';
import { drawsFrom } from './streams.js';

/** Which of the named assumptions an instance violates. */
export const violatedOf = (claim: AnyClaim, slugs: readonly string[], instance: unknown): readonly string[] =>
  claim.assumptions.filter(({ slug, holds }) => slugs.includes(slug) && !holds(instance)).map(({ slug }) => slug);

/** One judged instance that violates some of the dropped assumptions. */
export interface Violating {
  readonly instance: unknown;
  readonly violates: readonly string[];
  readonly outcomes: Readonly<Record<string, Outcome>>;
}

/** So many draws from a description: those that violate a dropped assumption, where any is dropped, and could be judged. */
export function* violating(
  claim: AnyClaim,
  { statement, node }: { readonly statement: Statement; readonly node: Node },
  slugs: readonly string[],
  { draws, seed }: { readonly draws: number; readonly seed: number },
): Generator<Violating> {
  const random = drawsFrom(seed);
  for (let i = 0; i < draws; i++) {
    const instance = draw(node, random);
    const violates = violatedOf(claim, slugs, instance);
    if (slugs.length > 0 && violates.length === 0) continue;
    const outcomes = outcomesAt(statement, instance);
    if (outcomes) yield { instance, violates, outcomes };
  }
}
