/** Observations of a check: the format in which property-based testers say what each case was, a JSON object a line. */
import { appendFileSync } from 'node:fs';
import { isRational } from '../arithmetic/rational.js';
import type { Outcome } from '../judge/outcome.js';
import { encode } from '../ledger/codec.js';
import { refused } from '../ledger/files.js';
import { quoted } from '../ledger/problem.js';
import { numbersOf } from '../theory/layout.js';

/** One instance after it was judged. */
export interface JudgedCase {
  /** What was attacked: the claim's id, and of it what (a mutant, without an assumption). */
  readonly property: string;
  readonly instance: unknown;
  /** What was found of each part; nothing where the instance is not decided (a kink). */
  readonly outcomes: Readonly<Record<string, Outcome>> | undefined;
  /** How the instance came about: drawn, moved towards a violation, enumerated, given. */
  readonly generated: string;
}

/** One line of the file. */
export interface Observation {
  readonly type: 'test_case';
  /** When the run began, in seconds since 1970. */
  readonly run_start: number;
  readonly property: string;
  readonly status: 'passed' | 'failed' | 'gave_up';
  readonly status_reason: string;
  readonly representation: string;
  readonly arguments: Readonly<Record<string, unknown>>;
  readonly how_generated: string;
  readonly features: Readonly<Record<string, number | string>>;
  readonly coverage: null;
  readonly timing: Readonly<Record<string, number>>;
  readonly metadata: Readonly<Record<string, unknown>>;
}

/** The length of every list of an instance, the largest where several stand at one place: "world.points.*.views": 2. */
const sizesOf = (value: unknown, path = '', found = new Map<string, number>()): ReadonlyMap<string, number> => {
  if (isRational(value) || typeof value !== 'object' || value === null) return found;
  if (Array.isArray(value)) found.set(path, Math.max(found.get(path) ?? 0, value.length));
  for (const [key, child] of Object.entries(value)) {
    const name = Array.isArray(value) ? '*' : key;
    sizesOf(child, path === '' ? name : `${path}.${name}`, found);
  }
  return found;
};

const statusOf = (outcomes: JudgedCase['outcomes']): Pick<Observation, 'status' | 'status_reason'> => {
  if (outcomes === undefined) return { status: 'gave_up', status_reason: 'undecided: a kink' };
  const named = (wanted: Outcome['status']): string =>
    Object.entries(outcomes)
      .filter(([, { status }]) => status === wanted)
      .map(([name]) => name)
      .join('; ');
  const [violated, open] = [named('violated'), named('unknown')];
  if (violated !== '') return { status: 'failed', status_reason: `violated: ${violated}` };
  return open === ''
    ? { status: 'passed', status_reason: '' }
    : { status: 'gave_up', status_reason: `not decided: ${open}` };
};

/** The least margin over the parts, where a part has one. */
const marginOf = (outcomes: JudgedCase['outcomes']): number | undefined => {
  const margins = Object.values(outcomes ?? {})
    .map(({ margin }) => margin)
    .filter(Number.isFinite);
  return margins.length === 0 ? undefined : Math.min(...margins);
};

/** The line of one case in a run that began at a time (in seconds since 1970). */
export const observationOf = (judged: JudgedCase, runStart: number): Observation => {
  const { property, instance, outcomes, generated } = judged;
  const encoded = encode(instance);
  const margin = marginOf(outcomes);
  const named = typeof encoded === 'object' && encoded !== null && !Array.isArray(encoded);
  return {
    type: 'test_case',
    run_start: runStart,
    property,
    ...statusOf(outcomes),
    representation: JSON.stringify(encoded),
    arguments: named ? (encoded as Readonly<Record<string, unknown>>) : { instance: encoded },
    how_generated: generated,
    features: {
      ...(margin !== undefined && { margin }),
      numbers: numbersOf(instance).length,
      ...Object.fromEntries([...sizesOf(instance)].map(([path, size]) => [`size of ${path}`, size])),
    },
    coverage: null,
    timing: {},
    metadata: {
      evidence: Object.fromEntries(Object.entries(outcomes ?? {}).map(([name, { evidence }]) => [name, evidence])),
    },
  };
};

/** Where the cases of one thread go. */
export interface ObservationWriter {
  readonly observe: (judged: JudgedCase) => void;
  /** Writes what was held back. */
  readonly flush: () => void;
}

/** Lines written at a time. */
const BATCH = 64;

/**
 * Appends the cases to a file, whole lines at a time, so that threads may share it. The lines of one thread keep their order; those of
 * several are mixed.
 */
export const observationWriter = (file: string, runStart: number): ObservationWriter => {
  let lines: string[] = [];
  const flush = (): void => {
    if (lines.length === 0) return;
    try {
      appendFileSync(file, lines.join(''));
    } catch (error) {
      throw refused(`--observe ${quoted(file)}`, 'a file that can be written', error);
    }
    lines = [];
  };
  return {
    observe: (judged) => {
      lines.push(`${JSON.stringify(observationOf(judged, runStart))}\n`);
      if (lines.length >= BATCH) flush();
    },
    flush,
  };
};
