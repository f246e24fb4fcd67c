import type { Reading, Source } from './claim.js';

/** One training run as a claim sees it: a record, not how it came about. */
export interface Trajectory {
  readonly seed: number;
  readonly collapsed: boolean;
  /** max_j |corr(z_0, f̃_j)| of the topmost latent after 0, 1, 2, … epochs; 0 where the units are constant. */
  readonly recovery: readonly number[];
}

/** One arm of an experiment on latent trees: what is set, everything else being the published default. */
export interface Arm {
  readonly hidden: number;
  readonly polarity: number;
  readonly depth: number;
  readonly epochs: number;
  readonly samples: number;
  readonly loss: 'infonce' | 'simple' | 'triplet';
  readonly tau: number;
  readonly normalise: boolean;
  /** Switches of the published program. */
  readonly released: readonly (
    'biases' | 'normalise-epsilon' | 'batch-mean-distances' | 'probability-loss' | 'no-half'
  )[];
}

/** A difference of two outcomes of one seed. Its median over seeds is claimed to be above 0, or it is shown as it was found. */
export interface Effect {
  readonly text: string;
  /** One difference a seed, in the order of the seeds, from the runs of every arm. */
  readonly differences: (arms: Readonly<Record<string, readonly Trajectory[]>>) => readonly number[];
  readonly asFound?: boolean;
}

/** Effects by their names. */
export type Effects = Readonly<Record<string, Effect>>;

/** A statement about the outcome of an experiment. It is measured, never proved. */
export interface MeasuredClaim {
  readonly kind: 'measured';
  readonly id: string;
  readonly title: string;
  /** The statement in TeX. */
  readonly statement: string;
  readonly source: Source;
  readonly reading: { readonly tag: Reading; readonly note: string };
  readonly arms: Readonly<Record<string, Arm>>;
  /** Runs of each arm, with the seeds 1 … seeds. */
  readonly seeds: number;
  readonly effects: Effects;
  readonly expect: 'holds' | 'fails';
  readonly dependsOn: readonly string[];
  /** Deliberately false siblings, on the same runs. */
  readonly mutants: readonly { readonly name: string; readonly text: string; readonly effects: Effects }[];
}

/** Last − first: what a run gained by training. */
export const gain = ({ recovery }: Trajectory): number => recovery[recovery.length - 1] - recovery[0];

/** How far a run got. */
export const outcome = ({ recovery }: Trajectory): number => recovery[recovery.length - 1];
