import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { readRecord } from '../src/experiments/record-file.js';
import { recordText } from '../src/experiments/record.js';
import { readRecoveryTable } from '../src/experiments/recovery-file.js';
import { recoveryTable } from '../src/experiments/recovery-table.js';
import { cellsOf } from '../src/experiments/summary.js';
import { runKeys } from '../src/experiments/settings.js';
import { readAblation } from '../src/ledger/ablation-file.js';
import { readCheck } from '../src/ledger/check-file.js';
import { readLedger } from '../src/ledger/ledger-file.js';
import { BadInput } from '../src/ledger/problem.js';
import { readWitness } from '../src/ledger/witness-file.js';
import { attackClaim } from '../src/search/attack-claim.js';
import { huntChunk } from '../src/search/ablation/hunt.js';
import { huntOfText, huntOn, huntStart } from '../src/search/ablation/hunt-state.js';
import { runIsland } from '../src/search/island.js';
import { islandsOf } from '../src/search/islands.js';
import { readIslandResult } from '../src/search/island-file.js';
import { readShard } from '../src/search/shard-file.js';
import { shardHeader, shardText } from '../src/search/shards.js';
import { statementById } from '../src/theory/index.js';
import { mutations } from './mutated-files.js';
import { madeUpRecord, smallSettings } from './training-records.js';

/** A kind of file: a small valid one, and its reader. */
interface Kind {
  readonly valid: unknown;
  readonly read: (text: string) => unknown;
  /** Fields that may have any name, by what the mutation says. */
  readonly openNames?: RegExp;
}

const jsonOf = (file: string): unknown => JSON.parse(readFileSync(file, 'utf8'));

const homogeneity = statementById('dual-networks/homogeneity');
const plan = { runs: 10, seed: 3, mutants: true };
const quarry = { claim: homogeneity.id, without: ['no-bias'], seed: 1 };
const hunted = huntOn(huntStart(quarry), huntChunk(homogeneity, quarry, 0, 60));
const settings = smallSettings();
const ledger = jsonOf('fixtures/ledger.json') as {
  readonly claims: readonly { readonly probes: readonly unknown[] }[];
};
const ablation = jsonOf('fixtures/ablation.json') as { readonly claims: readonly unknown[] };
const [firstClaim] = ledger.claims;
const islands = islandsOf(homogeneity, plan).map((island) => runIsland(island));
const header = shardHeader([homogeneity], plan, { shard: 1, of: 1 });
const shardLines = shardText(header, new Map(islands.map((result) => [result.island, result]))).split('\n');

/** A shard with another header, whose digest is right. */
const shardWith = (first: string): string => {
  const body = [first, ...shardLines.slice(1, -2)].map((line) => `${line}\n`).join('');
  return `${body}${JSON.stringify({ sha256: createHash('sha256').update(body).digest('hex') })}\n`;
};

const kinds: Readonly<Record<string, Kind>> = {
  witness: {
    valid: jsonOf(`fixtures/witnesses/${readdirSync('fixtures/witnesses')[0]}`),
    read: (text) => readWitness(text, 'f'),
    openNames: /instance/,
  },
  check: {
    valid: JSON.parse(
      JSON.stringify({
        format: 'contrapose/check@1',
        version: '1.0.0',
        ...plan,
        claims: [attackClaim(statementById('as-released/batch-mean-weight'), plan)],
      }),
    ),
    read: (text) => readCheck(text, 'f'),
    openNames: /instance|witness|evidence|margins/,
  },
  ablation: {
    valid: { ...ablation, claims: ablation.claims.slice(0, 1) },
    read: (text) => readAblation(text, 'f'),
    openNames: /instance/,
  },
  ledger: {
    valid: { ...ledger, claims: [{ ...firstClaim, probes: firstClaim.probes.slice(0, 2) }] },
    read: (text) => readLedger(text, 'f'),
    openNames: /instance|ablated/,
  },
  'state of a hunt': {
    valid: hunted,
    read: (text) => huntOfText(text, 'f', homogeneity, quarry),
  },
  'head of a shard': { valid: header, read: (text) => readShard(shardWith(text), 'f') },
  'result of cases': {
    valid: islands.find(({ kind }) => kind === 'cases'),
    read: readIslandResult,
    openNames: /instance/,
  },
  'result of a scope': {
    valid: islands.find(({ kind }) => kind === 'scope'),
    read: readIslandResult,
    openNames: /finding\.parts/,
  },
  'result of an arm': {
    valid: { island: 'a: arm b', kind: 'arm', arm: 'b', runs: [{ seed: 1, collapsed: false, recovery: [0, 0.5] }] },
    read: readIslandResult,
  },
  'record of a run': {
    valid: JSON.parse(recordText(madeUpRecord({ hidden: 2, polarity: 0.5, seed: 1 }))),
    read: (text) => readRecord(text, 'f'),
  },
  'table of recovery': {
    valid: JSON.parse(
      JSON.stringify(
        recoveryTable(
          settings,
          'hash',
          cellsOf(
            settings,
            runKeys(settings).map((key) => madeUpRecord(key)),
          ),
        ),
      ),
    ),
    read: (text) => readRecoveryTable(text, 'f'),
  },
};

describe('a file that somebody has changed', () => {
  it.each(Object.entries(kinds))(
    'a %s: is refused in one line that says what was expected, or is one',
    (_, { valid, read, openNames }) => {
      expect(() => read(JSON.stringify(valid))).not.toThrow();
      const wrong: string[] = [];
      let count = 0;
      for (const { text, what, invalid } of mutations(valid)) {
        count++;
        const mustFail = invalid || (what.endsWith('nobody knows') && openNames?.test(what) !== true);
        try {
          read(text);
          if (mustFail) wrong.push(`${what}: accepted`);
        } catch (error) {
          const message = error instanceof Error ? error.message : String(error);
          const isOurs = error instanceof BadInput && /expected .+, got .+/.test(message) && message.length < 2200;
          if (!isOurs || /[\u0000-\u001f\u007f-\u009f\u202a-\u202e]/.test(message)) wrong.push(`${what}: ${message}`);
        }
      }
      expect(wrong).toEqual([]);
      expect(count).toBeGreaterThan(50);
    },
  );
});
