/**
 * What the training kernel for tree networks is spoken to with. Glossary: f̃_μ = W_μ f_ch(μ) (+ b_μ) the pre-activations of latent μ,
 * f_μ = max(f̃_μ, 0) below the root and f_L = f̃ at it, where f_ch(μ) are the units of its children in their order (a leaf is one
 * unit, its value the number of its state). A *pattern* of a node is one joint state of the leaves below it.
 */
import type { LatentTree } from '../../model/latent-tree/tree.js';

/** Which arithmetic runs; the two agree bit for bit, and 'fastest' is WebAssembly where it is to be had. */
export type OperationsChoice = 'webassembly' | 'typescript' | 'fastest';

/** W_μ by path of μ: hidden rows, a column for each unit of a child. */
export type TreeWeights = Readonly<Record<string, readonly (readonly number[])[]>>;

/** b_μ by path of μ. */
export type TreeBiases = Readonly<Record<string, readonly number[]>>;

/**
 * A set of samples with equal patterns pooled. Nodes are numbered in the order of `treeNodes`: paths sorted, the root 0. A leaf's pattern
 * is its state.
 */
export interface Patterns {
  /** The distinct patterns of each node; 0 at a latent: it is left out. */
  readonly counts: Int32Array;
  /** [node][k][p]: the pattern of child k within pattern p of the node. */
  readonly children: readonly (readonly Int32Array[])[];
  /** The root's pattern of each sample. */
  readonly root: Int32Array;
  /** Samples in use, at most root.length. */
  samples: number;
}

/** Settings of a network. */
export interface NetworkSettings {
  /** Units of every latent, the root included. */
  readonly hidden: number;
  /** Whether there are b_μ; false unless given. */
  readonly biases?: boolean | undefined;
  /** Most samples at once; it bounds the patterns of a node. */
  readonly capacity: number;
  readonly operations?: OperationsChoice | undefined;
}

/** Rows of units, one a pattern: row p starts at p·stride, and the entries from `hidden` up to `stride` are 0. */
export interface Rows {
  readonly values: Float64Array;
  readonly stride: number;
}

export type LossName = 'simple' | 'triplet' | 'infonce';

/**
 * The loss of a tuple (x₁, x₊, x_{1−} … x_{H−}) with r = ½‖f − g‖², averaged over the batch:
 * simple r₊ − r₋ · triplet τ log(1 + e^{(r₊ − r₋ + r_0)/τ}) · infonce log(1 + Σ_k e^{(r₊ − r_{k−})/τ}).
 * The gradient runs through every branch.
 */
export interface LossSettings {
  readonly loss: LossName;
  /** τ; 0.1 unless given. */
  readonly tau?: number | undefined;
  /** r_0 of the triplet loss; 0 unless given. */
  readonly margin?: number | undefined;
  /** H; 1 unless given, and more for infonce only. */
  readonly negatives?: number | undefined;
  /** f̂ = f/‖f‖, and 0 without a gradient where f = 0. */
  readonly normalise?: boolean | undefined;
  /** Released variant: f/(‖f‖ + ε) with this ε instead (the script's is 1e-4). */
  readonly normaliseEpsilon?: number | undefined;
  /** Released variant: distances averaged over the batch and the units before the exponential. */
  readonly batchMeanDistances?: boolean | undefined;
  /** Released variant of infonce: −p₊ for −log p₊. */
  readonly probabilityLoss?: boolean | undefined;
  /** Released variant: r = ‖f − g‖². */
  readonly noHalf?: boolean | undefined;
}

/** Settings of a training run. */
export interface TrainerSettings extends LossSettings {
  readonly hidden: number;
  /** Released variant: b_μ at every latent. */
  readonly biases?: boolean | undefined;
  /** Tuples a step; 128 unless given. */
  readonly batch?: number | undefined;
  /** The learning rate; 0.1 unless given. */
  readonly rate?: number | undefined;
  /** η of W ← W − rate (∇ + η W), biases too; 0 unless given. */
  readonly decay?: number | undefined;
  /** An integer in [0, 2³²); the start and the samples each have a stream of their own. */
  readonly seed: number;
  readonly operations?: OperationsChoice | undefined;
  /** The start; entries uniform in ±1/√(inputs) of the seed's own stream unless given. */
  readonly weights?: TreeWeights | undefined;
}

/** What a few steps did. */
export interface TrainingReport {
  readonly tuples: number;
  readonly steps: number;
  /** The mean of the losses of the steps. */
  readonly loss: number;
  /** Views with ‖f‖ = 0 that were to be normalised. */
  readonly collapsedRows: number;
}

/** The relation of one latent's state with each of its units. */
export interface LatentCorrelation {
  readonly path: string;
  /** Pearson's corr(z_μ, f̃_j), z_μ taken as a number; 0 where a side is constant. */
  readonly correlations: readonly number[];
  /** max_j |corr(z_μ, f̃_j)|. */
  readonly best: number;
  /** The units with one and the same f̃_j throughout. */
  readonly constantUnits: readonly number[];
  /** Whether z_μ itself was constant. */
  readonly constantState: boolean;
}

/** max_j |corr(z_ν, f̃_j)| over the units j of one latent μ, for every latent ν: how well μ's units know each of them. */
export interface CrossCorrelation {
  readonly path: string;
  readonly best: Readonly<Record<string, number>>;
}

/** An evaluation: every latent in the order of the paths, and E[f_L | z_0], one row a state (NaN for one that was not drawn). */
export interface Evaluation {
  readonly latents: readonly LatentCorrelation[];
  readonly meanOutput: readonly (readonly number[])[];
}

/**
 * The eigenvalues, largest first and 0 left out where the rank leaves no room for others, of the diagonal block OP_μ = V_{z_0}[E[K_μ | z_0]],
 * K_μ = ∂f_L/∂vec W_μ of the output before normalisation. The first is ‖OP_μ‖.
 */
export interface OperatorSpectrum {
  readonly path: string;
  readonly eigenvalues: readonly number[];
}

/** A tree over float64. */
export type NumberTree = LatentTree<number>;
