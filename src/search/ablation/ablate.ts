import { encode } from '../../ledger/codec.js';
import { type Witness, worstMargin } from '../../ledger/verdict.js';
import type { AnyClaim } from '../../theory/claim.js';
import { numbersOf } from '../../theory/layout.js';
import { attack } from '../attack.js';
import { attackName, type Problem, problemOf } from '../attacks.js';
import { outcomesAt } from '../outcomes.js';
import type { Ablation, AblationWitness } from '../../ledger/ablation-report.js';
import { maximalSets } from './maximal-sets.js';
import { compareSizes, sizeOf } from '../shrinking/size.js';
import { rounds } from './rounds.js';
import { streamSeed } from './streams.js';
import { violatedOf, violating } from './violating.js';

/** How many instances at most, and from where. */
export interface AblationOptions {
  readonly runs: number;
  readonly seed: number;
}

/**
 * Why dropping an assumption can not change how a claim stands, or nothing for a claim where it can: fewer assumptions are more instances, which
 * can refute "for all" and nothing else.
 */
export const mootReason = (claim: AnyClaim): string | undefined =>
  claim.quantifier === 'exists'
    ? 'an existence claim: the instance that shows it is there without the assumption too'
    : claim.expect === 'fails'
      ? 'expected to fail with all its assumptions: the same instance refutes it without'
      : undefined;

const evidenceAt = (claim: AnyClaim, { part, instance }: Witness): AblationWitness['evidence'] =>
  part in (claim.laws ?? {}) ? 'statistical' : (outcomesAt(claim, instance)?.[part]?.evidence ?? 'exact');

/** A witness of an attack, as plain values. */
export const ablationWitness = (claim: AnyClaim, slugs: readonly string[], witness: Witness): AblationWitness => {
  const numbers = numbersOf(witness.instance);
  return {
    part: witness.part,
    margin: witness.margin,
    evidence: evidenceAt(claim, witness),
    size: numbers.length,
    nonZero: numbers.filter(({ n }) => n !== 0n).length,
    violates: violatedOf(claim, slugs, witness.instance),
    instance: encode(witness.instance),
  };
};

/** Whether some instance that violates each of the assumptions can be judged. */
const canBeViolated = (claim: AnyClaim, slugs: readonly string[], { runs, seed }: AblationOptions): boolean => {
  const reached = new Set<string>();
  for (const { violates } of violating(claim, problemOf(claim, { kind: 'without', slugs }), slugs, {
    draws: runs,
    seed,
  })) {
    violates.forEach((slug) => reached.add(slug));
    if (reached.size === slugs.length) return true;
  }
  return false;
};

/** Further attacks once a violation is found: shrinking ends at a small witness, not always at a smallest one. */
const AGAIN = 3;

/** The smallest of the witness found and those of further attacks, in the order of sizes. */
const smallestOf = (found: Witness, { statement, node }: Problem, { runs, seed }: AblationOptions): Witness => {
  let best = found;
  for (let k = 0; k < AGAIN; k++) {
    const { witness } = attack(statement, node, { runs, seed: streamSeed(seed, `again ${k}`) });
    if (witness && compareSizes(sizeOf(node, witness.instance), sizeOf(node, best.instance)) < 0) best = witness;
  }
  return best;
};

/**
 * Drops assumptions of a claim and attacks what remains, in rounds that grow until a violation is found or `runs` instances are tried. Each
 * round has a random stream of its own.
 */
export const ablate = (claim: AnyClaim, slugs: readonly string[], options: AblationOptions): Ablation => {
  const about = { claim: claim.id, dropped: slugs };
  const reason = mootReason(claim);
  if (reason !== undefined) return { ...about, verdict: 'vacuous', reason, bestMargin: null, cases: 0 };
  const without = { kind: 'without', slugs } as const;
  const problem = problemOf(claim, without);
  const { statement, node } = problem;
  const own = streamSeed(options.seed, `${claim.id} ${attackName(without)}`);
  let cases = 0;
  let bestMargin: number | null = null;
  for (const [round, runs] of rounds(options.runs).entries()) {
    const seed = streamSeed(own, `round ${round}`);
    const verdict = attack(statement, node, { runs, seed });
    cases += verdict.instances + verdict.discarded;
    bestMargin = least(bestMargin, worstMargin(verdict), verdict.witness?.margin ?? null);
    if (verdict.word === 'refuted' && verdict.witness) {
      const witness = smallestOf(verdict.witness, problem, { runs, seed });
      return { ...about, ...shown(claim, slugs, witness), bestMargin, cases };
    }
    if (verdict.word === 'vacuous') break;
  }
  return canBeViolated(claim, slugs, { runs: options.runs, seed: own })
    ? { ...about, verdict: 'not-shown-necessary', bestMargin, cases }
    : { ...about, verdict: 'vacuous', reason: 'no instance that violates it could be judged', bestMargin, cases };
};

/** @throws {Error} where the witness violates an assumption that was kept: then its narrowing is not what it says */
const shown = (
  claim: AnyClaim,
  slugs: readonly string[],
  found: Witness,
): Pick<Ablation, 'verdict' | 'reason' | 'witness'> => {
  const witness = ablationWitness(claim, slugs, found);
  const kept = claim.assumptions.map(({ slug }) => slug).filter((slug) => !slugs.includes(slug));
  const broken = violatedOf(claim, kept, found.instance);
  if (broken.length > 0) {
    throw new Error(
      `${claim.id}: expected an instance that violates only ${slugs.join(', ')}, got ${broken.join(', ')}`,
    );
  }
  return witness.violates.length > 0
    ? { verdict: 'necessary', witness }
    : { verdict: 'claim-fails', reason: 'the witness satisfies every assumption', witness };
};

const least = (...margins: readonly (number | null)[]): number | null => {
  const known = margins.filter((margin): margin is number => margin !== null && !Number.isNaN(margin));
  return known.length === 0 ? null : Math.min(...known);
};

/** The largest sets of assumptions, each droppable alone, that are not shown necessary together. */
export const droppableSets = (
  claim: AnyClaim,
  single: readonly Ablation[],
  options: AblationOptions,
): readonly Ablation[] => {
  const candidates = single
    .filter(({ verdict }) => verdict === 'not-shown-necessary')
    .flatMap(({ dropped }) => dropped);
  const tried = new Map(single.map((ablation) => [ablation.dropped.join(' '), ablation]));
  const outcome = (set: readonly string[]): Ablation => {
    const key = set.join(' ');
    const found = tried.get(key) ?? ablate(claim, set, options);
    tried.set(key, found);
    return found;
  };
  return maximalSets(candidates, (set) => outcome(set).witness?.violates).map(outcome);
};
