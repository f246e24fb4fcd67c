import { withinBudget } from '../../arithmetic/budget.js';
import { Undecided } from '../../arithmetic/field.js';
import { witnessFields } from '../../ledger/ablation-file.js';
import type { AblationWitness } from '../../ledger/ablation-report.js';
import { decode } from '../../ledger/codec.js';
import { decimal, formatOf, orNull, readFields } from '../../ledger/file-readers.js';
import { listOf, maybe, object, plainJson, type Reader, text, whole } from '../../ledger/gate/fields.js';
import { badInput, quoted } from '../../ledger/problem.js';
import type { AnyClaim } from '../../theory/claim.js';
import { outcomeOf } from '../witness-of.js';
import { ablationWitness } from './ablate.js';
import { type ChunkResult, huntProblem, type Nearest, nearer, type Quarry } from './hunt.js';

export const HUNT_FORMAT = 'contrapose/hunt@1';

/** How far a hunt came: enough to go on with it. */
export interface HuntState extends Quarry {
  readonly format: typeof HUNT_FORMAT;
  /** Chunks finished, and the instances in them. */
  readonly chunks: number;
  readonly cases: number;
  readonly best: Nearest | null;
  readonly witness: AblationWitness | null;
}

export const huntStart = (quarry: Quarry): HuntState => ({
  format: HUNT_FORMAT,
  ...quarry,
  chunks: 0,
  cases: 0,
  best: null,
  witness: null,
});

/** The state after one more chunk. The first witness is kept. */
export const huntOn = (state: HuntState, { cases, best, witness }: ChunkResult): HuntState => ({
  ...state,
  chunks: state.chunks + 1,
  cases: state.cases + cases,
  best: nearer(state.best, best),
  witness: state.witness ?? witness,
});

export const huntText = (state: HuntState): string => `${JSON.stringify(state, undefined, 2)}\n`;

const count = whole(0, 1e15);
const nearest = object({ part: text, margin: decimal, instance: plainJson });
const format = formatOf(HUNT_FORMAT);
const fields = object({
  format,
  claim: text,
  without: listOf(text),
  part: maybe(text),
  seed: whole(-(2 ** 31), 2 ** 31 - 1),
  chunks: count,
  cases: count,
  best: orNull(nearest),
  witness: orNull(witnessFields),
});

/** @throws {BadInput} where the file is of a hunt of something else */
const checkQuarry = (found: Quarry, quarry: Quarry): void => {
  for (const key of ['claim', 'without', 'part', 'seed'] as const) {
    const [expected, got] = [JSON.stringify(quarry[key]), JSON.stringify(found[key])];
    if (expected === got) continue;
    throw badInput(key, `${expected ?? 'none'} (another hunt needs another file)`, quoted(got ?? 'none'));
  }
};

/** @throws {BadInput} where an instance is none of the hunted problem, or does not show what the file says it shows */
const judgedAgain = (claim: AnyClaim, quarry: Quarry, { best, witness }: Pick<HuntState, 'best' | 'witness'>): void => {
  const { statement, node } = huntProblem(claim, quarry);
  const check = (found: Nearest, at: string): unknown => {
    const instance = decode(node, found.instance, `${at}.instance`);
    const outcome = outcomeOf(statement, instance, found.part);
    if (outcome === undefined) throw badInput(`${at}.part`, 'a part that is hunted', quoted(found.part));
    if (outcome.margin !== found.margin) {
      throw badInput(`${at}.margin`, `${outcome.margin ?? 'none'}, as the instance has it`, `${found.margin}`);
    }
    return instance;
  };
  if (best) check(best, 'best');
  if (witness === null) return;
  const instance = check(witness, 'witness');
  const { part, margin } = witness;
  if (margin >= 0) throw badInput('witness.margin', 'a violation', `${margin}`);
  const again = ablationWitness(claim, quarry.without, { instance, part, margin });
  if (JSON.stringify(again) !== JSON.stringify(witness)) {
    throw badInput(
      'witness',
      JSON.stringify({ ...again, instance: '…' }),
      JSON.stringify({ ...witness, instance: '…' }),
    );
  }
};

/** Judges an instance of a file; one that cannot be judged was not found by a hunt. @throws {BadInput} */
const judgeable = (judge: () => void): void => {
  try {
    judge();
  } catch (error) {
    if (!(error instanceof Undecided)) throw error;
    throw badInput('witness', 'an instance that can be judged', error.reason);
  }
};

/**
 * The state in a file of the same hunt, its instances judged again: what a file says of them is not believed.
 * @throws {BadInput} for another format, for a hunt of something else, and where an instance does not show what the file says
 */
export const huntOfText = (content: string, file: string, claim: AnyClaim, quarry: Quarry): HuntState => {
  const read: Reader<HuntState> = (value, at) => {
    const found = fields(value, at);
    checkQuarry(found, quarry);
    judgeable(() => withinBudget(() => judgedAgain(claim, quarry, found)));
    return { ...huntStart(quarry), chunks: found.chunks, cases: found.cases, best: found.best, witness: found.witness };
  };
  return readFields(content, file, format, read);
};
