import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { rationalOfText } from '../src/ledger/number-text.js';
import { COLUMNS } from '../src/cli/witness/lines.js';
import { witnessReport } from '../src/cli/witness/text.js';
import { readWitness, WITNESS_FOLDER, witnessName, witnessText } from '../src/ledger/witness-file.js';
import { layerKernel } from '../src/kernels/operator.js';
import type { Network } from '../src/model/network.js';
import type { World } from '../src/model/world.js';
import { mootReason } from '../src/search/ablation/ablate.js';
import { replay } from '../src/search/replay.js';
import { statements } from '../src/theory/index.js';

const files = readdirSync(WITNESS_FOLDER)
  .filter((name) => name.endsWith('.json'))
  .sort()
  .map((name) => join(WITNESS_FOLDER, name));
const witnesses = files.map((file) => ({ file, witness: readWitness(readFileSync(file, 'utf8'), file) }));

describe('every stored witness', () => {
  it.each(witnesses)(
    '$file still refutes, with the numbers and the grade it records, and only without what it leaves out',
    ({ witness }) => {
      const { grade, reasons } = witness;
      expect(replay(witness)).toMatchObject({ status: 'refutes', changed: false, withinAll: false, grade, reasons });
    },
  );

  it('is written as it would be written today, under the name its content gives', () => {
    for (const { file, witness } of witnesses) {
      expect(readFileSync(file, 'utf8'), file).toBe(witnessText(witness));
      expect(basename(file)).toBe(witnessName(witness));
    }
  });

  it('is printed within 80 columns, with the lines in which its sides contradict the part', () => {
    for (const { file, witness } of witnesses) {
      const text = witnessReport(replay(witness), file, undefined);
      expect(Math.max(...text.split('\n').map((line) => Array.from(line).length)), file).toBeLessThanOrEqual(COLUMNS);
      expect(text, file).toMatch(/violated: .*\n(?: {4}.*\n)*  (?:(?:entry .*)?left|M|drawn)/);
    }
  });

  it('is one of a set that has an instance for every assumption of every claim said to hold for all', () => {
    const stored = new Set(witnesses.map(({ witness }) => `${witness.claim} without ${witness.dropped.join(' + ')}`));
    const needed = statements
      .filter((claim) => mootReason(claim) === undefined)
      .flatMap(({ id, assumptions }) => assumptions.map(({ slug }) => `${id} without ${slug}`));
    expect(needed.filter((each) => !stored.has(each))).toEqual([]);
    expect(needed.length).toBeGreaterThan(150);
  });

  it('is one of several subjects, and most are genuine', () => {
    const subjects = new Set(witnesses.map(({ witness }) => witness.claim.split('/')[0]));
    expect([...subjects].sort()).toEqual(['as-released', 'beyond', 'byol', 'dual-networks', 'latent-tree']);
    const genuine = witnesses.filter(({ witness }) => witness.grade === 'genuine').length;
    expect(genuine).toBeGreaterThan(0.9 * witnesses.length);
  });
});

describe('the float kernel of the operator', () => {
  /** JSON of an instance with every text that is a number read as one. */
  const floats = (value: unknown): unknown => {
    if (typeof value === 'string') return rationalOfText(value)?.valueOf() ?? value;
    if (Array.isArray(value)) return value.map(floats);
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(Object.entries(value).map(([key, child]) => [key, floats(child)]));
  };

  it('has the operator side of every witness it can evaluate without rounding', () => {
    let compared = 0;
    for (const { file, witness } of witnesses) {
      if (witness.claim !== 'dual-networks/covariance-operator' || !witness.part.startsWith('one branch')) continue;
      const { network, world, layer } = floats(witness.instance) as {
        network: Network<number>;
        world: World<number>;
        layer: number;
      };
      // Small dyadic numbers only: no float64 operation rounds.
      if (/\/(?!(2|4|8|16)")/.test(JSON.stringify(witness.instance))) continue;
      if (network.biases || network.activation === 'softplus' || network.top === 'activated') continue;
      const kernel = layerKernel(network, world, layer);
      const out = new Float64Array(kernel.size);
      kernel.apply(kernel.weights, out);
      const right = witness.sides.right.map((text) => rationalOfText(String(text))?.valueOf());
      expect([...out], file).toEqual(right);
      compared++;
    }
    expect(compared).toBeGreaterThan(0);
  });
});
