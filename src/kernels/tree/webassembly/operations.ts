/** The primitives in WebAssembly with SIMD of 128 bits, its module emitted for each width on first use. */
import { moduleBytes } from './assembler.js';
import type { Operations, Primitives } from '../primitives.js';
import { webassemblyHost } from './host.js';
import { multiplyCode, multiplyTransposedCode } from './products.js';
import { rowCodes } from './rows.js';

const PAGE = 2 ** 16;

const bytesFor = (width: number): Uint8Array =>
  moduleBytes([multiplyCode(width), multiplyTransposedCode(width), ...rowCodes(width)]);

let simd: boolean | undefined;

/** Whether WebAssembly with SIMD runs here. */
export const hasSimd = (): boolean => {
  const host = webassemblyHost();
  return host !== undefined && (simd ??= host.validate(bytesFor(2)));
};

const modules = new Map<number, object>();

/** @throws no WebAssembly */
export const webassemblyOperations = (bytes: number, width: number): Operations => {
  const host = webassemblyHost();
  if (host === undefined) throw new Error('operations: expected WebAssembly, got none');
  const module = modules.get(width) ?? new host.Module(bytesFor(width));
  modules.set(width, module);
  const memory = new host.Memory({ initial: Math.max(1, Math.ceil(bytes / PAGE)) });
  const { exports } = new host.Instance(module, { host: { memory } });
  return {
    kind: 'webassembly',
    floats: new Float64Array(memory.buffer),
    ints: new Int32Array(memory.buffer),
    ...(exports as Primitives),
  };
};
