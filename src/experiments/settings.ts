/** Everything a table of training runs depends on, in one object: two equal objects give the same table, bit for bit. */
import { badInput } from '../ledger/problem.js';
import { checkEnumeration, checkMemory, checkTree, whole } from './limits.js';

/**
 * L_simp = r₊ − r₋; L_tri = τ log(1 + e^{(r₊ − r₋ + r_0)/τ}); L_nce = −log p₊ with p₊ = e^{−r₊/τ}/(e^{−r₊/τ} + Σ_k e^{−r_{k−}/τ});
 * r = ½‖f − g‖².
 */
export const LOSSES = ['infonce', 'simple', 'triplet'] as const;
export type LossName = (typeof LOSSES)[number];

/** What the published program does differently from the paper's formulas, a switch each. */
export const RELEASED = ['biases', 'normalise-epsilon', 'batch-mean-distances', 'probability-loss', 'no-half'] as const;
export type ReleasedName = (typeof RELEASED)[number];

export interface TrainingSettings {
  /** Edges between the root and a leaf. */
  readonly depth: number;
  /** Children of every latent. */
  readonly children: number;
  /** |N_μ|, the units of every latent: a cell of the table for each. */
  readonly hidden: readonly number[];
  /** δ: every edge has |ρ_{μν}| uniform on [δ, 1] and a random sign. A cell of the table for each. */
  readonly polarity: readonly number[];
  readonly loss: LossName;
  readonly tau: number;
  /** r_0 of the triplet loss. */
  readonly margin: number;
  /** H, negatives a tuple. */
  readonly negatives: number;
  readonly epochs: number;
  /** Fresh tuples an epoch. */
  readonly samples: number;
  /** Tuples a step. */
  readonly batch: number;
  /** Steps of the population gradient an epoch where `exact`, else samples/batch. */
  readonly steps: number;
  readonly rate: number;
  /** η in W ← W − rate (∇ + η W). */
  readonly decay: number;
  /** f̂ = f/‖f‖ at the output. */
  readonly normalise: boolean;
  readonly released: readonly ReleasedName[];
  /** The gradient of the population loss, by enumeration of all views, instead of samples of it. */
  readonly exact: boolean;
  /** Runs a cell, with the seeds seed, seed + 1, … */
  readonly seeds: number;
  readonly seed: number;
  /** Fresh views that correlations are estimated on; of no effect where `exact`. */
  readonly evaluation: number;
}

/** The published table of depth 5: its tree, sizes and schedule. The loss of an exact run is `simple`. */
export const DEFAULTS: TrainingSettings = {
  depth: 5,
  children: 2,
  hidden: [2, 5, 10],
  polarity: [0.7, 0.8, 0.9],
  loss: 'infonce',
  tau: 0.1,
  margin: 0,
  negatives: 1,
  epochs: 20,
  samples: 64_000,
  batch: 128,
  steps: 500,
  rate: 0.1,
  decay: 0,
  normalise: false,
  released: [],
  exact: false,
  seeds: 10,
  seed: 1,
  evaluation: 20_000,
};

const NAMES = Object.keys(DEFAULTS) as readonly (keyof TrainingSettings)[];

/** The place of a problem: the option that sets it. */
const option = (name: string): string => `--${name}`;

const atLeast = (name: string, value: number, min: number): void => {
  if (Number.isFinite(value) && value >= min) return;
  throw badInput(option(name), min === 0 ? 'a number ≥ 0' : `a number ≥ ${min}`, String(value));
};

const someDifferent = (name: string, values: readonly number[]): void => {
  if (values.length === 0) throw badInput(option(name), 'at least one number', 'none');
  const twice = values.find((value, i) => values.indexOf(value) < i);
  if (twice !== undefined) throw badInput(option(name), 'different numbers', `${twice} twice`);
};

const oneOf = (name: string, known: readonly string[], value: string): void => {
  if (!known.includes(value)) throw badInput(option(name), known.join(', '), JSON.stringify(value));
};

