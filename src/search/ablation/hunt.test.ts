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
  it('comes back from its file', () => {
    expect(huntOfText(huntText(state), 'state.json', quarry)).toEqual(state);
  });
  it('is refused by another hunt, and where it is not one', () => {
    const read = (text: string, of = quarry) => huntOfText(text, 'state.json', of);
    expect(() => read(huntText(state), { ...quarry, seed: 2 })).toThrow(
      'seed: expected 2 (another hunt needs another file), got "1"',
    );
    expect(() => read(huntText({ ...state, cases: -1 }))).toThrow('cases: expected a count, got -1');
    for (const text of ['[]', '{}', '{"format":"contrapose/hunt@2"}', huntText(state).replace('"p"', '7'), 'x']) {
      expect(() => read(text), text).toThrow(BadInput);
    }
  });
});
