/** The options of `train latent-tree`, and the settings they say. */
import { availableParallelism } from 'node:os';
import { type Command, Option } from 'commander';
import {
  DEFAULTS,
  LOSSES,
  RELEASED,
  type LossName,
  type ReleasedName,
  trainingSettings,
  type TrainingSettings,
} from '../../experiments/settings.js';
import { badInput, quoted } from '../../ledger/problem.js';
import { wholeNumber } from '../numbers.js';

/** What commander reads; the ranges are checked by `trainingSettings`, this only turns text into numbers. */
export interface TrainOptions {
  readonly depth?: number;
  readonly children?: number;
  readonly hidden?: readonly number[];
  readonly polarity?: readonly number[];
  readonly tau?: number;
  readonly loss?: LossName;
  readonly negatives?: number;
  readonly margin?: number;
  readonly epochs?: number;
  readonly samples?: number;
  readonly batch?: number;
  readonly steps?: number;
  readonly rate?: number;
  readonly decay?: number;
  readonly normalise?: boolean;
  readonly asReleased?: boolean;
  readonly released?: readonly ReleasedName[];
  readonly exact?: boolean;
  readonly seeds?: number;
  readonly seed?: number;
  readonly evaluation?: number;
  readonly workers: number;
  readonly json?: boolean;
  readonly out?: string;
  readonly table?: string;
  readonly svg?: string;
}

/** A decimal number. */
const decimal =
  (name: string, expected = 'a number') =>
  (text: string): number => {
    if (/^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(text)) return Number(text);
    throw badInput(name, expected, quoted(text));
  };

const decimals =
  (name: string) =>
  (text: string): readonly number[] =>
    text.split(',').map((item) => decimal(name, 'numbers with commas between them')(item.trim()));

const names =
  (name: string, known: readonly string[]) =>
  (text: string): readonly string[] =>
    text.split(',').map((item) => {
      if (known.includes(item.trim())) return item.trim();
      throw badInput(name, `names of ${known.join(', ')}`, quoted(item.trim()));
    });

/** An option of one number, with its default in the help. */
const number = (flag: string, description: string, standard: number, note = ''): Option =>
  new Option(`${flag} <x>`, `${description} (default: ${standard}${note})`).argParser(decimal(flag));

/** The command with its options but without its action. */
export const trainOptions = (command: Command): Command => {
  const options = [
    number('--depth', 'edges between the root and a leaf', DEFAULTS.depth),
    number('--children', 'children of every latent', DEFAULTS.children),
    new Option('--hidden <list>', `units of every latent (default: ${DEFAULTS.hidden.join(',')})`).argParser(
      decimals('--hidden'),
    ),
    new Option(
      '--polarity <list>',
      `δ: every edge has |ρ| uniform on [δ, 1] and a random sign (default: ${DEFAULTS.polarity.join(',')})`,
    ).argParser(decimals('--polarity')),
    new Option('--loss <name>', `${LOSSES.join(', ')} (default: ${DEFAULTS.loss}, with --exact simple)`),
    number('--tau', 'temperature', DEFAULTS.tau),
    number('--negatives', 'negatives a tuple', DEFAULTS.negatives),
    number('--margin', 'margin of the triplet loss', DEFAULTS.margin),
    number('--epochs', 'epochs of training', DEFAULTS.epochs),
    number('--samples', 'fresh tuples an epoch', DEFAULTS.samples),
    number('--batch', 'tuples a step', DEFAULTS.batch),
    number('--rate', 'learning rate', DEFAULTS.rate),
    number('--decay', 'weight decay', DEFAULTS.decay),
    new Option('--normalise', 'divide the output by its norm'),
    new Option('--as-released', 'as the published program differs from the formulas: all of --released'),
    new Option('--released <list>', `some of ${RELEASED.join(', ')}`).argParser(names('--released', RELEASED)),
    new Option('--exact', 'the gradient of the population loss L_simp by enumeration, exact correlations'),
    new Option('--steps <x>', 'steps of an epoch of --exact (default: samples/batch)').argParser(decimal('--steps')),
    number('--seeds', 'runs a cell', DEFAULTS.seeds),
    number('--seed', 'seed of the first; the others count up from it', DEFAULTS.seed),
    number('--evaluation', 'fresh views correlations are estimated on', DEFAULTS.evaluation),
    new Option('--workers <n>', 'worker threads (the numbers do not depend on them)')
      .argParser(wholeNumber('--workers', 1, 256))
      .default(availableParallelism(), 'as many as cores'),
    new Option('--json', 'settings, every run and the summary as JSON'),
    new Option('--out <folder>', 'keep each finished run here, and go on from those kept'),
    new Option('--table <file>', 'write what is needed to draw, test and reproduce the table as JSON'),
    new Option('--svg <file>', 'write correlation against epochs as a picture'),
  ];
  for (const one of options) command.addOption(one);
  return command;
};

/** The settings that options say. @throws {BadInput} "--option: expected …, got …" */
export const settingsOf = (options: TrainOptions): TrainingSettings => {
  const {
    asReleased = false,
    released,
    workers: _workers,
    json: _json,
    out: _out,
    table: _table,
    svg: _svg,
    ...given
  } = options;
  if (asReleased && released) throw badInput('--released', 'it or --as-released, which is all of it', 'both');
  const switches = asReleased ? RELEASED : released;
  return trainingSettings({ ...given, ...(switches && { released: switches }) });
};
