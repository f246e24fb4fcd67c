import { type Field, Undecided } from './field.js';

/** A place in a program: the number of the instruction that computes the value. */
export type Node = number;

/** What an instruction does with its operands `a` and `b` (nodes; for `input` and `constant`, a running number). */
export const Op = {
  constant: 0,
  input: 1,
  add: 2,
  sub: 3,
  mul: 4,
  div: 5,
  neg: 6,
  exp: 7,
  log: 8,
  sqrt: 9,
  abs: 10,
  gate: 11,
  detach: 12,
} as const;

/** A derivative that passes through the gate at `value`: a kink where value = 0 and some tangent ≠ 0. */
export interface Guard {
  readonly value: Node;
  readonly tangents: readonly Node[];
  readonly layer: number;
}

/**
 * A straight-line program: what a model computes on every instance of one shape, written down once. Lanes are
 * interpreters of it (run.ts), so that the hot loop of each works on one kind of number and never waits for a call
 * to be dispatched; the bound that admits the dyadic lane and the degree of an identity are read off it as well.
 */
export interface Program {
  readonly length: number;
  readonly op: Uint8Array;
  readonly a: Int32Array;
  readonly b: Int32Array;
  readonly constants: readonly (readonly [numerator: bigint, denominator: bigint])[];
  readonly inputs: number;
  readonly guards: readonly Guard[];
  /** The ends of the maximal stretches of one operation, in order. */
  readonly stretches: Int32Array;
}

/** The ends of the maximal stretches of equal operations. */
export const stretchesOf = (op: Uint8Array): Int32Array => {
  const ends: number[] = [];
  for (let i = 1; i <= op.length; i++) if (i === op.length || op[i] !== op[i - 1]) ends.push(i);
  return Int32Array.from(ends);
};

/** Operations that are recorded at most; what repeats one that is known counts as well, since it takes as long. */
export const MOST_OPERATIONS = 2 ** 22;

const hashOf = (op: number, a: number, b: number): number => {
  const h = Math.imul(a, 0x9e3779b1) ^ Math.imul(b, 0x85ebca6b) ^ Math.imul(op, 0xc2b2ae35);
  return h ^ (h >>> 15);
};

/**
 * The field whose scalars are places in a program: running a model in it records the program. Sums with 0 and products
 * with 0 or 1 are folded, and an operation on the same operands (in either order, where it commutes) is recorded once: that
 * keeps the derivative in many directions short.
 */
export class Recorder implements Field<Node> {
  readonly name = 'program';
  readonly zero: Node = 0;
  readonly one: Node = 1;
  private length = 0;
  private op = new Uint8Array(4096);
  private a = new Int32Array(4096);
  private b = new Int32Array(4096);
  private readonly constants: [bigint, bigint][] = [];
  private readonly known = new Map<string, Node>();
  private readonly guards: Guard[] = [];
  private inputs = 0;
  private left = MOST_OPERATIONS;
  /** Open addressing by (op, a, b): 1 + node, 0 for an empty place. */
  private places = new Int32Array(16384);

  constructor() {
    this.of(0);
    this.of(1);
  }
  private push(op: number, a: number, b: number): Node {
    if (this.length === this.op.length) this.grow();
    const node = this.length++;
    this.op[node] = op;
    this.a[node] = a;
    this.b[node] = b;
    return node;
  }
  private grow(): void {
    const larger = <A extends Uint8Array | Int32Array>(old: A, fresh: A): A => {
      fresh.set(old);
      return fresh;
    };
    this.op = larger(this.op, new Uint8Array(2 * this.length));
    this.a = larger(this.a, new Int32Array(2 * this.length));
    this.b = larger(this.b, new Int32Array(2 * this.length));
    this.places = new Int32Array(2 * this.places.length);
    const mask = this.places.length - 1;
    for (let node = 0; node < this.length; node++) {
      if (this.op[node] <= Op.input) continue;
      let place = hashOf(this.op[node], this.a[node], this.b[node]) & mask;
      while (this.places[place] !== 0) place = (place + 1) & mask;
      this.places[place] = node + 1;
    }
  }
  /** Where the node of this operation is, or would be, kept. */
  private placeOf(op: number, a: number, b: number): number {
    const mask = this.places.length - 1;
    for (let place = hashOf(op, a, b) & mask; ; place = (place + 1) & mask) {
      const node = this.places[place] - 1;
      if (node < 0 || (this.a[node] === a && this.b[node] === b && this.op[node] === op)) return place;
    }
  }
  /** The node of an operation: the one it has, or a new one. @throws {Undecided} where there were too many */
  private operation(op: number, a: number, b: number): Node {
    if (--this.left < 0) throw new Undecided(`more than ${MOST_OPERATIONS} operations: a smaller instance takes fewer`);
    if (this.length === this.op.length) this.grow();
    const place = this.placeOf(op, a, b);
    if (this.places[place] === 0) this.places[place] = this.push(op, a, b) + 1;
    return this.places[place] - 1;
  }
  private commuting(op: number, a: number, b: number): Node {
    return a <= b ? this.operation(op, a, b) : this.operation(op, b, a);
  }
  /** The next number of the instance. */
  input(): Node {
    return this.push(Op.input, this.inputs++, 0);
  }
  of(numerator: number | bigint, denominator: number | bigint = 1): Node {
    const key = `${numerator}/${denominator}`;
    const found = this.known.get(key);
    if (found !== undefined) return found;
    this.constants.push([BigInt(numerator), BigInt(denominator)]);
    const node = this.push(Op.constant, this.constants.length - 1, 0);
    this.known.set(key, node);
    return node;
  }
  add(a: Node, b: Node): Node {
    return a === this.zero ? b : b === this.zero ? a : this.commuting(Op.add, a, b);
  }
  sub(a: Node, b: Node): Node {
    return b === this.zero ? a : a === this.zero ? this.neg(b) : this.operation(Op.sub, a, b);
  }
  mul(a: Node, b: Node): Node {
    if (a === this.zero || b === this.zero) return this.zero;
    return a === this.one ? b : b === this.one ? a : this.commuting(Op.mul, a, b);
  }
  div(a: Node, b: Node): Node {
    return b === this.one ? a : this.operation(Op.div, a, b);
  }
  neg(a: Node): Node {
    return a === this.zero ? a : this.operation(Op.neg, a, 0);
  }
  exp(a: Node): Node {
    return a === this.zero ? this.one : this.operation(Op.exp, a, 0);
  }
  log(a: Node): Node {
    return a === this.one ? this.zero : this.operation(Op.log, a, 0);
  }
  sqrt(a: Node): Node {
    return this.operation(Op.sqrt, a, 0);
  }
  abs(a: Node): Node {
    return this.operation(Op.abs, a, 0);
  }
  gate(a: Node): Node {
    return a === this.zero ? this.zero : this.operation(Op.gate, a, 0);
  }
  detach(a: Node): Node {
    return this.operation(Op.detach, a, 0);
  }
  guard(value: Node, tangents: readonly Node[], layer: number): void {
    const moving = tangents.filter((t) => t !== this.zero);
    if (moving.length > 0) this.guards.push({ value, tangents: moving, layer });
  }
  finish(): Program {
    const { length, constants, inputs, guards } = this;
    const op = this.op.slice(0, length);
    return {
      length,
      op,
      a: this.a.slice(0, length),
      b: this.b.slice(0, length),
      constants,
      inputs,
      guards,
      stretches: stretchesOf(op),
    };
  }
}
