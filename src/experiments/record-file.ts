/** The record of a run as it is read again. */
import { decimal, decimalOrNull, formatOf, readFields, recordOf } from '../ledger/file-readers.js';
import { listOf, matching, object, oneOf, type Reader, whole } from '../ledger/gate/fields.js';
import { badInput, childPath } from '../ledger/problem.js';
import { FORMAT, type EpochRecord, type RunRecord, STATUSES } from './record.js';
import type { TrainingSettings } from './settings.js';

const count = whole(0, 1e9);
const measured = recordOf(decimalOrNull);
const format = formatOf(FORMAT);
const epoch: Reader<EpochRecord> = object({
  epoch: count,
  loss: decimalOrNull,
  correlation: measured,
  unitCorrelation: recordOf(listOf(decimalOrNull)),
  constant: recordOf(count),
  weightNorm: measured,
  operatorSpectrum: recordOf(listOf(decimalOrNull)),
});
const fields = object({
  format,
  modelHash: matching(/^[\w -]{1,80}$/, 'the hash of code'),
  hidden: whole(1, 65_536),
  polarity: decimal,
  seed: whole(-(2 ** 31), 2 ** 32),
  edges: recordOf(decimal),
  status: oneOf(...STATUSES),
  across: object({ untrained: recordOf(measured), trained: recordOf(measured) }),
  epochs: listOf(epoch, 100_001),
});

const parentOf = (path: string): string => path.slice(0, -1);

/** The paths of the latents: the nodes above an edge. @throws {BadInput} where the edges are not those of a tree */
const latentsOf = (edges: RunRecord['edges']): ReadonlySet<string> => {
  const paths = Object.keys(edges);
  if (paths.length === 0) throw badInput('edges', 'an edge', 'none');
  for (const path of paths) {
    const place = childPath('edges', path);
    if (!/^\d{1,32}$/.test(path)) throw badInput(place, 'the path of a node, such as "01"', 'another name');
    if (path.length > 1 && !Object.hasOwn(edges, parentOf(path))) throw badInput(place, 'an edge above it', 'none');
  }
  return new Set(paths.map(parentOf));
};

/** @throws {BadInput} where something is said of what is no latent, or nothing of one that is */
const checkLatents = (found: Readonly<Record<string, unknown>>, latents: ReadonlySet<string>, at: string): void => {
  for (const path of Object.keys(found)) {
    if (!latents.has(path)) throw badInput(childPath(at, path), 'the path of a latent of the tree', 'another name');
  }
  for (const path of latents) {
    if (!Object.hasOwn(found, path)) throw badInput(at, `something of the latent "${path}"`, 'nothing');
  }
};

const checkEpoch = (record: RunRecord, latents: ReadonlySet<string>, i: number): void => {
  const { epoch: written, loss: _, ...ofLatents } = record.epochs[i];
  const at = `epochs[${i}]`;
  if (written !== i) throw badInput(`${at}.epoch`, `${i}`, `${written}`);
  for (const [name, found] of Object.entries(ofLatents)) checkLatents(found, latents, `${at}.${name}`);
  for (const [path, { length }] of Object.entries(ofLatents.unitCorrelation)) {
    if (length === record.hidden) continue;
    throw badInput(childPath(`${at}.unitCorrelation`, path), `${record.hidden} units`, `${length}`);
  }
};

/** @throws {BadInput} where a part of the record speaks of another tree or of other units than its other parts */
const checkShape = (record: RunRecord): RunRecord => {
  const latents = latentsOf(record.edges);
  for (const [name, across] of Object.entries(record.across)) {
    checkLatents(across, latents, `across.${name}`);
    for (const [path, row] of Object.entries(across)) checkLatents(row, latents, childPath(`across.${name}`, path));
  }
  if (record.epochs.length === 0) throw badInput('epochs', 'a list that is not empty', 'an empty one');
  record.epochs.forEach((_, i) => checkEpoch(record, latents, i));
  return record;
};

const record: Reader<RunRecord> = (value, at) => checkShape(fields(value, at));

/** The record a text says. @throws {BadInput} with the place where it says none; `name` is what the message calls the text */
export const readRecord = (content: string, name: string): RunRecord => readFields(content, name, format, record);

/** @throws {BadInput} where a record is none of a table with these settings; `name` is what the message calls it */
export const checkRecordOf = (
  { depth, children, hidden, polarity, seed, seeds }: TrainingSettings,
  run: RunRecord,
  name: string,
): void => {
  const place = (field: string): string => `${name}: ${field}`;
  const paths = Object.keys(run.edges);
  const expected = Array.from({ length: depth }, (_, d) => children ** (d + 1)).reduce((n, each) => n + each, 0);
  const odd = paths.find((path) => path.length > depth || Array.from(path).some((digit) => Number(digit) >= children));
  if (odd !== undefined || paths.length !== expected) {
    throw badInput(
      place('edges'),
      `the ${expected} edges of a tree of depth ${depth}, ${children} children a latent`,
      odd === undefined ? `${paths.length}` : `"${odd}"`,
    );
  }
  if (!hidden.includes(run.hidden)) throw badInput(place('hidden'), `one of ${hidden.join(', ')}`, `${run.hidden}`);
  if (!polarity.includes(run.polarity))
    throw badInput(place('polarity'), `one of ${polarity.join(', ')}`, `${run.polarity}`);
  if (run.seed < seed || run.seed >= seed + seeds) {
    throw badInput(place('seed'), `a seed from ${seed} to ${seed + seeds - 1}`, `${run.seed}`);
  }
};
