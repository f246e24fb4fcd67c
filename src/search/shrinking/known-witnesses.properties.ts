import { Undecided } from '../../arithmetic/field.js';
import { type Rational, rationals } from '../../arithmetic/rational.js';
import { judge } from '../../judge/judge.js';
import { statementById } from '../../theory/index.js';
import { axis, law, list, type Node, number, record, simplex, symmetric } from '../../theory/space.js';
import { lengths } from '../../theory/settings/subclasses.js';
import { type Attack, attackName, problemOf } from '../attacks.js';
import type { Scope } from './small-members.properties.js';

/** A false statement about the instances of a description, and a small witness against it that is known. */
export interface Known {
  readonly name: string;
  readonly node: Node;
  readonly fails: (instance: unknown) => boolean;
  /** The witness, in the file format. */
  readonly witness: unknown;
  /** Where it was searched through: no smaller witness exists in this scope. */
  readonly scope?: Scope;
}

const scope = (lengths: number, bitsEach: number, nonZero: number, bits: number, denominator = 3): Scope => ({
  lengths,
  bitsEach,
  nonZero,
  bits,
  denominator,
});

const toy = <I>(
  name: string,
  node: Node,
  fails: (instance: I) => boolean,
  witness: unknown,
  within?: Scope,
): Known => ({
  name,
  node,
  fails: fails as (instance: unknown) => boolean,
  witness,
  ...(within && { scope: within }),
});

type Vector = readonly Rational[];
type Matrix = readonly Vector[];

const two = axis('n', 2, 2);
const three = axis('n', 3, 3);
const rows = axis('rows', 1, 3);
const columns = axis('columns', 1, 3);
const square = list(axis('n', 1, 3), list(axis('n', 1, 3), number(4, 2)));

const sum = (x: Vector): Rational => x.reduce((s, a) => s.add(a), rationals.zero);
const determinant = ([[a, b], [c, d]]: Matrix): Rational => a.mul(d).sub(b.mul(c)); // prettier-ignore
const product = (A: Matrix, B: Matrix): Matrix =>
  A.map((row) => B[0].map((_, j) => sum(row.map((a, k) => a.mul(B[k][j])))));
const differ = (x: Vector, y: Vector): boolean => x.some((a, i) => !a.equals(y[i]));
const hasMinor = (A: Matrix): boolean =>
  A.some((u, i) =>
    A.slice(i + 1).some(
      (v) =>
      u.some((_, j) => u.some((__, k) => j < k && determinant([[u[j], u[k]], [v[j], v[k]]]).n !== 0n)), // prettier-ignore
    ),
  );

const toys: readonly Known[] = [
  toy<{ M: Matrix }>(
    'det M ≤ 1 for matrices of two rows',
    record({ M: list(two, list(two, number(10, 16))) }),
    ({ M }) => determinant(M).compare(1) > 0,
    { M: [['1', '0'], ['0', '2']] }, // prettier-ignore
    scope(2, 3, 4, 5),
  ),
  toy<{ M: Matrix }>(
    'a symmetric matrix with a positive diagonal is positive semidefinite',
    record({ M: symmetric(axis('m', 1, 3), number(4, 4)) }),
    ({ M }) =>
      M.every((row, i) => row[i].compare(0) > 0) &&
      M.some((row, i) => row.some((a, j) => a.mul(a).compare(M[i][i].mul(M[j][j])) > 0)),
    { M: [['1', '2'], ['2', '1']] }, // prettier-ignore
    scope(2, 3, 3, 6),
  ),
  toy<{ a: Rational }>(
    'no number lies between 2/5 and 1/2',
    record({ a: number(4, 128) }),
    ({ a }) => a.mul(5).compare(2) > 0 && a.mul(2).compare(1) < 0,
    { a: '3/7' },
    scope(1, 6, 1, 6),
  ),
  toy<{ a: Rational }>(
    'no number lies between π/4 and 11/14',
    record({ a: number(1, 2 ** 14, 'positive') }),
    ({ a }) => a.compare(0.7853982) > 0 && a.mul(14).compare(11) < 0,
    { a: '183/233' },
  ),
  toy<{ x: Vector }>(
    'two of three numbers agree',
    record({ x: list(three, number(4, 4)) }),
    ({ x: [a, b, c] }) => !a.equals(b) && !b.equals(c) && !a.equals(c),
    { x: ['0', '1', '-1'] },
    scope(3, 3, 3, 5),
  ),
  toy<{ x: Vector }>(
    'three numbers of magnitude at most 4 do not add up to 7',
    record({ x: list(three, number(4, 2)) }),
    ({ x }) => sum(x).equals(7),
    { x: ['3', '4', '0'] },
    scope(3, 4, 3, 6),
  ),
  toy<{ x: Vector }>(
    'no two squares of positive numbers add up to a third',
    record({ x: list(three, number(12, 1, 'positive')) }),
    ({ x: [a, b, c] }) => a.mul(a).add(b.mul(b)).equals(c.mul(c)),
    { x: ['3', '4', '5'] },
    scope(3, 4, 3, 8),
  ),
  toy<{ p: Vector }>(
    'some mass is larger than 2/5',
    record({ p: simplex(axis('n', 1, 5)) }),
    ({ p }) => p.every((q) => q.mul(5).compare(2) <= 0),
    { p: ['1/3', '1/3', '1/3'] },
    scope(4, 3, 4, 12, 5),
  ),
  toy<{ c: Rational; x: Vector }>(
    'nothing holds, of a positive number up to 1/2',
    record({ c: number(1 / 2, 8, 'positive'), x: list(axis('n', 1, 3), number()) }),
    () => true,
    { c: '1/2', x: ['0'] },
    scope(2, 3, 2, 4),
  ),
  toy<{ A: Matrix }>(
    'a matrix has rank 1',
    record({ A: list(rows, list(columns, number(4, 4))) }),
    ({ A }) => hasMinor(A),
    { A: [['1', '0'], ['0', '1']] }, // prettier-ignore
    scope(2, 2, 3, 4),
  ),
  toy<{ A: Matrix; B: Matrix }>(
    'matrices commute',
    record({ A: square, B: square }),
    ({ A, B }) => product(A, B).some((row, i) => differ(row, product(B, A)[i])),
    { A: [['0', '1'], ['0', '0']], B: [['1', '0'], ['0', '0']] }, // prettier-ignore
    scope(2, 1, 2, 2),
  ),
  toy<{ points: readonly { views: readonly { x: Vector }[] }[] }>(
    'every point has one view',
    record({
      points: law(axis('points', 1, 3), (i) =>
        record({ views: law(axis(`views ${i + 1}`, 1, 3), () => record({ x: list(columns, number()) })) }),
      ),
    }),
    ({ points }) => points.some(({ views }) => views.some(({ x }) => differ(x, views[0].x))),
    {
      points: [{ probability: '1', views: [{ probability: '1/2', x: ['1'] }, { probability: '1/2', x: ['0'] }] }], // prettier-ignore
    },
    scope(2, 2, 5, 8),
  ),
];

