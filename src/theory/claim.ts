import type { Field } from '../arithmetic/field.js';
import type { Rational } from '../arithmetic/rational.js';
import type { Relation } from './relation.js';
import { refine, type Node, type Space } from './space.js';

/** The instance type with every number lifted into the scalars S; text and counts stay. */
export type Over<I, S> = I extends Rational
  ? S
  : I extends readonly (infer T)[]
    ? readonly Over<T, S>[]
    : I extends object
      ? { readonly [K in keyof I]: Over<I[K], S> }
      : I;

/** The parts of a statement on one instance, in any arithmetic. */
export type Conclusion<I> = <S>(F: Field<S>, instance: Over<I, S>) => Readonly<Record<string, Relation<S>>>;

/** A named hypothesis: how it narrows the space, and an exact test of an instance. */
export interface Assumption<I> {
  readonly slug: string;
  readonly text: string;
  /** The description of the instances that satisfy it, from one of a wider space. */
  readonly narrow: (node: Node) => Node;
  /** Whether an instance satisfies it, decided exactly. */
  readonly holds: (instance: I) => boolean;
}

/**
 * A probability claimed of draws. Its closed form is judged like any other statement, by the conclusion; here what the form stands for is drawn, and a
 * sequential test tells whether the draws can have that probability.
 */
export interface Law<I> {
  readonly text: string;
  /** Whether P(event) is claimed to be the stated probability, or at least that. */
  readonly relation: 'equal' | 'at least';
  /** The stated probability on an instance, in [0, 1]. */
  readonly probability: (instance: I) => Rational;
  /** One draw, independent of all others: whether the event occurs. `uniform` gives numbers in (0, 1). */
  readonly draw: (instance: I, uniform: () => number) => boolean;
}

/** Laws by the names of their parts. */
export type Laws<I> = Readonly<Record<string, Law<I>>>;

/** A deliberately false sibling of the statement: of its conclusion, of a law, or of both. */
export interface Mutant<I> {
  readonly name: string;
  readonly text: string;
  readonly conclusion: Conclusion<I>;
  /** The laws in place of the claim's, for a false sibling of a law. */
  readonly laws?: Laws<I>;
  /** A natural subclass of instances on which the mutant agrees with the truth. */
  readonly agreesOn?: {
    readonly text: string;
    /** The description of the subclass, from that of the claim's instances. */
    readonly narrow: (node: Node) => Node;
  };
}

/**
 * How the wording was read: fixed by the authors' released code, by an abstract or summary, recalled and re-derived,
 * recalled with constants that are not to be trusted, or derived here and not claimed to be in the paper.
 */
export type Reading = 'code' | 'abstract' | 'recalled' | 'recalled, constants uncertain' | 'derived';

/**
 * What e^a means in a conclusion.
 * - `formal`: the statement is claimed for any positive function in place of exp, with the derivative rule of exp.
 * - `true`: for the exponential itself. Every part carries 1/τ to one power on both sides (or gains by T = τ·ln 2 < τ), so that 2^a
 *   with T for the temperature judges it exactly; what is not a power of 2 is enclosed.
 * - `enclosed`: for the exponential itself, with powers of 1/τ that differ between the sides: enclosed only.
 */
export type Exponential = 'formal' | 'true' | 'enclosed';

/** A paper as a bibliography needs it. */
export interface Paper {
  /** What `\cite` names it by. */
  readonly key: string;
  /** Given names before surnames. */
  readonly authors: readonly string[];
  readonly title: string;
  readonly year: number;
  /** The number of the preprint, such as "2010.00578". */
  readonly arxiv: string;
}

/** Where a statement is from: the paper and the result in it, in words, and the papers as data; none for what was derived. */
export interface Source {
  readonly paper: string;
  readonly result: string;
  readonly papers?: readonly Paper[];
}

/** One executable statement. */
export interface Claim<I> {
  readonly id: string;
  readonly title: string;
  /** The statement in TeX. */
  readonly statement: string;
  readonly source: Source;
  readonly reading: { readonly tag: Reading; readonly note: string };
  /** The widest space on which both sides can be evaluated. */
  readonly space: Space<I>;
  readonly assumptions: readonly Assumption<I>[];
  readonly quantifier: 'for all' | 'exists';
  readonly exponential: Exponential;
  readonly conclusion: Conclusion<I>;
  /** Parts of the statement that are probabilities of draws. */
  readonly laws?: Laws<I>;
  readonly expect: 'holds' | 'fails';
  readonly dependsOn: readonly string[];
  readonly mutants: readonly Mutant<I>[];
  /** For an existence claim, instances (in the file format) that show it. */
  readonly witnesses?: readonly unknown[];
}

/** A claim whose instance type is not known where it is used. */
export type AnyClaim = Claim<unknown>;

/** The claim as a member of the registry. Its instance type is checked where it is defined and forgotten here. */
export const claim = <I>(definition: Claim<I>): AnyClaim => definition as unknown as AnyClaim;

/** The description of the instances that satisfy all assumptions except those named. */
export const narrowed = (of: AnyClaim, except: readonly string[] = []): Node =>
  of.assumptions
    .filter((assumption) => !except.includes(assumption.slug))
    .reduce((node, assumption) => assumption.narrow(node), of.space.node);

/** A narrowing that replaces the node at one path. */
export const at =
  (path: string, change: Node | ((node: Node) => Node)) =>
  (node: Node): Node =>
    refine(node, path, typeof change === 'function' ? change : () => change);
