/** Instances by value on which a ledger keeps both sides of a claim, and their reading by the claim as it is. */
import { uniformInt } from 'pure-rand/distribution/uniformInt';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';
import { Undecided } from '../arithmetic/field.js';
import { hashText, mix } from '../arithmetic/hash.js';
import { explain, type ExplainedPart } from '../judge/explain.js';
import { mutantStatement, type Statement } from '../judge/statement.js';
import { decode, encode } from '../ledger/codec.js';
import type { Origin, Probe, ProbedPart, Reading } from '../ledger/gate/entry.js';
import type { Again } from '../ledger/gate/probe-changes.js';
import { type Side, sideOf } from '../ledger/gate/sides.js';
import { BadInput } from '../ledger/problem.js';
import { type AnyClaim, narrowed } from '../theory/claim.js';
import { numbersOf } from '../theory/layout.js';
import type { ClaimReport } from '../ledger/claim-report.js';
import { DEFAULT_SEED } from './defaults.js';
import { draw } from './draw.js';
import { fit } from './fit.js';
import { chosenFrom } from './probe-choice.js';

/** Ordinary probes of a claim … */
export const DRAWN_PROBES = 4;
/** … of at most this many numbers … */
export const MOST_NUMBERS = 40;
/** … chosen from so many … */
const CANDIDATES = 120;
/** … of so many draws. */
const DRAWS = 400;

/** Witnesses outside the assumptions that are kept of a claim. */
export const MOST_ABLATIONS = 4;

const probed = ({ name, relation, status, evidence, left, right }: ExplainedPart): ProbedPart => ({
  name,
  relation,
  status,
  evidence,
  left: sideOf(left),
  right: sideOf(right),
});

/** The parts of a statement on an instance, the exponential read as in an attack. @throws {Undecided} at a kink */
const partsAt = (statement: Statement, instance: unknown): readonly ProbedPart[] =>
  explain(statement, instance, statement.exponential === 'true').map(probed);

/** Whether an instance lies within a claim's assumptions and the sizes it is attacked on. */
const belongsTo = (claim: AnyClaim, instance: unknown): boolean =>
  claim.assumptions.every(({ holds }) => holds(instance)) &&
  JSON.stringify(encode(fit(narrowed(claim), instance))) === JSON.stringify(encode(instance));

/** What a claim, and the mutant an instance refutes, says of an instance. */
export const readingAt = (claim: AnyClaim, origin: Origin, instance: unknown): Reading => {
  const inside = belongsTo(claim, instance);
  const mutant = origin.kind === 'mutant' ? claim.mutants.find(({ name }) => name === origin.name) : undefined;
  try {
    const parts = partsAt(claim, instance);
    if (mutant === undefined) return { inside, parts };
    const fails = partsAt(mutantStatement(claim, mutant), instance).filter(({ status }) => status === 'violated');
    return { inside, parts, fails };
  } catch (error) {
    if (!(error instanceof Undecided)) throw error;
    return { inside, undecided: error.reason, parts: [] };
  }
};

/** The first draws of a claim's narrowed space, from a seed of its own. */
export const drawsOf = (claim: AnyClaim): readonly unknown[] => {
  const generator = xoroshiro128plus(mix(DEFAULT_SEED, hashText(`probes ${claim.id}`)) | 0);
  const random = { integer: (min: number, max: number) => uniformInt(generator, min, max) };
  const node = narrowed(claim);
  return Array.from({ length: DRAWS }, () => draw(node, random));
};

const probeAt = (claim: AnyClaim, origin: Origin, instance: unknown): Probe => ({
  origin,
  instance: encode(instance),
  ...readingAt(claim, origin, instance),
});

const isZero = (side: Side): boolean => !('hash' in side) && side.every((number) => number === '0');

/** The parts with a number other than 0: where both sides are 0, a factor is not seen. */
const partsShown = ({ parts }: Probe): readonly string[] =>
  parts.filter(({ left, right }) => !isZero(left) || !isZero(right)).map(({ name }) => `part ${name}`);

/** Small draws on which a claim can be judged and shows something, as different from each other as can be; the smallest where all are large. */
const drawnProbes = (claim: AnyClaim): readonly Probe[] => {
  const draws = drawsOf(claim);
  const size = (instance: unknown): number => numbersOf(instance).length;
  const small = draws.filter((instance) => size(instance) <= MOST_NUMBERS).slice(0, CANDIDATES);
  const smallest = [...draws].sort((a, b) => size(a) - size(b)).slice(0, 1);
  const probes = new Map<string, Probe>();
  for (const instance of small.length > 0 ? small : smallest) {
    const probe = probeAt(claim, { kind: 'drawn' }, instance);
    if (probe.undecided === undefined) probes.set(JSON.stringify(probe.instance), probe);
  }
  const decided = [...probes.values()];
  const most = Math.max(0, ...decided.map((probe) => partsShown(probe).length));
  const showAll = decided.filter((probe) => partsShown(probe).length === most);
  const showSome = decided.filter((probe) => !showAll.includes(probe));
  const best = chosenFrom(showAll, DRAWN_PROBES, ({ instance }) => instance, partsShown);
  return [...best, ...chosenFrom(showSome, DRAWN_PROBES - best.length, ({ instance }) => instance, partsShown)];
};

/** An instance outside some of a claim's assumptions on which it fails. */
export interface AblationWitness {
  readonly dropped: readonly string[];
  readonly instance: unknown;
}

/** The probes of a claim: ordinary ones, the witness of its verdict, of each mutant, and those outside its assumptions. */
export const probesOf = (
  claim: AnyClaim,
  report: ClaimReport,
  ablations: readonly AblationWitness[],
): readonly Probe[] => {
  const at = (origin: Origin, json: unknown): Probe =>
    probeAt(claim, origin, decode(claim.space.node, json, `${claim.id}: instance`));
  return [
    ...drawnProbes(claim),
    ...(report.witness ? [at({ kind: 'witness' }, report.witness.instance)] : []),
    ...(report.mutants ?? []).flatMap(({ name, witness }) =>
      witness === undefined ? [] : [at({ kind: 'mutant', name }, witness)],
    ),
    ...ablations
      .slice(0, MOST_ABLATIONS)
      .map(({ dropped, instance }) => at({ kind: 'without', slugs: dropped }, instance)),
  ];
};

/** The probes of a ledger, read by a claim as it is. */
export const readAgain = (claim: AnyClaim, probes: readonly Probe[]): readonly Again[] =>
  probes.map(({ origin, instance: json }) => {
    try {
      return readingAt(claim, origin, decode(claim.space.node, json, 'instance'));
    } catch (error) {
      if (error instanceof BadInput) return { refused: error.message };
      throw error;
    }
  });
