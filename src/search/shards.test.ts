import { describe, expect, it } from 'vitest';
import { BadInput } from '../ledger/problem.js';
import { statementById } from '../theory/index.js';
import { combine } from './combine.js';
import { type IslandResult, runIsland } from './island.js';
import { islandName, islandsOf } from './islands.js';
import { finishedIn, readShard } from './shard-file.js';
import {
  claimsOfShard,
  headerLine,
  islandsOfShard,
  mergeShards,
  resultLine,
  type Shard,
  shardHeader,
  type ShardHeader,
  shardName,
  shardText,
} from './shards.js';

const claims = ['dual-networks/hinge-limit', 'latent-tree/lucky-node-sign'].map(statementById);
const plan = { runs: 10, seed: 3, mutants: true };
const headerOf = (shard: number, of: number): ShardHeader => shardHeader(claims, plan, { shard, of });
const all = new Map(
  claims.flatMap((claim) => islandsOf(claim, plan)).map((island) => [islandName(island), runIsland(island)] as const),
);
const missing: IslandResult = { island: 'none', kind: 'scope', finding: null };
const fileOf = (shard: number, of: number): string => shardText(headerOf(shard, of), all);
const read = (shard: number, of: number): Shard => readShard(fileOf(shard, of), shardName({ shard, of }));
const refusal = (action: () => unknown): string => {
  try {
    action();
  } catch (error) {
    if (error instanceof BadInput) return error.message;
    throw error;
  }
  return 'no refusal';
};

describe('the shares of a check', () => {
  it('have every island once between them, whatever their number', () => {
    const whole = claims.flatMap((claim) => islandsOf(claim, plan)).map(islandName);
    for (const of of [1, 2, 3, 7]) {
      const shared = Array.from({ length: of }, (_, i) => islandsOfShard(headerOf(i + 1, of)).map(islandName));
      // The first island is the first shard's: a scheduler's numbers are not shifted.
      expect(shared[0][0]).toBe(whole[0]);
      expect(shared.flat().sort()).toEqual([...whole].sort());
      expect(Math.max(...shared.map(({ length }) => length)) - Math.min(...shared.map(({ length }) => length))).toBeLessThan(2); // prettier-ignore
    }
  });
  it('give, in any order and one of them twice, the reports of one process', () => {
    const shards = [3, 1, 2, 1].map((shard) => read(shard, 3));
    const merged = mergeShards(shards, 'folder');
    expect(merged.plan).toEqual(plan);
    expect(merged.claims.map(({ id }) => id)).toEqual(claims.map(({ id }) => id));
    const reports = merged.claims.map((claim) => combine(claim, merged.plan, merged.results));
    expect(JSON.stringify(reports)).toBe(JSON.stringify(claims.map((claim) => combine(claim, plan, all))));
  });
  it('name a claim once, and need each result', () => {
    const twice = shardHeader([...claims, ...claims], plan, { shard: 1, of: 1 });
    expect(twice.claims).toEqual(claims.map(({ id }) => id));
    expect(() => shardText(twice, new Map())).toThrow(/^shard: expected the result of ".+", got none$/);
    expect(refusal(() => claimsOfShard({ ...twice, claims: ['none/such'] }, 'f'))).toMatch(/^f: .*got "none\/such"/);
  });
});

describe('an unfinished share', () => {
  const header = headerOf(1, 2);
  const own = islandsOfShard(header).map((island) => all.get(islandName(island)) ?? missing);
  const draft = headerLine(header) + own.map(resultLine).join('');

  it('keeps the results on whole lines', () => {
    expect([...finishedIn(draft, header).keys()]).toEqual(own.map(({ island }) => island));
    // What a kill cut off, at the end or, after a restart, in the middle.
    expect(finishedIn(draft.slice(0, -5), header).size).toBe(own.length - 1);
    expect(finishedIn(`${headerLine(header)}{"island":"x\n${own.map(resultLine).join('')}`, header).size).toBe(
      own.length,
    );
  });
  it('keeps nothing of another check, and no line that is no result of its own', () => {
    expect(finishedIn(draft, headerOf(2, 2)).size).toBe(0);
    const odd = [{ island: 'x', kind: 'scope', finding: null }, { island: 7 }, { island: 'x', kind: 'other' }, 'text'];
    const others = odd.map((line) => `${JSON.stringify(line)}\n`).join('');
    expect(finishedIn(headerLine(header) + others, header).size).toBe(0);
  });
});

describe('a finished share', () => {
  const text = fileOf(1, 2);
  const lines = text.trimEnd().split('\n');
  const changed = (at: number, change: (line: string) => string): string =>
    `${lines.map((line, i) => (i === at ? change(line) : line)).join('\n')}\n`;

  it('is read with its header and its results', () => {
    const shard = readShard(text, 'f');
    expect(shard.header).toEqual(headerOf(1, 2));
    expect(shard.results).toHaveLength(lines.length - 2);
  });
  it('is refused where it is not one, not whole, or changed', () => {
    for (const bad of ['', 'text\n', '[]\n', changed(0, (line) => line.replace('"shard":1', '"shard":3'))])
      expect(refusal(() => readShard(bad, 'f'))).toMatch(/^f, line 1(, line 1, column \d+)?: .*expected .*, got /);
    for (const part of [text.slice(0, -2), changed(1, (line) => line.replace('{', '{ ')), `${lines[0]}\n`])
      expect(refusal(() => readShard(part, 'f'))).toMatch(/^f: expected a whole shard, with its digest/);
  });
});

describe('shares that do not make a check', () => {
  const [first, second] = [read(1, 2), read(2, 2)];
  const with_ = (shard: Shard, header: Partial<ShardHeader>): Shard => ({
    ...shard,
    header: { ...shard.header, ...header },
  });

  it.each<[string, readonly Shard[], RegExp]>([
    ['none', [], /^folder: expected shards of a check .*, got none$/],
    ['one is missing', [first], /^folder: expected shards 1 to 2, got no 2$/],
    ['another seed', [first, with_(second, { seed: 4 })], /a shard of the same check as .* \(seed 3\), got 4/],
    ['other claims', [first, with_(second, { claims: [] })], /\(the same claims\), got \[\]/],
    ['other code', [first, with_(second, { code: 'x' })], /\(the same code\), got another/],
    ['code of another version', [with_(first, { code: 'x' })], /made by this version of the program, got another/],
    ['two that differ', [first, { ...first, digest: 'x', file: 'g' }], /^g: expected the same results as the other shard 1/],
    ['one lacks a result', [first, { ...second, results: second.results.slice(1) }], /expected the islands of shard 2 of 2, got no "/],
    ['one has a result more', [first, { ...second, results: [...second.results, ...first.results] }], /shard 2 of 2, got more/],
  ])('are refused: %s', (_, shards, message) => {
    expect(refusal(() => mergeShards(shards, 'folder'))).toMatch(message);
  }); // prettier-ignore
});
