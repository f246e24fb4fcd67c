/** Memory laid out, and the primitives that work on it in the arithmetic that is chosen. */
import type { Operations } from './primitives.js';
import type { OperationsChoice } from './types.js';
import { typescriptOperations } from './typescript-operations.js';
import { hasSimd, webassemblyOperations } from './webassembly/operations.js';

/** Where things lie in a memory that is not there yet. */
export interface MemoryPlan {
  /** The position in `floats` of n fresh numbers, on a boundary of 16 bytes. */
  readonly allocateFloats: (n: number) => number;
  /** The position in `ints` of n fresh numbers, on a boundary of 16 bytes. */
  readonly allocateInts: (n: number) => number;
  readonly bytes: () => number;
}

export const memoryPlan = (): MemoryPlan => {
  let bytes = 0;
  const take = (n: number): number => {
    const at = bytes;
    bytes += Math.ceil(n / 16) * 16;
    return at;
  };
  return { allocateFloats: (n) => take(8 * n) / 8, allocateInts: (n) => take(4 * n) / 4, bytes: () => bytes };
};

/** Bytes that positions of 32 bits reach. */
const MOST_BYTES = 2 ** 31;

/**
 * Zeroed memory of a size with its primitives.
 * @throws WebAssembly asked for where it or its SIMD is absent; an odd width; 2 GiB or more
 */
export const createOperations = (choice: OperationsChoice, bytes: number, width: number): Operations => {
  if (width % 2 !== 0) throw new Error(`width: expected an even number, got ${width}`);
  if (bytes >= MOST_BYTES) throw new Error(`memory: expected less than 2 GiB, got ${bytes} bytes`);
  if (choice === 'webassembly' && !hasSimd()) throw new Error('operations: expected WebAssembly with SIMD, got none');
  return choice !== 'typescript' && hasSimd()
    ? webassemblyOperations(bytes, width)
    : typescriptOperations(bytes, width);
};
