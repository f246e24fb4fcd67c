import { Undecided } from '../../arithmetic/field.js';
import { nearestFloat } from '../../arithmetic/nearest-float.js';
import { type Rational, rationals } from '../../arithmetic/rational.js';
import { BadInput } from '../../ledger/problem.js';
import { networks } from '../../model/network.js';
import { linearAlgebra } from '../../arithmetic/linear-algebra.js';
import { datum } from '../../model/world.js';
import { type Precision, PRECISIONS, readAnswer } from './answer.js';
import { compareAnswer, type Difference } from './compare.js';
import { foreignInstances, type ForeignInstance, instanceLine } from './instances.js';
import { type Conversation, converse } from './program.js';
import { type Bounds, boundsOf, MOST_EXPONENT } from './rounding.js';
import { gamma, layerRoundings, viewScales } from './scales.js';
import { CHAIN, type StepName } from './steps.js';
import { type Truth, truthOf } from './truth.js';

export const REPORT_FORMAT = 'contrapose/against-report@1';

/** What a comparison with an outside program takes. */
export interface AgainstOptions {
  /** Instances the program is asked about. */
  readonly runs: number;
  readonly seed: number;
  /** The longest silence of the program, in seconds. */
  readonly timeout: number;
  /** The folder and the variables of the program; those of the process unless given. */
  readonly cwd?: string;
  readonly env?: Readonly<Record<string, string | undefined>>;
  /** Called with the number of instances answered since the last call. */
  readonly onProgress?: (instances: number) => void;
  /** Ends the comparison early; what was answered is kept. */
  readonly signal?: AbortSignal;
}

/** How one step fared over all instances. */
export interface StepReport {
  readonly step: StepName;
  readonly text: string;
  readonly claim: string;
  /** Answers that gave the step. */
  readonly instances: number;
  /** Those in which it differs by more than rounding explains. */
  readonly broken: number;
  /** The largest |got − expected| / (γ_n S); at most 1 where the step holds, null where it is no finite number. */
  readonly worst: number | null;
}

/** The first step that breaks, on the smallest instance asked about on which it does. */
export interface Break {
  readonly step: StepName;
  readonly difference: Difference;
  /** The line the program was sent. */
  readonly line: string;
}

/** What an outside program was found to compute. */
export interface AgainstReport {
  readonly format: typeof REPORT_FORMAT;
  readonly command: string;
  readonly seed: number;
  readonly runs: number;
  readonly answered: number;
  /** Answers that said the instance is not supported. */
  readonly unsupported: number;
  readonly precision: readonly Precision[];
  readonly steps: readonly StepReport[];
  readonly first: Break | null;
  readonly verdict: 'agrees' | 'differs' | 'undecided';
}

/** An instance that can be asked about: everything in it is decided, and away from what rounding could turn around. */
interface Question {
  readonly line: string;
  readonly truth: Truth;
  readonly bounds: Bounds;
}

/** Whether a gate may turn out differently in float32: a pre-activation that is not 0 but within its rounding. */
const gateInDoubt = ({ network, world }: ForeignInstance): boolean => {
  const { dot } = linearAlgebra(rationals);
  const { f } = layerRoundings(network.weights);
  const inputs = world.points.flatMap((point, i) => [datum(point, i), ...point.views.map((view) => view.x)]);
  const close = (x: readonly Rational[]): boolean => {
    const { windows } = networks(rationals).forward(network, x);
    const { preactivations } = viewScales(network, x);
    return network.weights.some((W, i) =>
      W.some((row, k) => {
        const u = Math.abs(nearestFloat(dot(row, windows[i][0])));
        const error = gamma(f[i + 1], PRECISIONS.float32) * preactivations[i][k];
        return i + 1 < network.weights.length && u > 0 && u <= error;
      }),
    );
  };
  return inputs.some(close);
};

/** The question an instance makes, or none: at a kink, beyond MOST_EXPONENT, or where a gate is in doubt. */
export const questionOf = (id: number, instance: ForeignInstance): Question | undefined => {
  const { bounds, exponent } = boundsOf(instance);
  if (exponent > MOST_EXPONENT || gateInDoubt(instance)) return undefined;
  try {
    return { line: instanceLine(id, instance), truth: truthOf(instance), bounds };
  } catch (error) {
    if (error instanceof Undecided) return undefined;
    throw error;
  }
};

const questions = function* (runs: number, seed: number): Generator<Question, undefined> {
  const stream = foreignInstances(seed);
  for (let id = 0; id < runs;) {
    const question = questionOf(id, stream.next().value);
    if (question === undefined) continue;
    id++;
    yield question;
  }
};

interface Count {
  instances: number;
  broken: number;
  worst: number;
  first?: Break;
}

/** Results collected answer by answer. */
class Comparison {
  readonly counts = new Map<StepName, Count>();
  readonly precisions = new Set<Precision>();
  unsupported = 0;
  take(line: string, id: number, { truth, bounds, line: asked }: Question): void {
    const answer = readAnswer(line, id, truth);
    if ('unsupported' in answer) {
      this.unsupported++;
      return;
    }
    this.precisions.add(answer.precision);
    for (const { step, residual, difference } of compareAnswer(answer.steps, answer.precision, truth, bounds)) {
      const count = this.counts.get(step) ?? { instances: 0, broken: 0, worst: 0 };
      this.counts.set(step, count);
      count.instances++;
      count.worst = Math.max(count.worst, residual);
      if (difference === undefined) continue;
      count.broken++;
      if (count.first === undefined || asked.length < count.first.line.length) {
        count.first = { step, difference, line: asked };
      }
    }
  }
}

/**
 * Asks a program for its forward and backward passes on drawn instances and compares every step it gives with the exact values. The
 * first step of the proof chain that differs by more than the rounding of the precision it states is named.
 * @throws {BadInput} where the program does not keep to the protocol
 */
export const checkAgainst = async (command: string, options: AgainstOptions): Promise<AgainstReport> => {
  const { runs, seed, timeout, cwd, env, onProgress, signal } = options;
  const comparison = new Comparison();
  const waiting: Question[] = [];
  const asked = function* (): Generator<string> {
    for (const question of questions(runs, seed)) {
      waiting.push(question);
      yield question.line;
    }
  };
  const conversation: Conversation = {
    lines: asked(),
    answers: runs,
    timeout,
    ...(cwd !== undefined && { cwd }),
    ...(env && { env }),
    ...(signal && { signal }),
    onLine: (line, id) => {
      const question = waiting.shift();
      if (question === undefined) throw new BadInput(`answer ${id}: expected none before its instance, got one`);
      comparison.take(line, id, question);
      onProgress?.(1);
    },
  };
  const answered = await converse(command, conversation);
  const { counts, unsupported, precisions } = comparison;
  const steps = CHAIN.map(({ name, text, claim }): StepReport => {
    const { instances = 0, broken = 0, worst = 0 } = counts.get(name) ?? {};
    return { step: name, text, claim, instances, broken, worst: Number.isFinite(worst) ? worst : null };
  });
  const first = CHAIN.map(({ name }) => counts.get(name)?.first).find((found) => found !== undefined) ?? null;
  const verdict = first ? 'differs' : unsupported === answered ? 'undecided' : 'agrees';
  return {
    format: REPORT_FORMAT,
    command,
    seed,
    runs,
    answered,
    unsupported,
    precision: [...precisions].sort(),
    steps,
    first,
    verdict,
  };
};
