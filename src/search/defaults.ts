/** The seed of every random choice where none is asked for. Any would do; a fixed one makes two runs the same. */
export const DEFAULT_SEED = 20_260_401;

/** Instances a claim, and a mutant, is attacked with where no number is asked for. */
export const DEFAULT_RUNS = 200;
