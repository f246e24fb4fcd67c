/** Shards as they are read again: finished ones, and what there is of one that was worked on. */
import { formatOf, readFields } from '../ledger/file-readers.js';
import { listOf, matching, object, type Reader, whole, yesOrNo } from '../ledger/gate/fields.js';
import { parseJson } from '../ledger/json.js';
import { BadInput, badInput, inFile } from '../ledger/problem.js';
import { claimId } from '../ledger/check-file.js';
import type { IslandResult } from './island.js';
import { readIslandResult } from './island-file.js';
import { islandName } from './islands.js';
import { digestOf, headerLine, islandsOfShard, type Shard, SHARD_FORMAT, type ShardHeader } from './shards.js';

const hash = matching(/^[0-9a-f]{64}$/, '64 hexadecimal digits');
const format = formatOf(SHARD_FORMAT);
const headerFields = object({
  format,
  code: hash,
  runs: whole(1, 10_000_000),
  seed: whole(-(2 ** 31), 2 ** 31 - 1),
  mutants: yesOrNo,
  claims: listOf(claimId),
  shard: whole(1, 1_000_000),
  of: whole(1, 1_000_000),
});
const header: Reader<ShardHeader> = (value, at) => {
  const found = headerFields(value, at);
  if (found.shard > found.of) throw badInput('shard', `at most ${found.of}, of which it is one`, `${found.shard}`);
  return found;
};
const end = object({ sha256: hash });

/** A finished shard. @throws {BadInput} where the text is not one, or not whole */
export const readShard = (content: string, file: string): Shard => {
  const lines = content.split('\n');
  const found = readFields(lines[0], `${file}, line 1`, format, header);
  if (lines.pop() !== '' || lines.length < 2) throw badInput(file, 'a whole shard, with its digest', 'part of one');
  const digest = digestOf(lines.slice(0, -1).map((line) => `${line}\n`).join('')); // prettier-ignore
  if (digestIn(lines[lines.length - 1]) !== digest)
    throw badInput(file, 'a whole shard, with its digest', 'part of one, or a changed one');
  const results = lines.slice(1, -1).map((line, i) => {
    try {
      return readIslandResult(line);
    } catch (error) {
      throw inFile(error, `${file}, line ${i + 2}`);
    }
  });
  return { file, header: found, digest, results };
};

const digestIn = (line: string): string | undefined => attempt(() => end(parseJson(line), '').sha256);

/** What is read, or nothing where it is bad input. */
const attempt = <T>(read: () => T): T | undefined => {
  try {
    return read();
  } catch (error) {
    if (error instanceof BadInput) return undefined;
    throw error;
  }
};

/** The results in the lines of an unfinished shard of the same header: those that are whole. */
export const finishedIn = (text: string, header: ShardHeader): ReadonlyMap<string, IslandResult> => {
  const [first, ...lines] = text.split('\n');
  if (`${first}\n` !== headerLine(header)) return new Map();
  const own = new Set(islandsOfShard(header).map(islandName));
  // What follows the last newline was cut off; a line cut off in the middle of the file, by a restart, is no JSON.
  const results = lines.slice(0, -1).flatMap((line) => attempt(() => readIslandResult(line)) ?? []);
  return new Map(results.filter(({ island }) => own.has(island)).map((result) => [result.island, result]));
};
