/** An instance as a person writes it down: points with their views, weights as matrices, trees branch by branch, numbers by name. */
import { printable } from '../../ledger/printable.js';
import { charactersOf, wrapped } from './lines.js';

type Fields = Readonly<Record<string, unknown>>;

const isFields = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const isLeaf = (value: unknown): boolean => typeof value !== 'object' || value === null;
const isVector = (value: unknown): value is readonly unknown[] => Array.isArray(value) && value.every(isLeaf);
const isMatrix = (value: unknown): value is readonly (readonly unknown[])[] =>
  Array.isArray(value) && value.length > 0 && value.every(isVector);

const leafText = (value: unknown): string => (value === '' ? '""' : printable(String(value)));
const vectorText = (v: readonly unknown[]): string => `(${v.map(leafText).join(', ')})`;

const line = (indent: string, text: string): string => wrapped(indent + text, `${indent}  `);

/** Rows below one another, in columns where they fit. */
const matrixLines = (indent: string, name: string, M: readonly (readonly unknown[])[]): readonly string[] => {
  const texts = M.map((row) => row.map(leafText));
  const widths = (texts[0] ?? []).map((_, j) => Math.max(...texts.map((row) => (row[j] ?? '').length)));
  const head = `${indent}${name} = `;
  return texts.map((row, i) => {
    const before = i === 0 ? head : ' '.repeat(charactersOf(head).length);
    return wrapped(`${before}[ ${row.map((text, j) => text.padStart(widths[j] ?? 0)).join('  ')} ]`, `${indent}  `);
  });
};

/** The name of what is at a key: weights[0] is W_1, biases[0] b_1; W(01) is at node 01 of a tree network, W(root) at its root. */
const nameOf = (key: string, place: string | number): string => {
  const letter = key === 'weights' ? 'W' : key === 'biases' ? 'b' : printable(key);
  return typeof place === 'number'
    ? `${letter}_${place + 1}`
    : `${letter}(${place === '' ? 'root' : printable(place)})`;
};

const namedLines = (indent: string, name: string, value: unknown): readonly string[] => {
  if (isLeaf(value)) return [line(indent, `${name} = ${leafText(value)}`)];
  if (isVector(value)) return [line(indent, `${name} = ${vectorText(value)}`)];
  if (isMatrix(value)) return matrixLines(indent, name, value);
  return [`${indent}${name}`, ...contentLines(`${indent}  `, value)];
};

const lawLines = (indent: string, name: string, views: readonly unknown[]): readonly string[] =>
  views.map((view, i) => {
    const { probability, x } = isFields(view) ? view : { probability: undefined, x: view };
    const place = isVector(x) ? vectorText(x) : leafText(x);
    return line(indent, `${name} ${i + 1}: ${place} with probability ${leafText(probability)}`);
  });

const pointLines = (indent: string, points: readonly unknown[]): readonly string[] =>
  points.flatMap((point, i) => {
    const { probability, x, views = [], positives, ...rest } = isFields(point) ? point : { x: point };
    const datum = isVector(x) ? ` at ${vectorText(x)}` : '';
    const chance = probability === undefined ? '' : ` with probability ${leafText(probability)}`;
    return [
      line(indent, `point ${i + 1}${datum}${chance}`),
      ...(Array.isArray(views) ? lawLines(`${indent}  `, 'view', views) : []),
      ...(Array.isArray(positives) ? lawLines(`${indent}  `, 'positive', positives) : []),
      ...contentLines(`${indent}  `, rest),
    ];
  });

/** A latent's children, each named by its path: "0" the first child of the root, "01" that one's second. */
const branchLines = (indent: string, path: string, children: readonly unknown[]): readonly string[] =>
  children.flatMap((child, i) => {
    const here = `${path}${i}`;
    const { children: below, ...edge } = isFields(child) ? child : {};
    return [
      `${indent}node ${here}${Array.isArray(below) ? '' : ' (leaf)'}`,
      ...Object.entries(edge).flatMap(([key, value]) => namedLines(`${indent}  `, edgeName(key), value)),
      ...(Array.isArray(below) ? branchLines(`${indent}  `, here, below) : []),
    ];
  });

const edgeName = (key: string): string => (key === 'transition' ? 'P(state | parent’s state)' : printable(key));

const fieldLines = (indent: string, key: string, value: unknown): readonly string[] => {
  if (key === 'points' && Array.isArray(value) && value.some(isFields)) return pointLines(indent, value);
  if (key === 'children' && Array.isArray(value)) return branchLines(indent, '', value);
  if (key === 'weights' || key === 'biases') {
    if (isFields(value)) {
      return Object.entries(value).flatMap(([place, each]) => namedLines(indent, nameOf(key, place), each));
    }
    if (Array.isArray(value) && value.every((each) => Array.isArray(each))) {
      return value.flatMap((each, i) => namedLines(indent, nameOf(key, i), each));
    }
  }
  return namedLines(indent, printable(key), value);
};

const contentLines = (indent: string, value: unknown): readonly string[] => {
  if (isFields(value)) return Object.entries(value).flatMap(([key, child]) => fieldLines(indent, key, child));
  if (Array.isArray(value)) return value.flatMap((child, i) => namedLines(indent, `${i + 1}`, child));
  return [line(indent, leafText(value))];
};

/** The lines of an instance as it stands in a file. */
export const instanceText = (instance: unknown): string => contentLines('  ', instance).join('\n');
