/** Timings, as ratios within one run: `npm run bench`, `npm run bench -- --json`. */
import { dyadic, float64 } from '../src/arithmetic/float64.js';
import { float64Intervals } from '../src/arithmetic/interval.js';
import { PRIME, PrimeField } from '../src/arithmetic/prime-field.js';
import { rationals } from '../src/arithmetic/rational.js';
import { runRational } from '../src/arithmetic/run-rational.js';
import { run, runFloat64, runPrime } from '../src/arithmetic/run.js';
import { compiled, type Statement } from '../src/judge/statement.js';
import { layerKernel } from '../src/kernels/operator.js';
import { dualNetworks } from '../src/model/dual-networks.js';
import { covarianceOperator } from '../src/theory/dual-networks/covariance-operator.js';
import { numbersOf } from '../src/theory/layout.js';
import { largeInstance, smallInstance } from './instances.js';
import { measure, type Row } from './measure.js';
import { searchJobs } from './search.js';
import { treeJobs } from './trees.js';

const statement: Statement = covarianceOperator;

/** A statement no program is kept for. */
const unrecorded = (): Statement => ({
  ...statement,
  conclusion: (F, instance) => statement.conclusion(F, instance),
});

/** Gradient against operator on one instance: one evaluation of the claim's program in every lane. */
const lanes = async (width: number): Promise<Row[]> => {
  const instance = smallInstance(width, 'dyadic');
  const thirds = smallInstance(width, 'thirds');
  const { program, parts } = compiled(statement, instance);
  const sides = Object.values(parts).flatMap((part) =>
    part.kind === 'psd' ? part.matrix.flat() : [...part.left, ...part.right],
  );
  const numbers = numbersOf(instance);
  const floats = numbers.map((number) => number.valueOf());
  const residues = numbers.map((_, i) => (i * 654_321_987 + 12_345) % PRIME);
  const intervals = numbers.map((number) => float64Intervals.enclose(number));
  const F = new PrimeField(7);
  const memory = new Float64Array(program.length);
  const fractions = (of: ReturnType<typeof numbersOf>) => (): void => {
    const value = runRational(program, of);
    sides.forEach(value);
  };
  const targets = width === 4 ? { dyadic: 5000, prime: 2500, fractions: 100 } : {};
  return measure(`${width}–${width}–${width}, 3 points × 3 views: ${program.length} operations`, [
    { name: 'dyadic', run: () => runFloat64(program, floats, dyadic, memory), target: targets.dyadic },
    { name: 'prime field', run: () => runPrime(program, residues, F, memory), target: targets.prime },
    { name: 'fractions', run: fractions(numbers), target: targets.fractions },
    { name: 'fractions, laws of thirds', run: fractions(numbersOf(thirds)), target: targets.fractions },
    { name: 'fraction.js throughout', run: () => run(program, rationals, numbers) },
    { name: 'intervals', run: () => run(program, float64Intervals, intervals) },
    { name: 'recording the program', run: () => compiled(unrecorded(), instance) },
  ]);
};

/** OP_2 built as a matrix by the model, and applied to vec(W_2) without it. */
const denseAgainstKernel = async (width: number): Promise<Row[]> => {
  const { network, world } = largeInstance([width, width, width, 4], 8, 4);
  const kernel = layerKernel(network, world, 2);
  const out = new Float64Array(kernel.size);
  return measure(`OP_2 of ${width}–${width}–${width}–4, 8 points × 4 views`, [
    { name: 'the matrix', run: () => dualNetworks(float64).covarianceOperator(network, world, 2) },
    { name: 'matrix-free: preparing', run: () => layerKernel(network, world, 2) },
    { name: 'matrix-free: applying', run: () => kernel.apply(kernel.weights, out) },
  ]);
};

/** The size the matrix would be 34 GB at. */
const large = async (): Promise<Row[]> => {
  const { network, world } = largeInstance([256, 256, 256, 16], 256, 16);
  const kernel = layerKernel(network, world, 2);
  const out = new Float64Array(kernel.size);
  return measure('OP_2 of 256–256–256–16, 4096 views', [
    { name: 'matrix-free: applying', run: () => kernel.apply(kernel.weights, out) },
    { name: 'matrix-free: preparing', run: () => layerKernel(network, world, 2) },
  ]);
};

const shown = ({ name, perSecond, ratio, margin, target }: Row): string =>
  [
    `  ${name.padEnd(28)}`,
    `${perSecond >= 100 ? perSecond.toFixed(0) : perSecond.toPrecision(3)}/s`.padStart(11),
    `${ratio >= 100 ? ratio.toFixed(0) : ratio.toPrecision(3)}×`.padStart(10),
    `±${margin.toFixed(1)} %`.padStart(10),
    target === null ? '' : `   ${perSecond >= target ? 'reaches' : 'MISSES'} ${target}/s`,
  ].join('');

const main = async (): Promise<void> => {
  const rows: Row[] = [];
  const jobs = [
    ...[2, 4, 6].map((width) => () => lanes(width)),
    ...[4, 8, 16].map((width) => () => denseAgainstKernel(width)),
    large,
    ...treeJobs,
    ...searchJobs,
  ];
  for (const job of jobs) {
    rows.push(...(await job()));
    process.stderr.write('.');
  }
  process.stderr.write('\n');
  if (process.argv.includes('--json')) {
    process.stdout.write(`${JSON.stringify({ node: process.version, rows }, null, 2)}\n`);
    return;
  }
  process.stdout.write(
    'runs (or things) a second (median), duration over that of the first of the group, margin of the mean\n',
  );
  for (const group of new Set(rows.map((row) => row.group))) {
    const lines = rows.filter((row) => row.group === group).map(shown);
    process.stdout.write(`\n${group}\n${lines.join('\n')}\n`);
  }
};

await main();
