/** What one training run leaves behind, and its JSON. */
import { badInput } from '../ledger/problem.js';
import { inWords, isObject } from '../ledger/json.js';
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

type Check = (value: unknown, path: string) => void;

const fail = (path: string, expected: string, value: unknown): never => {
  throw badInput(path, expected, inWords(value));
};
const isNumber: Check = (value, path) => {
  if (typeof value !== 'number') fail(path, 'a number', value);
};
const isMeasured: Check = (value, path) => {
  if (value !== null) isNumber(value, path);
};
const exactly =
  (known: readonly unknown[]): Check =>
  (value, path) => {
    if (!known.includes(value)) fail(path, known.join(' or '), value);
  };
const text: Check = (value, path) => {
  if (typeof value !== 'string') fail(path, 'a text', value);
};
const each =
  (check: Check): Check =>
  (value, path) => {
    if (!isObject(value)) return fail(path, 'an object', value);
    for (const [key, item] of Object.entries(value)) check(item, `${path}.${key === '' ? '""' : key}`);
  };
const fields =
  (checks: Readonly<Record<string, Check>>): Check =>
  (value, path) => {
    if (!isObject(value)) return fail(path, 'an object', value);
    for (const key of Object.keys(value)) if (!(key in checks)) fail(path, Object.keys(checks).join(', '), key);
    for (const [key, check] of Object.entries(checks)) check(value[key], `${path}.${key}`);
  };
const every =
  (check: Check): Check =>
  (value, path) => {
    if (!Array.isArray(value)) return fail(path, 'a list', value);
    value.forEach((item, i) => check(item, `${path}[${i}]`));
  };
const list =
  (check: Check): Check =>
  (value, path) => {
    if (!Array.isArray(value) || value.length === 0) return fail(path, 'a list that is not empty', value);
    every(check)(value, path);
  };

const isRecord = fields({
  format: exactly([FORMAT]),
  modelHash: text,
  hidden: isNumber,
  polarity: isNumber,
  seed: isNumber,
  edges: each(isNumber),
  status: exactly(STATUSES),
  across: fields({ untrained: each(each(isMeasured)), trained: each(each(isMeasured)) }),
  epochs: list(
    fields({
      epoch: isNumber,
      loss: isMeasured,
      correlation: each(isMeasured),
      unitCorrelation: each(list(isMeasured)),
      constant: each(isNumber),
      weightNorm: each(isMeasured),
      operatorSpectrum: each(every(isMeasured)),
    }),
  ),
});

/** The record a text says. @throws {BadInput} with the place where it says none; `name` is what the message calls the text */
export const readRecord = (content: string, name: string): RunRecord => {
  let value: unknown;
  try {
    value = JSON.parse(content);
  } catch {
    throw badInput(name, 'the JSON of a finished run', 'malformed text');
  }
  isRecord(value, name);
  return value as RunRecord;
};
