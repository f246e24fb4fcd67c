import type { Matrix } from '../../arithmetic/linear-algebra.js';
import type { Rational } from '../../arithmetic/rational.js';
import { decode } from '../../ledger/codec.js';
import { inWords, isObject, parseJson } from '../../ledger/json.js';
import { badInput, childPath } from '../../ledger/problem.js';
import type { Schema } from '../../ledger/schema.js';
import { type LatentTree, latentsOf, MOST_CHILDREN } from '../../model/latent-tree/tree.js';
import { type TreeNetwork, unitsOf } from '../../model/latent-tree/network.js';
import { latentTreeNode } from '../../theory/settings/tree-space.js';
import { axis, given, integer, list, type Node, number, optional, record } from '../../theory/space.js';

/** Edges from the root to a leaf that a file may have. */
export const MOST_LEVELS = 32;
/** Units a latent may have in a file. */
const MOST_UNITS = 4096;

/** A user's tree with a network of |N_μ| = `hidden` units a latent. */
export interface LatentTreeInstance extends TreeNetwork<Rational> {
  readonly tree: LatentTree<Rational>;
  readonly hidden: number;
}

const exactly = (label: string, n: number) => axis(label, n, n);

/** Numbers by the path of each latent of the tree before it, deepest latents first. */
const byLatent = (about: string, node: (path: string, rows: number, columns: number) => Node): Node =>
  given(about, (siblings) => {
    const { tree, hidden } = siblings as unknown as LatentTreeInstance;
    const latents = latentsOf(tree);
    const weights = Object.fromEntries(latents.map(({ path }) => [path, new Array(hidden)])) as Record<
      string,
      Matrix<0>
    >;
    const columns = (children: readonly string[]): number =>
      children.reduce((n, child) => n + unitsOf({ weights }, child), 0);
    return record(
      Object.fromEntries(latents.map(({ path, children }) => [path, node(path, hidden, columns(children))])),
    );
  });

/** The file format of `latent-tree`. */
const latentTreeSpace: Node = record({
  tree: latentTreeNode({ depth: MOST_LEVELS, states: [1, 3] }),
  hidden: integer(1, MOST_UNITS),
  weights: byLatent('weights by the path of each latent', (path, rows, columns) =>
    list(exactly(`units of "${path}"`, rows), list(exactly(`units below "${path}"`, columns), number())),
  ),
  biases: optional(
    byLatent('biases by the path of each latent', (path, rows) => list(exactly(`units of "${path}"`, rows), number())),
  ),
});

/** What the path names ask of the tree before its numbers are read: at most ten children a node, at most so many levels. */
const checkShape = (json: unknown, path: string, level: number): void => {
  if (!isObject(json) || !Array.isArray(json.children)) return;
  const place = childPath(path, 'children');
  if (json.children.length > MOST_CHILDREN) {
    throw badInput(place, `at most ${MOST_CHILDREN} children (a digit each in a path)`, `${json.children.length}`);
  }
  if (level >= MOST_LEVELS) throw badInput(path, `at most ${MOST_LEVELS} levels below the root`, 'more');
  json.children.forEach((child: unknown, i) => {
    if (!isObject(child)) throw badInput(childPath(place, i), 'an object with a transition', inWords(child));
    checkShape(child, childPath(place, i), level + 1);
  });
};

/** The instance in a JSON text. @throws {BadInput} */
export const readLatentTreeInstance = (text: string, name?: string): LatentTreeInstance => {
  const json = parseJson(text, name);
  if (isObject(json)) checkShape(json.tree, 'tree', 0);
  return decode(latentTreeSpace, json) as LatentTreeInstance;
};

const numberRef = { $ref: '#/$defs/number' };
const rows = (items: unknown) => ({ type: 'array', minItems: 1, items });

/** The file format as JSON Schema; a branch refers to itself. */
export const latentTreeSchema = (numbers: Readonly<Record<string, unknown>>): Schema => ({
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  type: 'object',
  properties: {
    tree: {
      type: 'object',
      properties: { probability: rows({ $ref: '#/$defs/probability' }), children: { $ref: '#/$defs/children' } },
      required: ['probability', 'children'],
      additionalProperties: false,
    },
    hidden: { type: 'integer', minimum: 1, maximum: MOST_UNITS },
    weights: {
      description:
        'by the path of each latent: a row for each of its units, a column for each unit of its children in order',
      type: 'object',
      additionalProperties: rows(rows(numberRef)),
    },
    biases: { type: 'object', additionalProperties: rows(numberRef) },
  },
  required: ['tree', 'hidden', 'weights'],
  additionalProperties: false,
  $defs: {
    ...numbers,
    children: { type: 'array', minItems: 1, maxItems: MOST_CHILDREN, items: { $ref: '#/$defs/branch' } },
    branch: {
      description: `a node below another, at most ${MOST_LEVELS} levels deep; without children it is a leaf`,
      type: 'object',
      properties: {
        transition: {
          description: 'a row for each state of the parent',
          ...rows(rows({ $ref: '#/$defs/probability' })),
        },
        children: { $ref: '#/$defs/children' },
      },
      required: ['transition'],
      additionalProperties: false,
    },
  },
});
