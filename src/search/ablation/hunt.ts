/** A search without some assumptions that goes on for as long as one likes: chunk by chunk, each with a random stream of its own. */
import type { Outcome } from '../../judge/outcome.js';
import { encode } from '../../ledger/codec.js';
import type { AnyClaim } from '../../theory/claim.js';
import { attack } from '../attack.js';
import { type Attack, attackName, problemOf } from '../attacks.js';
import { ablationWitness } from './ablate.js';
import type { AblationWitness } from '../../ledger/ablation-report.js';
import { partOf } from './part-of.js';
import { streamSeed } from './streams.js';
import { violating } from './violating.js';

/** Instances of a chunk. */
export const CHUNK = 400;

/** Where a statement came nearest to failing. */
export interface Nearest {
  readonly part: string;
  readonly margin: number;
  readonly instance: unknown;
}

/** What one chunk found. */
export interface ChunkResult {
  readonly cases: number;
  readonly best: Nearest | null;
  readonly witness: AblationWitness | null;
}

/** What is hunted: the claim without these assumptions, or the claim itself where none is named. */
export interface Quarry {
  readonly claim: string;
  readonly without: readonly string[];
  /** The one part that is hunted; all of them where absent. */
  readonly part?: string;
  readonly seed: number;
}

/** The nearer of two; the first where they are as near. */
export const nearer = (a: Nearest | null, b: Nearest | null): Nearest | null =>
  a === null ? b : b === null || b.margin >= a.margin ? a : b;

const nearestOf = (outcomes: Readonly<Record<string, Outcome>>, instance: unknown): Nearest | null =>
  Object.entries(outcomes).reduce<Nearest | null>(
    (best, [part, { margin }]) => (Number.isNaN(margin) ? best : nearer(best, { part, margin, instance })),
    null,
  );

/** What is hunted, as a statement on the instances of a description. */
export const huntProblem = (claim: AnyClaim, { without: slugs, part }: Quarry): ReturnType<typeof problemOf> => {
  const whole = problemOf(claim, attackOf(slugs));
  return part === undefined ? whole : { ...whole, statement: partOf(whole.statement, part) };
};

const attackOf = (slugs: readonly string[]): Attack =>
  slugs.length === 0 ? { kind: 'claim' } : { kind: 'without', slugs };

/**
 * One chunk: half of its instances drawn among those that violate the dropped assumptions, for the nearest miss; half in an attack. The chunk of a
 * number is the same whatever was hunted before it.
 */
export const huntChunk = (claim: AnyClaim, quarry: Quarry, chunk: number, cases: number): ChunkResult => {
  const { without: slugs, part, seed } = quarry;
  const problem = huntProblem(claim, quarry);
  const own = streamSeed(seed, `${claim.id} hunt ${attackName(attackOf(slugs))} ${part ?? ''} ${chunk}`);
  const drawn = Math.floor(cases / 2);
  let best: Nearest | null = null;
  for (const { instance, outcomes } of violating(claim, problem, slugs, { draws: drawn, seed: own })) {
    best = nearer(best, nearestOf(outcomes, instance));
  }
  const { word, witness } = attack(problem.statement, problem.node, { runs: cases - drawn, seed: own });
  if (witness) best = nearer(best, witness);
  return {
    cases,
    best: best && { ...best, instance: encode(best.instance) },
    witness: word === 'refuted' && witness ? ablationWitness(claim, slugs, witness) : null,
  };
};
