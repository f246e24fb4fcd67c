/** The result of an island as a line of a file that is read again. */
import { decode } from '../ledger/codec.js';
import { decimal, decimalOrNull, orNull, recordOf } from '../ledger/file-readers.js';
import {
  listOf,
  matching,
  maybe,
  object,
  oneOf,
  plainJson,
  type Reader,
  text,
  whole,
  yesOrNo,
} from '../ledger/gate/fields.js';
import { isObject, parseJson, plainOf } from '../ledger/json.js';
import { MARGIN_BINS } from '../ledger/margins.js';
import { badInput, inFile } from '../ledger/problem.js';
import { claimById, isMeasured } from '../theory/index.js';
import { problemOf } from './attacks.js';
import type { IslandResult } from './island.js';
import type { Island } from './islands.js';

const count = whole(0, 1e12);
const margins = object(Object.fromEntries(MARGIN_BINS.map((bin) => [bin, maybe(count)])));
const part = object({
  name: text,
  relation: oneOf('equal', 'atMost', 'psd', 'law'),
  exact: count,
  enclosed: count,
  identity: count,
  exhaustive: count,
  statistical: count,
  open: count,
  worstMargin: decimalOrNull,
  margins: maybe(margins),
});
const witness = object({ instance: plainJson, part: text, margin: decimalOrNull });
const shape = matching(/^[0-9a-f]{16}$/, '16 hexadecimal digits');

const finding = object({
  parts: listOf(part),
  instances: count,
  climbed: count,
  discarded: count,
  differentPoints: count,
  degree: count,
  shapes: listOf(shape, 1e7),
  witness: maybe(witness),
  largest: maybe(witness),
});
const scope = object({
  text,
  instances: count,
  discarded: count,
  parts: recordOf(count),
  witness: maybe(witness),
});
const run = object({ seed: whole(-(2 ** 31), 2 ** 32), collapsed: yesOrNo, recovery: listOf(decimal, 100_001) });

const results: Readonly<Record<IslandResult['kind'], Reader<unknown>>> = {
  cases: object({ island: text, kind: oneOf('cases'), finding }),
  laws: object({
    island: text,
    kind: oneOf('laws'),
    finding: object({ parts: listOf(part), witness: maybe(witness) }),
  }),
  scope: object({ island: text, kind: oneOf('scope'), finding: orNull(scope) }),
  arm: object({ island: text, kind: oneOf('arm'), arm: text, runs: listOf(run) }),
};
const kind = oneOf('cases', 'laws', 'scope', 'arm');

/** The result that a line says, its fields in the order of the line. @throws {BadInput} with the place where it says none */
export const readIslandResult = (line: string): IslandResult => {
  const json = parseJson(line, 'result');
  results[kind(isObject(json) ? json.kind : undefined, 'kind')](json, '');
  return plainOf(json) as IslandResult;
};

/** @throws {BadInput} where an instance in the result of an island is none of what the island attacks */
export const checkInstances = (result: IslandResult, island: Island, file: string): void => {
  if (result.kind !== island.kind) throw badInput(file, `a result of the kind "${island.kind}"`, `"${result.kind}"`);
  if (result.kind === 'arm' || island.kind === 'arm' || result.finding === null) return;
  const claim = claimById(island.claim);
  if (isMeasured(claim)) return;
  const { node } = problemOf(claim, island.attack);
  const { witness: smallest, largest } = result.finding as { readonly witness?: object; readonly largest?: object };
  for (const shown of [smallest, largest] as readonly ({ readonly instance?: unknown } | undefined)[]) {
    if (shown === undefined) continue;
    try {
      decode(node, shown.instance);
    } catch (error) {
      throw inFile(error, `${file}: ${result.island}`);
    }
  }
};
