import { isRational, type Rational } from '../arithmetic/rational.js';
import type { Node, NumberNode, Siblings } from './space.js';

/** The part one number plays in an instance, in the order `numbersOf` lists them. */
export type Leaf =
  | { readonly kind: 'free'; readonly node: NumberNode }
  /** A probability; the last of each law makes the sum 1. */
  | { readonly kind: 'probability'; readonly law: number; readonly last: boolean }
  /** The mirror image of an earlier entry of a symmetric matrix. */
  | { readonly kind: 'copy'; readonly of: number };

/** The numbers of an instance, in the order of its description. */
export const numbersOf = (instance: unknown): Rational[] => {
  const found: Rational[] = [];
  visit(instance, (number) => found.push(number));
  return found;
};

const visit = (value: unknown, see: (number: Rational) => void): void => {
  if (isRational(value)) see(value);
  else if (typeof value === 'object' && value !== null) Object.values(value).forEach((child) => visit(child, see));
};

/** The instance with its i-th number replaced by the i-th scalar. */
export const withNumbers = (instance: unknown, next: () => unknown): unknown => {
  if (isRational(instance)) return next();
  if (Array.isArray(instance)) return instance.map((child: unknown) => withNumbers(child, next));
  if (typeof instance === 'object' && instance !== null) {
    return Object.fromEntries(Object.entries(instance).map(([key, child]) => [key, withNumbers(child, next)]));
  }
  return instance;
};

/** A name of the instance's shape: everything but its numbers. */
export const shapeOf = (value: unknown): string => {
  if (isRational(value)) return '#';
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? 'undefined';
  let text = '';
  if (Array.isArray(value)) {
    for (const child of value) text += `${shapeOf(child)},`;
    return `[${text}]`;
  }
  // Keys are names of fields and paths of latents: they need no quotes.
  for (const key in value) {
    const child = (value as Siblings)[key];
    if (child !== undefined) text += `${key}:${shapeOf(child)},`;
  }
  return `{${text}}`;
};

/** The parts the numbers of an instance play. */
export const leavesOf = (node: Node, instance: unknown): Leaf[] => {
  const leaves: Leaf[] = [];
  let laws = 0;
  const walk = (at: Node, value: unknown, siblings: Siblings): void => {
    if (value === undefined) return;
    switch (at.kind) {
      case 'number':
        leaves.push({ kind: 'free', node: at });
        break;
      case 'list': {
        const items = value as readonly unknown[];
        const law = at.law ? laws++ : -1;
        items.forEach((item, i) => {
          if (at.law) leaves.push({ kind: 'probability', law, last: i === items.length - 1 });
          walk(at.item(i), item, {});
        });
        break;
      }
      case 'simplex': {
        const items = value as readonly unknown[];
        const law = laws++;
        items.forEach((_, i) => leaves.push({ kind: 'probability', law, last: i === items.length - 1 }));
        break;
      }
      case 'symmetric': {
        const n = (value as readonly unknown[]).length;
        const start = leaves.length;
        for (let i = 0; i < n; i++) {
          for (let j = 0; j < n; j++) {
            leaves.push(j < i ? { kind: 'copy', of: start + j * n + i } : { kind: 'free', node: at.entry });
          }
        }
        break;
      }
      case 'record': {
        const fields = value as Siblings;
        for (const [key, child] of Object.entries(at.fields)) walk(child, fields[key], fields);
        break;
      }
      case 'optional':
        walk(at.node, value, siblings);
        break;
      case 'given':
        walk(at.node(siblings), value, siblings);
        break;
      case 'integer':
      case 'choice':
      case 'absent':
        break;
    }
  };
  walk(node, instance, {});
  return leaves;
};
