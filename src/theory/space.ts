/**
 * The description of where a claim's instances live. It is data: the attack reads it as generator and shrinker, the
 * judge as the layout of an instance's numbers, the command line as file format and JSON Schema.
 */

/**
 * A named axis of an instance, so that arrays that must agree in length name the same axis ("width 1" is the rows of W_1 and
 * the columns of W_2). Its family is the part before the first space. A derived axis has the length its function
 * computes from the axes bound before it.
 */
export interface Axis {
  readonly label: string;
  readonly min: number;
  readonly max: number;
  /** Computes the length from the axes bound before. */
  readonly derived?: (size: (label: string) => number) => number;
}

/** The fields of the enclosing record that were laid out before a `given` node. */
export type Siblings = Readonly<Record<string, unknown>>;

/** A node of a description. Every number is a multiple of 1/grid of magnitude at most `bound` when it is drawn. */
export type Node =
  | { readonly kind: 'number'; readonly bound: number; readonly grid: number; readonly sign: Sign }
  | { readonly kind: 'integer'; readonly min: number; readonly max: number | { readonly sizeOf: string } }
  | { readonly kind: 'choice'; readonly options: readonly string[] }
  | {
      readonly kind: 'list';
      readonly axis: Axis;
      /** The description of the item at an index, from 0. */
      readonly item: (index: number) => Node;
      readonly law: boolean;
    }
  | { readonly kind: 'simplex'; readonly axis: Axis; readonly zeros: boolean }
  | { readonly kind: 'symmetric'; readonly axis: Axis; readonly entry: NumberNode }
  | { readonly kind: 'record'; readonly fields: Readonly<Record<string, Node>>; readonly order?: readonly string[] }
  | { readonly kind: 'optional'; readonly node: Node; readonly together?: string }
  | { readonly kind: 'absent' }
  | {
      readonly kind: 'given';
      /** The description, from the fields laid out before. */
      readonly node: (siblings: Siblings) => Node;
      readonly about: string;
    };

/** Which numbers are drawn: all of [−bound, bound], those above 0, or those from 0 on. */
export type Sign = 'any' | 'positive' | 'non-negative';
/** The description of one number. */
export type NumberNode = Extract<Node, { kind: 'number' }>;

/** A description of instances of type I. The type is carried along and never stored. */
export interface Space<I> {
  readonly node: Node;
  readonly instance?: I;
}

/** The space a description stands for: its author states the type once, here. */
export const space = <I>(node: Node): Space<I> => ({ node });

/** An axis of between `min` and `max` places. */
export const axis = (label: string, min: number, max: number): Axis => ({ label, min, max });

/** A number: a multiple of 1/grid in [−bound, bound], in [0, bound] or in (0, bound]. */
export const number = (bound = 2, grid = 2, sign: Sign = 'any'): NumberNode => ({ kind: 'number', bound, grid, sign });
/** A whole number from `min` to `max`: structure, not one of the numbers of the arithmetic. */
export const integer = (min: number, max: number): Node => ({ kind: 'integer', min, max });
/** A position along an axis, counted from 1. */
export const position = (label: string): Node => ({ kind: 'integer', min: 1, max: { sizeOf: label } });
/** One of some words. */
export const choice = (...options: string[]): Node => ({ kind: 'choice', options });
/** A list along an axis, whose items have one description, or one that depends on the index (from 0). */
export const list = (along: Axis, item: Node | ((index: number) => Node)): Node => ({
  kind: 'list',
  axis: along,
  item: typeof item === 'function' ? item : () => item,
  law: false,
});
/** A list of records with a further field `probability`; the probabilities sum to 1. */
export const law = (along: Axis, item: (index: number) => Node): Node => ({
  kind: 'list',
  axis: along,
  item,
  law: true,
});
/** A vector of probabilities; unless `zeros`, none that is drawn is 0. */
export const simplex = (along: Axis, { zeros = false } = {}): Node => ({ kind: 'simplex', axis: along, zeros });
/** A symmetric matrix. */
export const symmetric = (along: Axis, entry: NumberNode): Node => ({ kind: 'symmetric', axis: along, entry });
/**
 * A record. Its fields are laid out in the order they are given, or in an order of their own: JavaScript moves keys such as "0" before all others, and a
 * derived axis needs those it is derived from first.
 */
export const record = (fields: Readonly<Record<string, Node>>, order?: readonly string[]): Node => ({
  kind: 'record',
  fields,
  ...(order && { order }),
});
/** The fields of a record in the order they are laid out. */
export const laidOut = ({
  fields,
  order = Object.keys(fields),
}: Extract<Node, { kind: 'record' }>): readonly (readonly [key: string, node: Node])[] =>
  order.map((key) => [key, fields[key]]);
/** A field that may be left out; of those with one name (`together`) either all are there or none. */
export const optional = (node: Node, together?: string): Node => ({
  kind: 'optional',
  node,
  ...(together !== undefined && { together }),
});
/** A field that is left out: what an assumption narrows an optional one to. */
export const absent: Node = { kind: 'absent' };
/** A field whose description depends on the fields before it; `about` says how, for the schema. */
export const given = (about: string, node: (siblings: Siblings) => Node): Node => ({ kind: 'given', node, about });

/**
 * The description with the node at a path replaced. A path is field names and `*` (every item of a list, every row of a matrix) joined by dots;
 * optional and dependent nodes on the way are looked through, and what is absent stays absent.
 *
 * @throws {Error} where the path names no node
 */
export const refine = (from: Node, path: string, change: (node: Node) => Node): Node =>
  refineNode(from, path.split('.'), change);

const refineNode = (node: Node, path: readonly string[], change: (node: Node) => Node): Node => {
  if (path.length === 0) return change(node);
  const [head, ...rest] = path;
  const inside = (child: Node): Node => refineNode(child, path, change);
  switch (node.kind) {
    case 'record':
      if (!(head in node.fields)) throw new Error(`refine: expected a field of the space, got "${head}"`);
      return { ...node, fields: { ...node.fields, [head]: refineNode(node.fields[head], rest, change) } };
    case 'list':
      if (head !== '*') throw new Error(`refine: expected "*" for the items of a list, got "${head}"`);
      return { ...node, item: (i) => refineNode(node.item(i), rest, change) };
    case 'symmetric': {
      const entry = head === '*' && rest[0] === '*' ? refineNode(node.entry, rest.slice(1), change) : node;
      if (entry.kind !== 'number')
        throw new Error(`refine: expected a number for "*.*" of a symmetric matrix, got ${entry.kind}`);
      return { ...node, entry };
    }
    case 'optional':
      return { ...node, node: inside(node.node) };
    case 'given':
      return { ...node, node: (siblings) => inside(node.node(siblings)) };
    case 'absent':
      return node;
    default:
      throw new Error(`refine: expected a record or a list on the path, got ${node.kind} at "${head}"`);
  }
};
