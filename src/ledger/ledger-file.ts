/** The ledger of a repository as a file: one line a part, a probe, a mutant and an approval, so that a change shows where it is. */
import { isAsExpected, LEDGER_FORMAT, type ClaimEntry, type Ledger, mutantScore, type Origin } from './gate/entry.js';
import {
  distinct, listOf, matching, maybe, object, oneOf, plainJson, type Reader, text, textRecord, whole, yesOrNo,
} from './gate/fields.js'; // prettier-ignore
import { EXACT_NUMBER, LONGEST_SIDE, type Side } from './gate/sides.js';
import type { NumberText } from '../judge/explain.js';
import { formatOf, readFields } from './file-readers.js';
import { inWords, isObject } from './json.js';
import { badInput, childPath } from './problem.js';

const WORDS = ['holds', 'refuted', 'vacuous', 'undecided'] as const;
const COMPARISONS = ['equal', 'atMost', 'lessThan', 'psd'] as const;

const id = matching(/^[a-z0-9-]{1,60}\/[a-z0-9-]{1,80}$/, 'the id of a claim');
const hash = matching(/^[0-9a-f]{16}$/, '16 hexadecimal digits');

const exactNumber = matching(EXACT_NUMBER, 'a fraction');
const end = matching(/^(-?(\d{1,25}(\.\d{1,25})?(e[+-]?\d{1,3})?|Infinity)|NaN)$/, 'an end of an enclosure');
const number: Reader<NumberText> = (value, at) => {
  if (!Array.isArray(value)) return exactNumber(value, at);
  if (value.length !== 2) throw badInput(at, 'a number or the two ends around one', inWords(value));
  return [end(value[0], childPath(at, 0)), end(value[1], childPath(at, 1))];
};

const numbers = listOf(number);
const shortSide = object({ first: numbers, count: whole(LONGEST_SIDE + 1, 2 ** 31), hash });
const side: Reader<Side> = (value, at) => (Array.isArray(value) ? numbers(value, at) : shortSide(value, at));

const part = object({
  name: text,
  relation: oneOf(...COMPARISONS),
  status: oneOf('holds', 'violated', 'unknown'),
  evidence: oneOf('exact', 'enclosed'),
  left: side,
  right: side,
});

const origins: Readonly<Record<Origin['kind'], Reader<Origin>>> = {
  drawn: object({ kind: oneOf('drawn') }),
  witness: object({ kind: oneOf('witness') }),
  mutant: object({ kind: oneOf('mutant'), name: text }),
  without: object({ kind: oneOf('without'), slugs: listOf(text) }),
};
const originKind = oneOf('drawn', 'witness', 'mutant', 'without');
const origin: Reader<Origin> = (value, at) =>
  origins[originKind(isObject(value) ? value.kind : undefined, childPath(at, 'kind'))](value, at);

const parts = distinct(part, ({ name }) => name);
const probe = object({
  origin,
  instance: plainJson,
  inside: yesOrNo,
  undecided: maybe(text),
  parts,
  fails: maybe(parts),
});

const claimFields = object({
  id,
  expect: oneOf('holds', 'fails'),
  verdict: oneOf(...WORDS),
  text: hash,
  quantifier: oneOf('for all', 'exists', 'measured'),
  exponential: maybe(oneOf('formal', 'true', 'enclosed')),
  assumptions: listOf(text),
  ablated: maybe(textRecord),
  mutantScore: text,
  mutants: distinct(object({ name: text, refuted: yesOrNo, agrees: maybe(yesOrNo) }), ({ name }) => name),
  parts: distinct(
    object({ name: text, relation: oneOf(...COMPARISONS, 'law', 'measured'), evidence: text }),
    ({ name }) => name,
  ),
  probes: listOf(probe),
});

const claim: Reader<ClaimEntry> = (value, at) => {
  const { mutantScore: score, ...entry } = claimFields(value, at);
  const counted = mutantScore(entry.mutants);
  if (score !== counted)
    throw badInput(childPath(at, 'mutantScore'), `"${counted}", as the mutants say`, inWords(score));
  if (!isAsExpected(entry)) {
    const words = 'a verdict as expected: a ledger records no broken claim';
    throw badInput(childPath(at, 'verdict'), words, inWords(entry.verdict));
  }
  return entry;
};

const format = formatOf(LEDGER_FORMAT);

const approval = object({
  claim: id,
  class: oneOf('value-changing', 'statement-changing'),
  reason: matching(/\S/, 'a reason'),
  hash,
});

const fields = object({
  format,
  runs: whole(1, 10_000_000),
  seed: whole(-(2 ** 31), 2 ** 31 - 1),
  claims: distinct(claim, (entry) => entry.id),
  approvals: listOf(approval),
});

/** The ledger a text holds. `name` is what a message calls the text. @throws {BadInput} for anything else, with the place */
export const readLedger = (content: string, name: string): Ledger => readFields(content, name, format, fields);

const indented = (depth: number, lines: readonly string[]): string =>
  lines.length === 0
    ? '[]'
    : `[\n${lines.map((line) => `${'  '.repeat(depth + 1)}${line}`).join(',\n')}\n${'  '.repeat(depth)}]`;

const line = (value: unknown): string => JSON.stringify(value);

const claimText = ({ probes, parts: ofClaim, mutants, ablated, exponential, ...facts }: ClaimEntry): string => {
  const { id: name, expect, verdict, text: hashed, quantifier, assumptions } = facts;
  const written = { id: name, expect, verdict, text: hashed, quantifier, exponential, assumptions, ablated };
  const short = Object.entries({ ...written, mutantScore: mutantScore(mutants) })
    .filter(([, value]) => value !== undefined)
    .map(([key, value]) => `      ${line(key)}: ${line(value)}`);
  const lists = { mutants: mutants.map(line), parts: ofClaim.map(line), probes: probes.map(line) };
  const long = Object.entries(lists).map(([key, lines]) => `      ${line(key)}: ${indented(3, lines)}`);
  return `{\n${[...short, ...long].join(',\n')}\n    }`;
};

/** The text of a ledger; the same ledger has the same bytes. */
export const ledgerText = ({ runs, seed, claims, approvals }: Ledger): string => {
  const head = Object.entries({ format: LEDGER_FORMAT, runs, seed }).map(
    ([key, value]) => `  ${line(key)}: ${line(value)}`,
  );
  const lists = [
    `  "claims": ${indented(1, claims.map(claimText))}`,
    `  "approvals": ${indented(1, approvals.map(line))}`,
  ];
  return `{\n${[...head, ...lists].join(',\n')}\n}\n`;
};
