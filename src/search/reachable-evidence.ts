import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';
import { uniformInt } from 'pure-rand/distribution/uniformInt';
import { Op } from '../arithmetic/program.js';
import { compiled } from '../judge/statement.js';
import { type AnyClaim, narrowed } from '../theory/claim.js';
import { DEFAULT_SEED } from './defaults.js';
import { draw } from './draw.js';
import { smallScope } from './scope-attack.js';

/** Instances looked at: parts and roots may depend on the settings of an instance. */
const LOOKED_AT = 4;

/**
 * The kinds of evidence an attack on a claim can reach: `exact` always; `identity` for the equalities of a statement about all
 * instances; `exhaustive` where a small scope of a statement about all instances can be gone through; `enclosed` where a value is a root, or the exponential is the true one; `statistical` for its laws.
 */
export const reachableEvidence = (
  claim: AnyClaim,
): readonly ('exact' | 'identity' | 'exhaustive' | 'enclosed' | 'statistical')[] => {
  const generator = xoroshiro128plus(DEFAULT_SEED);
  const random = { integer: (min: number, max: number) => uniformInt(generator, min, max) };
  const node = narrowed(claim);
  const seen = Array.from({ length: LOOKED_AT }, () => compiled(claim, draw(node, random)));
  const equalities = seen.some(({ parts }) => Object.values(parts).some(({ kind }) => kind === 'equal'));
  const irrational = seen.some(
    ({ program, transcendental }) =>
      program.op.includes(Op.sqrt) || (transcendental.size > 0 && claim.exponential !== 'formal'),
  );
  return [
    'exact' as const,
    ...(equalities && claim.quantifier === 'for all' ? ['identity' as const] : []),
    ...(claim.quantifier === 'for all' && smallScope(node) !== undefined ? ['exhaustive' as const] : []),
    ...(irrational ? ['enclosed' as const] : []),
    ...(claim.laws ? ['statistical' as const] : []),
  ];
};
