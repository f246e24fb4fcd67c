import { describe, expect, it } from 'vitest';
import { BadInput } from '../../ledger/problem.js';
import { statementById } from '../../theory/index.js';
import { type ChunkResult, huntChunk, nearer } from './hunt.js';
import { huntOfText, huntOn, huntStart, huntText } from './hunt-state.js';

const growth = 'simple loss: ⟨W_l, −∇L⟩ ≥ 0';
const quarry = {
  claim: 'dual-networks/layer-balance',
  without: ['positively-homogeneous-activation'],
  part: growth,
  seed: 1,
};
const claim = statementById(quarry.claim);

describe('a chunk of a hunt', () => {
  it('is the same whatever was hunted before it, and another than its neighbour', () => {
    expect(huntChunk(claim, quarry, 3, 60)).toEqual(huntChunk(claim, quarry, 3, 60));
    expect(huntChunk(claim, quarry, 3, 60)).not.toEqual(huntChunk(claim, quarry, 4, 60));
  });
  it('finds that with softplus a weight can shrink under the simple loss, one part hunted alone', () => {
    const found = [0, 1, 2, 3, 4].map((chunk) => huntChunk(claim, quarry, chunk, 400).witness);
    const witness = found.find((each) => each !== null);
    expect(witness).toMatchObject({ part: growth, violates: quarry.without });
    expect(witness?.margin).toBeLessThan(0);
  });
  it('finds nothing where a claim stands, and says how near it came', () => {
    const { witness, best, cases } = huntChunk(claim, { ...quarry, without: [] }, 0, 60);
    expect(witness).toBeNull();
    expect(best?.margin).toBeGreaterThanOrEqual(0);
    expect(cases).toBe(60);
  });
});

describe('the state of a hunt', () => {
  const miss = (margin: number): ChunkResult => ({
    cases: 400,
    best: { part: 'p', margin, instance: {} },
    witness: null,
  });
  const state = [miss(0.5), miss(0.25), miss(0.75)].reduce(huntOn, huntStart(quarry));

  it('counts chunks and instances and keeps the nearest miss', () => {
    expect(state).toMatchObject({ chunks: 3, cases: 1200, best: { margin: 0.25 } });
    expect(nearer(null, state.best)).toBe(state.best);
  });
});

describe('the state of a hunt in a file', () => {
  const hunted = { claim: 'dual-networks/homogeneity', without: ['no-bias'], seed: 1 };
  const homogeneity = statementById(hunted.claim);
  const chunks = [0, 1].map((i) => huntChunk(homogeneity, hunted, i, 100));
  const state = chunks.reduce(huntOn, huntStart(hunted));
  const read = (text: string, of = hunted) => huntOfText(text, 'state.json', homogeneity, of);

  it('comes back as it was', () => {
    expect(state.witness).not.toBeNull();
    expect(read(huntText(state))).toEqual(state);
    const open = { ...state, witness: null };
    expect(read(huntText(open))).toEqual(open);
  });

  it('is not believed: its instances are judged again', () => {
    const { best, witness } = state;
    if (best === null || witness === null) throw new Error('expected a witness');
    const forged: readonly (readonly [object, RegExp])[] = [
      [{ best: { ...best, margin: -100 } }, /best\.margin: expected -?[\d.]+, as the instance has it, got -100/],
      [{ best: { ...best, part: 'nothing' } }, /best\.part: expected a part that is hunted, got "nothing"/],
      [{ best: { ...best, instance: {} } }, /best\.instance/],
      [
        { witness: { ...witness, margin: -100 } },
        /witness\.margin: expected -[\d.]+, as the instance has it, got -100/,
      ],
      [
        { witness: { ...witness, violates: [] } },
        /witness: expected .*"violates":\["no-bias"\].*, got .*"violates":\[\]/,
      ],
      [{ witness: { ...witness, nonZero: 0 } }, /witness: expected/],
      [{ witness: { ...witness, more: 1 } }, /witness\.more: expected no such field/],
      [{ witness: { ...witness, part: '\u001b[31m' } }, /witness\.part: expected text of characters that are seen/],
      [{ more: 1 }, /more: expected no such field/],
    ];
    for (const [change, message] of forged) {
      expect(() => read(huntText({ ...state, ...change })), JSON.stringify(change)).toThrow(message);
      expect(() => read(huntText({ ...state, ...change }))).toThrow(BadInput);
    }
  });

  it('is refused by another hunt, and where it is not one', () => {
    expect(() => read(huntText(state), { ...hunted, seed: 2 })).toThrow(
      'seed: expected 2 (another hunt needs another file), got "1"',
    );
    expect(() => read(huntText({ ...state, cases: -1 }))).toThrow('cases: expected a whole number');
    for (const text of ['[]', '{}', '{"format":"contrapose/hunt@2"}', 'x', '['.repeat(1e5)]) {
      expect(() => read(text), text.slice(0, 99)).toThrow(BadInput);
    }
  });
});
