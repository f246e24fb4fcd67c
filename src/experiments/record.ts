/** What one training run leaves behind, and its JSON. */
import type { RunKey } from './settings.js';

/** The name and version of the format; a reader refuses any other. */
export const FORMAT = 'contrapose/training@2';

/** A measured number; null where it is not finite, which JSON cannot write. */
export type Measured = number | null;

/** What there is of every latent by its path from the root: "" the root. */
export type ByLatent<T> = Readonly<Record<string, T>>;

/** A run after so many epochs of training. */
export interface EpochRecord {
  /** 0 at initialisation. */
  readonly epoch: number;
  /** The mean loss over the tuples of this epoch, each before its step; for an exact run the population loss at the epoch's end. Null before the first epoch of a sampled run. */
  readonly loss: Measured;
  /** max_j |corr(z_μ, f̃_j)| over the units j of μ (pre-activations; the root: the output). A constant unit counts as 0. */
  readonly correlation: ByLatent<Measured>;
  /** corr(z_μ, f̃_j) of every unit j of μ, to four significant digits. */
  readonly unitCorrelation: ByLatent<readonly Measured[]>;
  /** Units of μ that are constant over the views seen: their correlation is undefined. */
  readonly constant: ByLatent<number>;
  /** ‖W_μ‖_F, biases not counted. */
  readonly weightNorm: ByLatent<Measured>;
  /** The eigenvalues of OP_μ = V_{z_0}[E[K_μ | z_0]], the diagonal block of μ, largest first, to four significant digits; the others are 0. */
  readonly operatorSpectrum: ByLatent<readonly Measured[]>;
}

/**
 * How a run ended. `collapsed`: at the end every unit of the root is constant, so no output tells two views apart. `diverged`: a number
 * was not finite; the run stopped there.
 */
export const STATUSES = ['finished', 'collapsed', 'diverged'] as const;
export type RunStatus = (typeof STATUSES)[number];

/** max_j |corr(z_ν, f̃_j)| over the units j of μ, by μ and then by ν, to four significant digits. */
export type CrossCorrelations = ByLatent<ByLatent<Measured>>;

export interface RunRecord extends RunKey {
  readonly format: typeof FORMAT;
  /** The SHA-256 of the code that made it. */
  readonly modelHash: string;
  /** ρ_{μν} by the path of the lower node. */
  readonly edges: Readonly<Record<string, number>>;
  readonly status: RunStatus;
  /** The units of every latent against every latent, before the first epoch and where the run ended. */
  readonly across: { readonly untrained: CrossCorrelations; readonly trained: CrossCorrelations };
  /** Epochs 0, 1, …; the last one is where the run ended. */
  readonly epochs: readonly EpochRecord[];
}

/** The number, or null where it is not finite. */
export const measured = (x: number): Measured => (Number.isFinite(x) ? x : null);

/** The number to four significant digits. */
export const brief = (x: number): Measured => measured(Number(x.toPrecision(4)));

export const recordText = (record: RunRecord): string => `${JSON.stringify(record)}\n`;
