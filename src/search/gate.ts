/** The ledger computed afresh, and how each claim differs from a ledger of before. */
import type { ClaimEntry, Ledger } from '../ledger/gate/entry.js';
import { classify, type Classified } from '../ledger/gate/classify.js';
import { ancestors, type Dependencies, firstBrokenSteps } from '../ledger/gate/first-broken-step.js';
import type { WitnessFile } from '../ledger/witness-file.js';
import { claimById, claims as registry, isMeasured, type RegisteredClaim } from '../theory/index.js';
import { checkClaims, type CheckOptions } from './check.js';
import type { ClaimReport, ShownOn } from '../ledger/claim-report.js';
import { entryOf, factsOf } from './ledger-entry.js';
import { readAgain } from './probes.js';

export interface GateOptions extends Omit<CheckOptions, 'mutants'> {
  /** Witnesses outside the assumptions. */
  readonly witnesses: readonly WitnessFile[];
}

/** A claim's change, with what a reviewer needs. */
export interface GateChange extends Classified {
  readonly before?: ClaimEntry['verdict'];
  readonly after?: ClaimEntry['verdict'];
  /** Of a broken claim: the broken claims at the root of it, itself where there is none below. */
  readonly firstBrokenSteps?: readonly string[];
  readonly witness?: ShownOn;
}

/** What the claims give now. Entries and comparisons are worked out where they are asked for. */
export interface Afresh {
  /** The claims that were attacked to the end, in the order of the registry. */
  readonly ids: readonly string[];
  readonly against: (base: Ledger | undefined) => readonly GateChange[];
  readonly entries: () => readonly ClaimEntry[];
}

const dependsOn: Dependencies = (id) => claimById(id).dependsOn;

const inOrder = (reports: readonly ClaimReport[]): readonly ClaimReport[] => {
  const place = new Map(registry.map(({ id }, i) => [id, i]));
  return [...reports].sort((a, b) => (place.get(a.id) ?? 0) - (place.get(b.id) ?? 0));
};

/** Attacks the claims and, where one is broken, every claim it rests on: the first broken step may be among them. */
const attackAll = async (claims: readonly RegisteredClaim[], options: GateOptions): Promise<readonly ClaimReport[]> => {
  const plan = { ...options, mutants: true };
  const reports = await checkClaims(claims, plan);
  const known = new Set(claims.map(({ id }) => id));
  const below = reports
    .filter(({ asExpected }) => !asExpected)
    .flatMap(({ id }) => [...ancestors(id, dependsOn)].filter((each) => !known.has(each)));
  if (below.length === 0 || options.signal?.aborted) return inOrder(reports);
  return inOrder([...reports, ...(await checkClaims([...new Set(below)].map(claimById), plan))]);
};

/** Attacks claims, each from its own random stream, and keeps what a ledger keeps of them. */
export const computeAfresh = async (claims: readonly RegisteredClaim[], options: GateOptions): Promise<Afresh> => {
  const reports = await attackAll(claims, options);
  const ablationsOf = (id: string): readonly WitnessFile[] => options.witnesses.filter(({ claim }) => claim === id);
  const changeOf = (report: ClaimReport, base: ClaimEntry | undefined): GateChange => {
    const { id, reason, witness, verdict } = report;
    const claim = claimById(id);
    const change = classify(id, base, {
      facts: factsOf(claim, report, ablationsOf(id)),
      again: isMeasured(claim) ? [] : readAgain(claim, base?.probes ?? []),
      ...(reason !== undefined && { reason }),
    });
    const shown = change.class === 'broken' ? witness : undefined;
    return { ...change, ...(base && { before: base.verdict }), after: verdict, ...(shown && { witness: shown }) };
  };
  const against = (base: Ledger | undefined): readonly GateChange[] => {
    const before = new Map(base?.claims.map((entry) => [entry.id, entry]));
    const changes = reports.map((report) => changeOf(report, before.get(report.id)));
    const broken = changes.filter((change) => change.class === 'broken').map(({ id }) => id);
    return changes.map((change) =>
      change.class === 'broken'
        ? { ...change, firstBrokenSteps: firstBrokenSteps(change.id, broken, dependsOn) }
        : change,
    );
  };
  return {
    ids: reports.map(({ id }) => id),
    against,
    entries: () => reports.map((report) => entryOf(claimById(report.id), report, ablationsOf(report.id))),
  };
};

/** The claims of a ledger that there are no more. */
export const goneFrom = (base: Ledger | undefined): readonly GateChange[] => {
  const ids = new Set(registry.map(({ id }) => id));
  const gone = base?.claims.filter(({ id }) => !ids.has(id)) ?? [];
  return gone.map((entry) => ({ ...classify(entry.id, entry, undefined), before: entry.verdict }));
};

/** The entries of a ledger with those of some claims in the place of what was there, in the order of the registry. */
export const mergedEntries = (old: readonly ClaimEntry[], fresh: readonly ClaimEntry[]): readonly ClaimEntry[] => {
  const all = new Map([...old, ...fresh].map((entry) => [entry.id, entry]));
  return registry.flatMap(({ id }) => all.get(id) ?? []);
};
