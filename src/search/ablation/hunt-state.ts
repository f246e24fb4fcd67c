import { inWords, isObject, numberText, parseJson } from '../../ledger/json.js';
import { badInput, childPath, quoted } from '../../ledger/problem.js';
import { type ChunkResult, type Nearest, nearer, type Quarry } from './hunt.js';
import type { AblationWitness } from '../../ledger/ablation-report.js';

export const HUNT_FORMAT = 'contrapose/hunt@1';

/** How far a hunt came: enough to go on with it. */
export interface HuntState extends Quarry {
  readonly format: typeof HUNT_FORMAT;
  /** Chunks finished, and the instances in them. */
  readonly chunks: number;
  readonly cases: number;
  readonly best: Nearest | null;
  readonly witness: AblationWitness | null;
}

export const huntStart = (quarry: Quarry): HuntState => ({
  format: HUNT_FORMAT,
  ...quarry,
  chunks: 0,
  cases: 0,
  best: null,
  witness: null,
});

/** The state after one more chunk. The first witness is kept. */
export const huntOn = (state: HuntState, { cases, best, witness }: ChunkResult): HuntState => ({
  ...state,
  chunks: state.chunks + 1,
  cases: state.cases + cases,
  best: nearer(state.best, best),
  witness: state.witness ?? witness,
});

export const huntText = (state: HuntState): string => `${JSON.stringify(state, undefined, 2)}\n`;

const numberAt = (value: unknown, path: string, what: string, isFit: (n: number) => boolean): number => {
  const number = Number(numberText(value) ?? NaN);
  if (!isFit(number)) throw badInput(path, what, inWords(value));
  return number;
};

const countAt = (value: unknown, path: string): number =>
  numberAt(value, path, 'a count', (n) => Number.isSafeInteger(n) && n >= 0);

/** The plain value of what was read: each number a JavaScript number. */
const plain = (value: unknown): unknown => {
  const number = numberText(value);
  if (number !== undefined) return Number(number);
  if (Array.isArray(value)) return value.map(plain);
  return isObject(value) ? Object.fromEntries(Object.entries(value).map(([key, child]) => [key, plain(child)])) : value;
};

/** Nothing, or something with a part, a margin and an instance; other fields as they are. */
const nearestAt = (value: unknown, path: string): Nearest | null => {
  if (value === null) return null;
  if (!isObject(value) || typeof value.part !== 'string') {
    throw badInput(path, 'null or an object with part, margin and instance', inWords(value));
  }
  const margin = numberAt(value.margin, childPath(path, 'margin'), 'a number', Number.isFinite);
  return { ...(plain(value) as Nearest), margin };
};

/** The state in a file of the same hunt. @throws {BadInput} for another format, and for a hunt of something else */
export const huntOfText = (text: string, file: string, quarry: Quarry): HuntState => {
  const json = parseJson(text, file);
  if (!isObject(json)) throw badInput(file, 'the state of a hunt', inWords(json));
  if (json.format !== HUNT_FORMAT) throw badInput('format', `"${HUNT_FORMAT}"`, inWords(json.format));
  for (const [key, expected] of Object.entries(quarry)) {
    const got = JSON.stringify(plain(json[key]));
    if (got !== JSON.stringify(expected)) {
      throw badInput(key, `${JSON.stringify(expected)} (another hunt needs another file)`, quoted(got ?? 'nothing'));
    }
  }
  return {
    ...huntStart(quarry),
    chunks: countAt(json.chunks, 'chunks'),
    cases: countAt(json.cases, 'cases'),
    best: nearestAt(json.best ?? null, 'best'),
    witness: nearestAt(json.witness ?? null, 'witness') as AblationWitness | null,
  };
};
