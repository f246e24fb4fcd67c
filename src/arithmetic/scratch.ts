let memory = new Float64Array(0);

/** An array of at least this length, the same one each time: what was written to it lasts until the next call. */
export const scratch = (length: number): Float64Array<ArrayBuffer> => {
  if (memory.length < length) memory = new Float64Array(2 * length);
  return memory;
};
