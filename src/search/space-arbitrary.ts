import * as fc from 'fast-check';
import type { Node } from '../theory/space.js';
import { draw } from './draw.js';
import { shrinks } from './shrinking/moves.js';

/**
 * A description as a fast-check arbitrary: instances by one pass of the generator, smaller ones from their value alone,
 * so that a stored instance shrinks as well as a drawn one.
 */
export class SpaceArbitrary extends fc.Arbitrary<unknown> {
  constructor(private readonly node: Node) {
    super();
  }
  override generate(random: fc.Random): fc.Value<unknown> {
    return new fc.Value(draw(this.node, { integer: (min, max) => random.nextInt(min, max) }), undefined);
  }
  override canShrinkWithoutContext(value: unknown): value is unknown {
    return value !== undefined;
  }
  override shrink(value: unknown): fc.Stream<fc.Value<unknown>> {
    const candidates = shrinks(this.node, value);
    return fc.stream(candidates).map((candidate) => new fc.Value(candidate, undefined));
  }
}
