import * as fc from 'fast-check';
import type { Node } from '../theory/space.js';
import { SpaceArbitrary } from './space-arbitrary.js';

/**
 * Runs a judgement on instances of a description until it is false. What it throws ends the run and is thrown on: an error in a statement
 * is no counterexample, and no reason to stop without a word.
 */
export const runInstances = (
  node: Node,
  judgement: (instance: unknown) => boolean,
  parameters: fc.Parameters<[unknown]>,
): void => {
  let thrown: { readonly error: unknown } | undefined;
  const guarded = (instance: unknown): boolean => {
    try {
      return judgement(instance);
    } catch (error) {
      if (!(error instanceof fc.PreconditionFailure)) thrown ??= { error };
      throw error;
    }
  };
  fc.check(fc.property(new SpaceArbitrary(node), guarded), { ...parameters, endOnFailure: true });
  if (thrown) throw thrown.error;
};
