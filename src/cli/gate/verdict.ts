import { type Approval, type ChangeClass, CLASSES } from '../../ledger/gate/entry.js';
import { approvalOf, isHarmless } from '../../ledger/gate/classify.js';
import type { GateChange } from '../../search/gate.js';

/** A claim's change and whether it may pass. */
export interface Decided extends GateChange {
  /** The reason somebody gave for letting it pass. */
  readonly approved?: string;
  readonly passes: boolean;
}

/** What a gate found. `json` prints it as it is. */
export interface GateReport {
  readonly base: string;
  readonly passes: boolean;
  readonly counts: Readonly<Record<ChangeClass, number>>;
  readonly claims: readonly Decided[];
  /** The claims of which the folder's own ledger does not say what there is. */
  readonly stale: readonly string[];
}

const decide = (change: GateChange, approvals: readonly Approval[]): Decided => {
  const approval = approvalOf(change, approvals);
  return {
    ...change,
    ...(approval && { approved: approval.reason }),
    passes: isHarmless(change) || approval !== undefined,
  };
};

export const gateReport = (
  base: string,
  changes: readonly GateChange[],
  approvals: readonly Approval[],
  stale: readonly string[],
): GateReport => {
  const claims = changes.map((change) => decide(change, approvals));
  const counts = Object.fromEntries(CLASSES.map((of) => [of, changes.filter((change) => change.class === of).length]));
  return {
    base,
    passes: claims.every(({ passes }) => passes) && stale.length === 0,
    counts: counts as Record<ChangeClass, number>,
    claims,
    stale,
  };
};

/** The approval that would let a change pass; none for what passes anyway or cannot be approved. */
export const approvalFor = ({ id, class: of, hash, passes }: Decided, reason: string): Approval | undefined =>
  !passes && (of === 'value-changing' || of === 'statement-changing')
    ? { claim: id, class: of, reason, hash }
    : undefined;
