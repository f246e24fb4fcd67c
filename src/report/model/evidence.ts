/** The words of the evidence, as TRUST_BOUNDARIES.md has them: what each promises and what it does not. */
import type { EvidenceItem } from './page.js';

export interface EvidenceWords {
  readonly symbol: string;
  readonly promises: string;
  readonly not: string;
}

export const EVIDENCE: Readonly<Record<string, EvidenceWords>> = {
  exact: {
    symbol: 'E',
    promises: 'Both sides were computed without rounding on each of these instances, and the part stands there.',
    not: 'Nothing is said of the instances in between.',
  },
  identity: {
    symbol: 'I',
    promises:
      'Both sides agree at random points of a prime field. An equality that is false for a shape passes one point with probability at most its degree divided by p = 2³⁰ − 41.',
    not: 'It covers the shapes that were met, under the gate patterns drawn. The probability is over the points; it is not the probability that the claim is false.',
  },
  exhaustive: {
    symbol: 'X',
    promises: 'Every instance of the small scope named here was evaluated exactly: a proof for that scope.',
    not: 'Nothing outside the scope.',
  },
  enclosed: {
    symbol: '≈',
    promises: 'Computed in intervals rounded outwards: an inequality that stands for the whole interval stands.',
    not: 'An equality is never proved by an enclosure; its two sides differ by no more than the interval.',
  },
  statistical: {
    symbol: 'S',
    promises: 'The claimed probability was drawn that often and not rejected, within a budget for false alarms.',
    not: 'No proof, and not evidence for the exact number: a small error in it goes unnoticed.',
  },
  sampled: {
    symbol: 's',
    promises: 'Computed in floating point, with a residual inside a derived rounding bound.',
    not: 'It does not exclude an error smaller than that bound.',
  },
  measured: {
    symbol: 'M',
    promises:
      'The effect found in an experiment: an interval for its median over seeds, whatever the law of the seeds.',
    not: 'Never a theorem. It speaks of the printed settings and of no others.',
  },
  none: { symbol: '?', promises: 'Nothing was established of this part.', not: 'Anything.' },
};

/** "exact 200 · identity 200" as its kinds, each with what it covers. */
export const evidenceItems = (text: string): readonly EvidenceItem[] =>
  text.split(' · ').map((item) => {
    const [kind, ...rest] = item.split(' ');
    return { kind, text: rest.join(' ') };
  });

/** The kinds that occur, strongest first. */
export const kindsOf = (items: readonly EvidenceItem[]): readonly string[] =>
  Object.keys(EVIDENCE).filter((kind) => items.some((item) => item.kind === kind));
