/** What `check --json` writes, as it is read again. */
import type { ClaimReport, MutantReport, ShownOn } from './claim-report.js';
import { decimal, decimalOrNull, formatOf, readFields, recordOf } from './file-readers.js';
import { distinct, listOf, matching, maybe, object, oneOf, plainJson, text, textRecord, whole, yesOrNo } from './gate/fields.js'; // prettier-ignore
import { MARGIN_BINS, type MarginCounts } from './margins.js';

export const CHECK_FORMAT = 'contrapose/check@1';

/** The verdicts of a check, with what they were obtained with. */
export interface CheckFile {
  readonly format: typeof CHECK_FORMAT;
  readonly version: string;
  readonly seed: number;
  readonly runs: number;
  /** Whether the false siblings were attacked as well. */
  readonly mutants: boolean;
  readonly claims: readonly ReadReport[];
}

/** An instance as it is read: its margin is null where it has no number. */
export type ReadShown = Omit<ShownOn, 'margin'> & { readonly margin: number | null };

/** A claim's report as it is read. */
export type ReadReport = Omit<ClaimReport, 'witness' | 'largest' | 'mutants'> & {
  readonly witness?: ReadShown;
  readonly largest?: ReadShown;
  readonly mutants?: readonly MutantReport[];
};

const count = whole(0, 1e12);
const format = formatOf(CHECK_FORMAT);
const shown = object({ part: text, margin: decimalOrNull, instance: plainJson });
const mutant = object({
  name: text,
  seconds: maybe(decimal),
  text,
  refuted: yesOrNo,
  cases: count,
  agreesOn: maybe(object({ text, holds: yesOrNo })),
  witness: maybe(plainJson),
});
const margins: (value: unknown, at: string) => MarginCounts = object(
  Object.fromEntries(MARGIN_BINS.map((bin) => [bin, maybe(count)])),
);

/** The id of a claim, ours or another's. */
export const claimId = matching(/^[^\s/]{1,80}(\/[^\s/]{1,80}){0,3}$/, 'the id of a claim');

const report = object({
  id: claimId,
  seconds: maybe(decimal),
  verdict: oneOf('holds', 'refuted', 'vacuous', 'undecided'),
  reason: maybe(text),
  asExpected: yesOrNo,
  evidence: textRecord,
  instances: count,
  discarded: count,
  shapes: count,
  degree: (value: unknown, at: string) => (value === null ? null : count(value, at)),
  worstMargin: decimalOrNull,
  margins: maybe(recordOf(margins)),
  scope: maybe(text),
  witness: maybe(shown),
  largest: maybe(shown),
  mutants: maybe(listOf(mutant)),
});

const fields = object({
  format,
  version: text,
  seed: whole(-(2 ** 31), 2 ** 31 - 1),
  runs: whole(1, 10_000_000),
  mutants: yesOrNo,
  claims: distinct(report, ({ id }) => id),
});

/** The check a text holds. `name` is what a message calls the text. @throws {BadInput} for anything else, with the place */
export const readCheck = (content: string, name: string): CheckFile => readFields(content, name, format, fields);