/** Whether a claim's statement is violated or, of a claim that something exists, shown. */
const attacked = (id: string, attack: Attack, narrow: (node: Node) => Node = (node) => node) => {
  const claim = statementById(id);
  const { statement, node } = problemOf(claim, attack);
  const fails = (instance: unknown): boolean => {
    try {
      const outcomes = Object.values(judge(statement, instance));
      return claim.quantifier === 'exists'
        ? outcomes.every(({ status }) => status === 'holds')
        : outcomes.some(({ status }) => status === 'violated');
    } catch (error) {
      if (error instanceof Undecided) return false;
      throw error;
    }
  };
  return { name: `${id}, ${attackName(attack)}`, node: narrow(node), fails };
};

const view = (x: string, probability = '1') => ({ probability, x: [x] });
const network = (w: string, more: object = {}) => ({ activation: 'relu', weights: [[[w]]], ...more, top: 'linear' });
const point = (probability: string, ...views: object[]) => ({ probability, views });
const leaf = (polarity: string) => ({ polarity });

const ofClaims: readonly Known[] = [
  {
    ...attacked('as-released/bias-breaks-homogeneity', { kind: 'claim' }),
    witness: { network: network('0', { biases: [['1']] }), x: ['0'], layer: 1 },
    scope: scope(1, 1, 2, 2),
  },
  {
    ...attacked('dual-networks/covariance-operator', { kind: 'mutant', name: 'uncentred' }),
    witness: { network: network('1'), world: { points: [point('1', view('1'))] }, layer: 1 },
    scope: scope(1, 2, 4, 5),
  },
  {
    ...attacked('dual-networks/covariance-operator', { kind: 'mutant', name: 'both-branches-counted-once' }),
    witness: {
      network: network('1'),
      world: { points: [point('1/2', view('1')), point('1/2', view('0'))] },
      layer: 1,
    },
  },
  {
    ...attacked('dual-networks/pair-gradient', { kind: 'mutant', name: 'r-without-half' }),
    witness: { network: network('1'), x1: ['1'], x2: ['0'], layer: 1 },
    scope: scope(1, 2, 2, 3),
  },
  {
    ...attacked('beyond/infonce-damps-only-augmentation', { kind: 'mutant', name: 'always-psd' }),
    witness: {
      network: network('1'),
      world: { points: [point('1', view('0', '1/2'), view('2', '1/2'))] },
      layer: 1,
      negatives: 1,
      tau: '1',
    },
  },
  {
    ...attacked('dual-networks/expected-operator-not-psd', { kind: 'claim' }),
    witness: {
      network: network('1'),
      world: { points: [point('1/2', view('0', '1/2'), view('2', '1/2')), point('1/2', view('0'))] },
      tau: '1',
    },
  },
  {
    ...attacked('latent-tree/gap-is-not-selectivity', { kind: 'claim' }, lengths('tree.children', 2, 2)),
    witness: {
      tree: { polarity: '0', children: [leaf('-1/2'), leaf('-1')] },
      network: { weights: { '': [['-3', '1']] } },
    },
  },
  {
    ...attacked('latent-tree/lucky-node-sign', { kind: 'without', slugs: ['a-mu-nonzero'] }),
    witness: {
      tree: { polarity: '0', children: [leaf('0')] },
      network: { weights: { '': [['0']] } },
      bound: '1',
      init: { entries: 'uniform', rows: 'independent', first: 'children' },
    },
    scope: scope(1, 1, 2, 2),
  },
];

/** The known witnesses. */
export const knownWitnesses: readonly Known[] = [...toys, ...ofClaims];
