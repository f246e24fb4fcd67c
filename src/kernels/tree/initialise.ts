import type { PooledNetwork } from './pooled-network.js';
import { createStream, nextUnit } from './random.js';
import { inputRows } from './parameters.js';

/** W_μ (and b_μ) with entries uniform in ±1/√(units that enter μ), from the stream 'start' of a seed; row by row, latents in order. */
export const initialise = (network: PooledNetwork, seed: number): void => {
  const { shape, layout, parameters, hidden, stride } = network;
  const stream = createStream(seed, 'start');
  for (const index of shape.latents) {
    const columns = inputRows(shape, layout, index);
    const bound = 1 / Math.sqrt(columns.length);
    const draw = (): number => bound * (2 * nextUnit(stream) - 1);
    for (let j = 0; j < hidden; j++) for (const row of columns) parameters[row * stride + j] = draw();
    const bias = layout.biases[index];
    for (let j = 0; bias >= 0 && j < hidden; j++) parameters[bias * stride + j] = draw();
  }
  network.refresh();
};
