import type { PointOutcome } from '../judge/identity.js';
import type { Outcome } from '../judge/outcome.js';
import { addMargins, type MarginBin, marginBin } from '../ledger/margins.js';
import type { PartRecord } from '../ledger/verdict.js';
import type { Relation } from '../theory/relation.js';

type Mutable<T> = { -readonly [K in keyof T]: T[K] };

/** What is kept of a part while it is counted. */
type Counted = Mutable<PartRecord> & { margins: Partial<Record<MarginBin, number>> };

/** The running count of what each part of a statement showed. */
export class Tally {
  private readonly records = new Map<string, Counted>();
  instances = 0;
  /** Those of them that a search moved to; the others were drawn. */
  climbed = 0;
  discarded = 0;
  /** Points at which an equality failed as an identity. */
  differentPoints = 0;

  private record(name: string, relation: Relation<unknown>['kind']): Counted {
    const known = this.records.get(name);
    if (known) return known;
    const fresh = {
      name,
      relation,
      exact: 0,
      enclosed: 0,
      identity: 0,
      exhaustive: 0,
      statistical: 0,
      open: 0,
      worstMargin: null,
      margins: {},
    };
    this.records.set(name, fresh);
    return fresh;
  }

  /** Counts one judged instance. */
  instance(
    outcomes: Readonly<Record<string, Outcome>>,
    kinds: Readonly<Record<string, Relation<unknown>>>,
    climbed = false,
  ): void {
    this.instances++;
    if (climbed) this.climbed++;
    for (const [name, outcome] of Object.entries(outcomes)) {
      const record = this.record(name, kinds[name].kind);
      if (outcome.status === 'unknown') record.open++;
      else if (outcome.status === 'holds') record[outcome.evidence]++;
      if (!Number.isNaN(outcome.margin)) {
        record.worstMargin = Math.min(record.worstMargin ?? Infinity, outcome.margin);
      }
      const bin = marginBin(outcome);
      if (bin !== undefined) record.margins[bin] = (record.margins[bin] ?? 0) + 1;
    }
  }

  /** Counts one random point of the prime field. */
  point(outcomes: PointOutcome): void {
    for (const [name, outcome] of Object.entries(outcomes)) {
      if (outcome === 'equal') this.record(name, 'equal').identity++;
      else if (outcome === 'different') this.differentPoints++;
    }
  }

  get parts(): readonly PartRecord[] {
    return [...this.records.values()].map((record) => ({ ...record, margins: addMargins(record.margins) }));
  }
}
