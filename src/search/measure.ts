import type { MutantReport, UntimedReport } from '../ledger/claim-report.js';
import type { VerdictWord } from '../ledger/verdict.js';
import type { Effect, Effects, MeasuredClaim, Trajectory } from '../theory/measured.js';
import { medianInterval, type MedianInterval } from '../experiments/median-interval.js';

/** The runs of every arm of a claim. */
export type Runs = Readonly<Record<string, readonly Trajectory[]>>;

const signed = (x: number): string => `${x < 0 ? '−' : '+'}${Math.abs(x).toFixed(3)}`;

const effectWord = (interval: MedianInterval | undefined): VerdictWord =>
  interval === undefined ? 'undecided' : interval.low > 0 ? 'holds' : interval.high < 0 ? 'refuted' : 'undecided';

const effectText = ({ asFound }: Effect, differences: readonly number[]): string => {
  const interval = medianInterval(differences);
  const n = differences.length;
  if (interval === undefined) return `measured: fewer than six seeds (${n})`;
  const { median, low, high, level } = interval;
  const range = `[${signed(low)}, ${signed(high)}] at ${(100 * level).toFixed(1)} %`;
  return `measured ${signed(median)} ${range}, ${n} seeds${asFound ? ', as found' : ''}`;
};

/** What runs say of effects: `holds` where every claimed one lies above 0, `refuted` where one lies below, else `undecided`. */
const judged = (effects: Effects, runs: Runs) => {
  const claimed = Object.entries(effects).filter(([, { asFound }]) => !asFound);
  const intervals = claimed.map(([name, effect]) => ({ name, interval: medianInterval(effect.differences(runs)) }));
  const words = intervals.map(({ interval }) => effectWord(interval));
  const word: VerdictWord = words.includes('refuted')
    ? 'refuted'
    : words.every((each) => each === 'holds')
      ? 'holds'
      : 'undecided';
  const open = intervals.filter((_, i) => words[i] !== 'holds').map(({ name }) => name);
  const lows = intervals.flatMap(({ interval }) => (interval ? [interval.low] : []));
  return { word, open, worst: lows.length === 0 ? null : Math.min(...lows) };
};

/** A measured claim judged by the runs of its arms. */
export const measure = (claim: MeasuredClaim, runs: Runs, mutants = false): UntimedReport => {
  const { word, open, worst } = judged(claim.effects, runs);
  const count = Object.values(runs).reduce((n, list) => n + list.length, 0);
  const evidence = Object.entries(claim.effects).map(([name, effect]) => [
    name,
    effectText(effect, effect.differences(runs)),
  ]);
  const fallen = (): MutantReport[] =>
    claim.mutants.map(({ name, text, effects }) => ({
      name,
      text,
      refuted: judged(effects, runs).word === 'refuted',
      cases: count,
    }));
  return {
    id: claim.id,
    verdict: word,
    ...(word === 'holds' ? {} : { reason: `not above 0: ${open.join('; ')}` }),
    asExpected: word === (claim.expect === 'holds' ? 'holds' : 'refuted'),
    evidence: Object.fromEntries(evidence) as Record<string, string>,
    instances: count,
    discarded: 0,
    shapes: Object.keys(runs).length,
    degree: null,
    worstMargin: worst,
    ...(mutants && { mutants: fallen() }),
  };
};
