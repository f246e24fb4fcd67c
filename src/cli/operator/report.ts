import { withinBudget } from '../../arithmetic/budget.js';
import { Undecided } from '../../arithmetic/field.js';
import { badInput } from '../../ledger/problem.js';
import { negativesOf } from '../../model/losses.js';
import { termsOf } from '../../model/pair-derivatives.js';
import { floatReport, rounded, spectrumOf } from './float-report.js';
import { type OperatorInstance, readOperatorInstance } from './instance.js';
import { layerReport } from './layer-report.js';
import type { LayerReport, OperatorReport, UndecidedLayer } from './report-format.js';

export interface OperatorOptions {
  /** `--layer`: a layer from 1, or `all`. Overrides the file's. */
  readonly layer?: string | number | undefined;
  readonly float?: boolean | undefined;
  /** `--spectrum`: how many leading eigenpairs. */
  readonly spectrum?: string | number | undefined;
  /** What messages call the instance. */
  readonly name?: string | undefined;
  /** Called after each layer, with how many there are. */
  readonly onLayer?: ((l: number, of: number) => void) | undefined;
  /** Called while eigenpairs of a layer are sought, with the largest residual so far and how many layers there are. */
  readonly onResidual?: ((l: number, relative: number, of: number) => void) | undefined;
}

/** Weights of a layer up to which its operator is computed exactly: its square is what is written out. */
const MOST_WEIGHTS = 512;
/** Multiplications up to which an operator, and terms up to which a population loss, is computed exactly. */
const MOST_PRODUCTS = 2 ** 24;
const MOST_TERMS = 2 ** 17;

const wholeNumber = (name: string, value: string | number, max: number, or = ''): number => {
  const n = Number(value);
  if (/^\d+$/.test(String(value)) && n >= 1 && n <= max) return n;
  throw badInput(name, `a whole number from 1 to ${max}${or}`, JSON.stringify(value));
};

const layersOf = ({ network, layer }: OperatorInstance, asked: OperatorOptions['layer']): number[] | number => {
  const L = network.weights.length;
  if (asked === 'all') return Array.from({ length: L }, (_, i) => i + 1);
  if (asked !== undefined) return wholeNumber('--layer', asked, L, ' or all');
  if (layer !== undefined) return layer;
  throw badInput('layer', `a layer from 1 to ${L} in the file or with --layer`, 'neither');
};

/** The main term compares the un-augmented data: each point must have one. */
const checkData = ({ world, loss }: OperatorInstance): void => {
  if (loss.kind === 'simple' || negativesOf(loss) > 1) return;
  world.points.forEach((point, x) => {
    if (point.x !== undefined) return;
    throw badInput(
      `world.points[${x}].x`,
      `the un-augmented datum, which the operator of ${loss.kind} needs`,
      'nothing',
    );
  });
};

/** What would take minutes exactly is refused, by name. */
const checkSize = ({ network, world, loss }: OperatorInstance, l: number): void => {
  const W = network.weights[l - 1];
  const n = W.length * W[0].length;
  const outputs = network.weights[network.weights.length - 1].length;
  const P = world.points.length;
  const weightsPath = `network.weights[${l - 1}]`;
  if (n > MOST_WEIGHTS) throw badInput(weightsPath, `at most ${MOST_WEIGHTS} weights (more with --float)`, `${n}`);
  const products = n * n * outputs * (loss.kind === 'simple' ? P : P * P);
  if (products > MOST_PRODUCTS) {
    throw badInput(
      weightsPath,
      `at most ${MOST_PRODUCTS} products for its operator (more with --float)`,
      `${products}`,
    );
  }
  const terms = termsOf(world, loss);
  if (terms > MOST_TERMS) {
    throw badInput('world.points', `a loss of at most ${MOST_TERMS} terms (more with --float)`, `${terms}`);
  }
};

const ofLayer = (
  instance: OperatorInstance,
  l: number,
  of: number,
  options: OperatorOptions,
): LayerReport | UndecidedLayer => {
  const W = instance.network.weights[l - 1];
  const { spectrum, onResidual } = options;
  const k = spectrum === undefined ? undefined : wholeNumber('--spectrum', spectrum, W.length * W[0].length);
  try {
    const report =
      options.float === true ? floatReport(rounded(instance), l) : withinBudget(() => layerReport(instance, l));
    const pairs =
      k === undefined ? null : spectrumOf(rounded(instance), l, k, (relative) => onResidual?.(l, relative, of));
    return pairs === null ? report : { ...report, spectrum: pairs };
  } catch (error) {
    if (error instanceof Undecided) return { layer: l, undecided: error.reason };
    throw error;
  }
};

/**
 * The covariance operator of a user's network, world and loss beside the gradient it is the theory of: one report for one
 * layer, a list of them for `all`. `source` is the text of the file or its parsed value.
 * @throws {BadInput}
 */
export const operatorReport = (source: unknown, options: OperatorOptions = {}): OperatorReport => {
  const instance = readOperatorInstance(source, options.name);
  const layers = layersOf(instance, options.layer);
  checkData(instance);
  // All of them before any is computed: what is too large is refused at once.
  if (options.float !== true) for (const l of [layers].flat()) checkSize(instance, l);
  return typeof layers === 'number'
    ? ofLayer(instance, layers, 1, options)
    : layers.map((l) => {
        const report = ofLayer(instance, l, layers.length, options);
        options.onLayer?.(l, layers.length);
        return report;
      });
};

/** Whether the question has no answer at some layer: the exit code is then 1. */
export const isUndecided = (report: OperatorReport): boolean =>
  (Array.isArray(report) ? (report as readonly (LayerReport | UndecidedLayer)[]) : [report]).some(
    (layer) => 'undecided' in layer,
  );
