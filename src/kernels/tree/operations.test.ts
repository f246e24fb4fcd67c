import { afterEach, expect, test, vi } from 'vitest';
import { createOperations, memoryPlan } from './operations.js';
import type { Operations } from './primitives.js';
import { createStream, nextUnit } from './random.js';

afterEach(() => {
  vi.unstubAllGlobals();
});

/** Every primitive once, on random numbers with zeros of both signs among them. */
const everything = (kind: Operations['kind'], width: number): string => {
  const plan = memoryPlan();
  const rows = 7;
  const [A, B, C, D, G] = Array.from({ length: 5 }, () => plan.allocateFloats((rows + width) * width));
  const [p, q] = [plan.allocateInts(rows), plan.allocateInts(rows)];
  const ops = createOperations(kind, plan.bytes(), width);
  const stream = createStream(width, 'numbers');
  const fill = (at: number): void => {
    for (let i = 0; i < (rows + width) * width; i++) {
      const u = nextUnit(stream);
      ops.floats[at + i] = u < 0.1 ? 0 : u < 0.2 ? -0 : 2 * u - 1;
    }
  };
  [A, B, C, D, G].forEach(fill);
  for (let r = 0; r < rows; r++) [ops.ints[p + r], ops.ints[q + r]] = [(3 * r) % 5, (2 * r) % 5];
  ops.multiply(C, A, rows, width, B, D);
  ops.gatherPair(D, rows, p, C, q, A);
  ops.gatherAdd(D, rows, q, C);
  ops.relu(G, D, rows);
  ops.gate(D, C, rows);
  ops.scatterPair(D, rows, p, A, q, B);
  ops.scatterAdd(B, rows, p, G);
  ops.multiplyTransposed(C, A, rows, width, B);
  ops.transpose(D, C);
  ops.descend(D, C, rows, 0.1, 0.01);
  ops.sumRows(A, D, rows);
  ops.gather(G, rows, q, D);
  ops.clear(B, 2);
  return Buffer.from(ops.floats.buffer, 0, plan.bytes()).toString('hex');
};

test('every primitive gives the same bits in WebAssembly and TypeScript, at every width', () => {
  for (let width = 2; width <= 26; width += 2)
    expect(everything('webassembly', width)).toBe(everything('typescript', width));
});

test('where WebAssembly is absent the fastest operations are those in TypeScript', () => {
  vi.stubGlobal('WebAssembly', undefined);
  expect(createOperations('fastest', 64, 2).kind).toBe('typescript');
  expect(() => createOperations('webassembly', 64, 2)).toThrow('operations: expected WebAssembly with SIMD, got none');
});

test('an odd width and more memory than positions reach are refused', () => {
  expect(() => createOperations('fastest', 64, 3)).toThrow('width: expected an even number, got 3');
  expect(() => createOperations('fastest', 2 ** 31, 2)).toThrow('memory: expected less than 2 GiB');
});
