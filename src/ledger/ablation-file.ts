/** What `ablate --out` writes, as it is read again. */
import type { ClaimAblation } from './ablation-report.js';
import { claimId } from './check-file.js';
import { decimal, decimalOrNull, formatOf, readFields } from './file-readers.js';
import { distinct, listOf, maybe, object, oneOf, plainJson, text, whole } from './gate/fields.js';

export const ABLATION_FORMAT = 'contrapose/ablation@1';

/** What dropping assumptions showed of claims, with what it was obtained with. */
export interface AblationFile {
  readonly format: typeof ABLATION_FORMAT;
  /** Absent in files of before there was one. */
  readonly version?: string;
  readonly seed: number;
  readonly runs: number;
  readonly claims: readonly ClaimAblation[];
}

const count = whole(0, 1e12);
const format = formatOf(ABLATION_FORMAT);
const names = listOf(text);
/** The fields of a witness. */
export const witnessFields = object({
  part: text,
  margin: decimal,
  evidence: oneOf('exact', 'enclosed', 'statistical'),
  size: count,
  nonZero: count,
  violates: names,
  instance: plainJson,
});
const ablation = object({
  claim: claimId,
  dropped: names,
  verdict: oneOf('necessary', 'not-shown-necessary', 'vacuous', 'claim-fails'),
  reason: maybe(text),
  witness: maybe(witnessFields),
  bestMargin: decimalOrNull,
  cases: count,
});
const dose = object({
  claim: claimId,
  assumption: text,
  part: text,
  instances: count,
  doses: names,
  residuals: listOf(decimal),
  exponent: decimalOrNull,
  slopeAtZero: decimalOrNull,
});
const claim = object({
  claim: claimId,
  assumptions: names,
  moot: maybe(text),
  single: listOf(ablation),
  droppable: listOf(ablation),
  parts: maybe(
    listOf(object({ part: text, needs: names, droppable: listOf(object({ dropped: names, cases: count })) })),
  ),
  doses: maybe(listOf(dose)),
});
const fields = object({
  format,
  version: maybe(text),
  seed: whole(-(2 ** 31), 2 ** 31 - 1),
  runs: whole(1, 10_000_000),
  claims: distinct(claim, ({ claim: id }) => id),
});

/** The ablation a text holds. `name` is what a message calls the text. @throws {BadInput} for anything else, with the place */
export const readAblation = (content: string, name: string): AblationFile => readFields(content, name, format, fields);
