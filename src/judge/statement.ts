import { CheckedField, scalarOf } from '../arithmetic/checked.js';
import type { Field } from '../arithmetic/field.js';
import { Op, type Node, type Program, Recorder } from '../arithmetic/program.js';
import { scheduled } from '../arithmetic/schedule.js';
import type { Rational } from '../arithmetic/rational.js';
import type { AnyClaim, Conclusion, Exponential, Laws, Over } from '../theory/claim.js';
import { numbersOf, shapeOf, withNumbers } from '../theory/layout.js';
import type { Relation } from '../theory/relation.js';

/** What is judged: a conclusion and what e^a means in it. A claim is one, and so is each of its mutants. */
export interface Statement {
  readonly conclusion: Conclusion<unknown>;
  readonly exponential: Exponential;
  readonly laws?: Laws<unknown>;
}

/** A statement on every instance of one shape: the program that computes both sides of every part. */
export interface Compiled {
  readonly program: Program;
  readonly parts: Readonly<Record<string, Relation<Node>>>;
  /** The parts whose sides depend on an exponential or a logarithm. */
  readonly transcendental: ReadonlySet<string>;
  /** The parts whose sides depend on a logarithm. */
  readonly logarithmic: ReadonlySet<string>;
}

/** The statement of a claim's mutant. */
export const mutantStatement = (claim: AnyClaim, mutant: AnyClaim['mutants'][number]): Statement => ({
  conclusion: mutant.conclusion,
  exponential: claim.exponential,
  ...((mutant.laws ?? claim.laws) && { laws: mutant.laws ?? claim.laws }),
});

/** The instance with each number lifted into a field. */
export const lift = <S>(instance: unknown, scalars: readonly S[]): Over<unknown, S> => {
  let i = 0;
  return withNumbers(instance, () => scalars[i++]);
};

/** The parts of a statement evaluated directly in a field. @throws {Undecided} at a kink */
export const evaluate = <S>(
  statement: Statement,
  F: Field<S>,
  instance: unknown,
  embed: (number: Rational) => S,
): Readonly<Record<string, Relation<S>>> => statement.conclusion(F, lift(instance, numbersOf(instance).map(embed)));

/** The relation with every scalar replaced: a node by its value. */
export const relationAt = <R, S>(relation: Relation<R>, value: (scalar: R) => S): Relation<S> =>
  relation.kind === 'psd'
    ? { kind: 'psd', matrix: relation.matrix.map((row) => row.map(value)) }
    : { ...relation, left: relation.left.map(value), right: relation.right.map(value) };

const nodesOf = (relation: Relation<Node>): readonly Node[] =>
  relation.kind === 'psd' ? relation.matrix.flat() : [...relation.left, ...relation.right];

/** 1 at every node whose value depends on an operation of one of the kinds; nothing where the program has none. */
const dependents = ({ op, a, b, length }: Program, kinds: readonly number[]): Uint8Array | undefined => {
  if (!kinds.some((kind) => op.includes(kind))) return undefined;
  const depends = new Uint8Array(length);
  for (let i = 0; i < length; i++) {
    const below = op[i] > Op.input && (depends[a[i]] === 1 || (op[i] <= Op.div && depends[b[i]] === 1));
    depends[i] = below || kinds.includes(op[i]) ? 1 : 0;
  }
  return depends;
};

const compile = (statement: Statement, instance: unknown): Compiled => {
  const recorder = new Recorder();
  const F = new CheckedField(recorder);
  const inputs = numbersOf(instance).map(() => F.box(recorder.input()));
  const concluded = Object.entries(statement.conclusion(F, lift(instance, inputs)));
  const parts = Object.fromEntries(concluded.map(([name, part]) => [name, relationAt(part, scalarOf)]));
  const { program, places } = scheduled(recorder.finish(), Object.values(parts).flatMap(nodesOf));
  const moved = Object.entries(parts).map(([name, part]) => [name, relationAt(part, (node) => places[node])] as const);
  const partsOn = (...kinds: number[]): ReadonlySet<string> => {
    const depends = dependents(program, kinds);
    return new Set(
      moved.filter(([, part]) => nodesOf(part).some((node) => depends?.[node] === 1)).map(([name]) => name),
    );
  };
  return {
    program,
    parts: Object.fromEntries(moved),
    transcendental: partsOn(Op.exp, Op.log),
    logarithmic: partsOn(Op.log),
  };
};

const algebraic = new WeakMap<Compiled, Compiled>();

/** The parts that no exponential and no logarithm enters, by a program without what only the others need; its kinks are those of the whole. */
export const algebraicOf = (whole: Compiled): Compiled => {
  const { program, parts, transcendental } = whole;
  if (transcendental.size === 0) return whole;
  const known = algebraic.get(whole);
  if (known !== undefined) return known;
  const plain = Object.entries(parts).filter(([name]) => !transcendental.has(name));
  const { program: shorter, places } = scheduled(
    program,
    plain.flatMap(([, part]) => nodesOf(part)),
  );
  const fresh: Compiled = {
    program: shorter,
    parts: Object.fromEntries(plain.map(([name, part]) => [name, relationAt(part, (node) => places[node])])),
    transcendental: new Set(),
    logarithmic: new Set(),
  };
  algebraic.set(whole, fresh);
  return fresh;
};

/** Operations of all programs that are kept, at 9 bytes each. */
const KEPT_OPERATIONS = 2 ** 23;
const programs = new Map<string, Compiled>();
let operations = 0;

const names = new WeakMap<Conclusion<unknown>, number>();
let named = 0;
const nameOf = (conclusion: Conclusion<unknown>): number => {
  const known = names.get(conclusion);
  if (known !== undefined) return known;
  names.set(conclusion, ++named);
  return named;
};

/** The program of a statement on the shape of an instance, recorded once and kept; what was not asked for longest goes first. */
export const compiled = (statement: Statement, instance: unknown): Compiled => {
  const key = `${nameOf(statement.conclusion)} ${shapeOf(instance)}`;
  const found = programs.get(key);
  if (found) {
    programs.delete(key);
    programs.set(key, found);
    return found;
  }
  const fresh = compile(statement, instance);
  operations += fresh.program.length;
  for (const [oldest, { program }] of programs) {
    if (operations <= KEPT_OPERATIONS) break;
    programs.delete(oldest);
    operations -= program.length;
  }
  programs.set(key, fresh);
  return fresh;
};
