/** A check in several processes: each does every n-th island and writes a file of JSON lines; the files together are the check. */
import { createHash } from 'node:crypto';
import { codeHash } from '../experiments/code-hash.js';
import { BadInput, badInput, quoted } from '../ledger/problem.js';
import { claims, type RegisteredClaim } from '../theory/index.js';
import type { IslandResult } from './island.js';
import { checkInstances } from './island-file.js';
import { type CheckPlan, type Island, islandName, islandsOf } from './islands.js';

export const SHARD_FORMAT = 'contrapose/shard@1';

/** The share of a process: the shard-th of so many, counted from 1. */
export interface Share {
  readonly shard: number;
  readonly of: number;
}

/** The first line of a shard: all that its islands depend on. */
export interface ShardHeader extends CheckPlan, Share {
  readonly format: typeof SHARD_FORMAT;
  /** The hash of the code that an island runs. */
  readonly code: string;
  readonly claims: readonly string[];
}

/** SHA-256 of all code that the result of an island depends on. */
export const islandCode = (): string =>
  codeHash(new URL(import.meta.url.endsWith('.ts') ? './island.ts' : './island.js', import.meta.url));

export const shardHeader = (
  chosen: readonly RegisteredClaim[],
  { runs, seed, mutants }: CheckPlan,
  { shard, of }: Share,
): ShardHeader => ({
  format: SHARD_FORMAT,
  code: islandCode(),
  runs,
  seed,
  mutants,
  claims: [...new Set(chosen.map(({ id }) => id))],
  shard,
  of,
});

/** The claims of a header. @throws {BadInput} for one that is not known */
export const claimsOfShard = ({ claims: ids }: ShardHeader, file = 'shard'): readonly RegisteredClaim[] =>
  ids.map((id) => {
    const found = claims.find((claim) => claim.id === id);
    if (!found) throw badInput(file, 'claims of this version', quoted(id));
    return found;
  });

/** The islands of a shard: of all islands of the check, in their order, every n-th. */
export const islandsOfShard = (header: ShardHeader): readonly Island[] =>
  claimsOfShard(header)
    .flatMap((claim) => islandsOf(claim, header))
    .filter((_, i) => i % header.of === header.shard - 1);

export const shardName = ({ shard, of }: Share): string => `shard-${shard}-of-${of}.jsonl`;

export const digestOf = (text: string): string => createHash('sha256').update(text).digest('hex');

/** The line of one island's result. */
export const resultLine = (result: IslandResult): string => `${JSON.stringify(result)}\n`;

export const headerLine = (header: ShardHeader): string => `${JSON.stringify(header)}\n`;

/** The text of a finished shard: header, a line for each island in their order, and the digest of these lines. @throws {RangeError} where a result is missing */
export const shardText = (header: ShardHeader, results: ReadonlyMap<string, IslandResult>): string => {
  const lines = islandsOfShard(header).map((island) => {
    const result = results.get(islandName(island));
    if (!result) throw new RangeError(`shard: expected the result of "${islandName(island)}", got none`);
    return resultLine(result);
  });
  const text = headerLine(header) + lines.join('');
  return `${text}${JSON.stringify({ sha256: digestOf(text) })}\n`;
};

/** A finished shard as read from a file. */
export interface Shard {
  readonly file: string;
  readonly header: ShardHeader;
  readonly digest: string;
  readonly results: readonly IslandResult[];
}

/** A check put together from its shards. */
export interface Merged {
  readonly plan: CheckPlan;
  readonly claims: readonly RegisteredClaim[];
  readonly results: ReadonlyMap<string, IslandResult>;
}

const SHARED = ['code', 'runs', 'seed', 'mutants', 'claims', 'of'] as const;

/** @throws {BadInput} that names two files of different checks */
const checkSameCheck = (first: Shard, other: Shard): void => {
  for (const field of SHARED) {
    const [mine, its] = [JSON.stringify(first.header[field]), JSON.stringify(other.header[field])];
    if (mine !== its) {
      const words = field === 'claims' || field === 'code' ? `the same ${field}` : `${field} ${mine}`;
      throw badInput(
        other.file,
        `a shard of the same check as ${first.file} (${words})`,
        field === 'code' ? 'another' : its,
      );
    }
  }
};

/**
 * The shards of one check, in any order, a shard more than once if it is the same. `folder` is what a message calls the place they are in.
 * @throws {BadInput} that names what is missing or in conflict
 */
export const mergeShards = (shards: readonly Shard[], folder: string, code = islandCode()): Merged => {
  if (shards.length === 0) throw badInput(folder, 'shards of a check (shard-1-of-3.jsonl …)', 'none');
  const [first] = shards;
  if (first.header.code !== code) throw badInput(first.file, 'a shard made by this version of the program', 'another');
  const known = new Map<number, Shard>();
  for (const shard of shards) {
    checkSameCheck(first, shard);
    const same = known.get(shard.header.shard);
    if (same && same.digest !== shard.digest) {
      throw badInput(shard.file, `the same results as the other shard ${shard.header.shard}, ${same.file}`, 'others');
    }
    known.set(shard.header.shard, shard);
  }
  const { of } = first.header;
  const missing = Array.from({ length: of }, (_, i) => i + 1).filter((shard) => !known.has(shard));
  if (missing.length > 0) throw new BadInput(`${folder}: expected shards 1 to ${of}, got no ${missing.join(', ')}`);
  const results = new Map<string, IslandResult>();
  for (const { file, header, results: own } of known.values()) {
    const expected = islandsOfShard(header).map(islandName);
    const odd = expected.find((name, i) => own[i]?.island !== name);
    if (odd !== undefined || own.length !== expected.length) {
      throw badInput(
        file,
        `the islands of shard ${header.shard} of ${of}`,
        odd === undefined ? 'more' : `no ${quoted(odd)}`,
      );
    }
    const islands = islandsOfShard(header);
    own.forEach((result, i) => {
      checkInstances(result, islands[i], file);
      results.set(result.island, result);
    });
  }
  const { runs, seed, mutants } = first.header;
  return { plan: { runs, seed, mutants }, claims: claimsOfShard(first.header, first.file), results };
};