const checkLoss = ({ loss, tau, margin, negatives, normalise, released, exact }: TrainingSettings): void => {
  oneOf('loss', LOSSES, loss);
  if (!(Number.isFinite(tau) && tau > 0)) throw badInput('--tau', 'a number > 0', String(tau));
  atLeast('margin', margin, 0);
  whole('negatives', negatives, 1, 1024);
  if (margin !== 0 && loss !== 'triplet')
    throw badInput('--margin', '0 (only the triplet loss has one)', String(margin));
  if (negatives !== 1 && loss !== 'infonce') {
    throw badInput('--negatives', '1 (only InfoNCE takes several)', String(negatives));
  }
  for (const name of released) oneOf('released', RELEASED, name);
  for (const name of ['batch-mean-distances', 'probability-loss'] as const) {
    if (!released.includes(name)) continue;
    if (loss !== 'infonce') throw badInput(`--released ${name}`, '--loss infonce', loss);
    if (negatives !== 1) throw badInput(`--released ${name}`, '--negatives 1', String(negatives));
  }
  if (released.includes('normalise-epsilon') && !normalise) {
    throw badInput('--released normalise-epsilon', '--normalise', 'none');
  }
  if (!exact) return;
  if (loss !== 'simple') throw badInput('--exact', '--loss simple', loss);
  const other = released.find((name) => name !== 'biases' && name !== 'normalise-epsilon');
  if (other !== undefined) throw badInput('--exact', 'no released switch but biases and normalise-epsilon', other);
};

const checkSchedule = (settings: TrainingSettings): void => {
  const { epochs, samples, batch, steps, rate, decay, seeds, seed, evaluation, exact } = settings;
  whole('epochs', epochs, 0, 100_000);
  whole('samples', samples, 1, 1_000_000_000);
  whole('batch', batch, 1, samples);
  if (samples % batch !== 0) throw badInput('--samples', `a multiple of the batch ${batch}`, String(samples));
  whole('steps', steps, 1, 1_000_000_000);
  if (!exact && steps !== samples / batch) {
    throw badInput('--steps', `--exact (sampled training takes samples/batch = ${samples / batch})`, String(steps));
  }
  atLeast('rate', rate, 0);
  atLeast('decay', decay, 0);
  whole('seeds', seeds, 1, 1000);
  whole('seed', seed, -(2 ** 31), 2 ** 31 - seeds);
  whole('evaluation', evaluation, 2, 100_000_000);
};

/**
 * The settings given, with the defaults of all others: `steps` is samples/batch, the loss of an exact run `simple`, and the ε-normalised
 * output normalised. Each released name is kept once, in the order of `RELEASED`.
 * @throws {BadInput} "--option: expected …, got …"
 */
export const trainingSettings = (given: Partial<TrainingSettings>): TrainingSettings => {
  const unknown = Object.keys(given).find((name) => !(name in DEFAULTS));
  if (unknown !== undefined) throw badInput('settings', NAMES.join(', '), JSON.stringify(unknown));
  const merged = { ...DEFAULTS, ...definedOf(given) };
  for (const name of merged.released) oneOf('released', RELEASED, name);
  const settings: TrainingSettings = {
    ...merged,
    released: RELEASED.filter((name) => merged.released.includes(name)),
    loss: given.loss ?? (merged.exact ? 'simple' : DEFAULTS.loss),
    steps: given.steps ?? Math.max(1, Math.floor(merged.samples / merged.batch)),
    normalise: given.normalise ?? merged.released.includes('normalise-epsilon'),
  };
  checkTree(settings);
  for (const units of settings.hidden) whole('hidden', units, 1, 1024);
  someDifferent('hidden', settings.hidden);
  for (const delta of settings.polarity) {
    if (!(delta >= 0 && delta <= 1)) throw badInput('--polarity', 'numbers in [0, 1]', String(delta));
  }
  someDifferent('polarity', settings.polarity);
  checkSchedule(settings);
  checkLoss(settings);
  checkEnumeration(settings);
  checkMemory(settings);
  return settings;
};

/** The entries that are set: an absent option must not hide its default. */
const definedOf = <T extends object>(given: T): Partial<T> =>
  Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined)) as Partial<T>;

/** The settings as one text: the same keys in the same order, whoever made the object. */
export const canonicalSettings = (settings: TrainingSettings): string =>
  JSON.stringify(Object.fromEntries(NAMES.map((name) => [name, settings[name]])));

/** What one run depends on besides the settings. */
export interface RunKey {
  readonly hidden: number;
  /** δ of the run's cell. */
  readonly polarity: number;
  readonly seed: number;
}

/** Every run, cell by cell: all seeds of the first polarity and the first number of units, then of the second number of units, … */
export const runKeys = ({ hidden, polarity, seeds, seed }: TrainingSettings): readonly RunKey[] =>
  polarity.flatMap((delta) =>
    hidden.flatMap((units) =>
      Array.from({ length: seeds }, (_, k) => ({ hidden: units, polarity: delta, seed: seed + k })),
    ),
  );

/** A run's name, from which its file is named: h10-p0.8-3. */
export const runName = ({ hidden, polarity, seed }: RunKey): string => `h${hidden}-p${polarity}-${seed}`;
