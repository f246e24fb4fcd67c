import { fractionText, type Rational, rational, rationals } from '../arithmetic/rational.js';
import { numbersOf, withNumbers } from '../theory/layout.js';
import type { Node, Siblings } from '../theory/space.js';
import { fit } from './fit.js';

/** The axes of an instance, in the order they occur, with their lengths and least lengths. */
const axesOf = (node: Node, instance: unknown): Map<string, { size: number; min: number }> => {
  const axes = new Map<string, { size: number; min: number }>();
  const walk = (here: Node, value: unknown, siblings: Siblings): void => {
    if (value === undefined) return;
    if (here.kind === 'list' || here.kind === 'simplex' || here.kind === 'symmetric') {
      const items = value as readonly unknown[];
      if (!here.axis.derived && !axes.has(here.axis.label)) {
        axes.set(here.axis.label, { size: items.length, min: here.axis.min });
      }
      if (here.kind === 'list') items.forEach((item, i) => walk(here.item(i), item, {}));
    } else if (here.kind === 'record') {
      const fields = value as Siblings;
      for (const [key, child] of Object.entries(here.fields)) walk(child, fields[key], fields);
    } else if (here.kind === 'optional') walk(here.node, value, siblings);
    else if (here.kind === 'given') walk(here.node(siblings), value, siblings);
  };
  walk(node, instance, {});
  return axes;
};

const without = <T>(items: readonly T[], k: number): T[] => items.filter((_, i) => i !== k);

/** The instance with place k of an axis left out, wherever that axis occurs. */
const dropPlace = (node: Node, instance: unknown, label: string, k: number): unknown => {
  const walk = (here: Node, value: unknown, siblings: Siblings): unknown => {
    if (value === undefined) return undefined;
    switch (here.kind) {
      case 'list': {
        const items = (value as readonly unknown[]).map((item, i) => {
          const inner = walk(here.item(i), item, {});
          return here.law ? { ...(inner as object), probability: (item as Siblings).probability } : inner;
        });
        return here.axis.label === label ? without(items, k) : items;
      }
      case 'simplex':
        return here.axis.label === label ? without(value as readonly unknown[], k) : value;
      case 'symmetric':
        return here.axis.label === label
          ? without(value as readonly (readonly unknown[])[], k).map((row) => without(row, k))
          : value;
      case 'record': {
        const fields = value as Siblings;
        return Object.fromEntries(
          Object.entries(here.fields).map(([key, child]) => [key, walk(child, fields[key], fields)]),
        );
      }
      case 'optional':
        return walk(here.node, value, siblings);
      case 'given':
        return walk(here.node(siblings), value, siblings);
      default:
        return value;
    }
  };
  return fit(node, walk(node, instance, {}));
};

/** Every instance with one optional field left out, one choice made earlier or one integer made smaller. */
function* simplerSettings(node: Node, instance: unknown): Generator {
  const walk = function* (here: Node, value: unknown, siblings: Siblings): Generator {
    if (value === undefined) return;
    switch (here.kind) {
      case 'optional':
        yield undefined;
        yield* walk(here.node, value, siblings);
        break;
      case 'given':
        yield* walk(here.node(siblings), value, siblings);
        break;
      case 'choice':
        yield* here.options.slice(0, here.options.indexOf(value as string));
        break;
      case 'integer':
        for (let n = here.min; n < (value as number); n++) yield n;
        break;
      case 'record': {
        const fields = value as Siblings;
        for (const [key, child] of Object.entries(here.fields)) {
          for (const simpler of walk(child, fields[key], fields)) yield { ...fields, [key]: simpler };
        }
        break;
      }
      case 'list': {
        const items = value as readonly unknown[];
        for (const [i, item] of items.entries()) {
          for (const simpler of walk(here.item(i), item, {})) {
            const probability = here.law ? { probability: (item as Siblings).probability } : undefined;
            yield items.with(i, probability ? { ...(simpler as object), ...probability } : simpler);
          }
        }
        break;
      }
      default:
        break;
    }
  };
  for (const candidate of walk(node, instance, {})) yield fit(node, candidate);
}

/** Simpler numbers than a given one, simplest first: 0, ±1, without sign, the integer part or what is beyond it. */
const simplerNumbers = (a: Rational): Rational[] => {
  if (a.n === 0n) return [];
  const sign = a.s;
  const candidates = [
    rationals.zero,
    rationals.one,
    rational(sign),
    rational(a.n, a.d),
    rational((sign * a.n) / a.d),
    rational(sign * (a.n % a.d), a.d),
    rational((sign * a.n) / 2n, a.d),
    rational(sign * a.n),
  ];
  const cost = (q: Rational): bigint => (q.n < 0n ? -q.n : q.n) + q.d * 2n + (q.s < 0n ? 1n : 0n);
  return candidates.filter((q, i) => cost(q) < cost(a) && candidates.findIndex((other) => other.equals(q)) === i);
};

const numbersText = (instance: unknown): string => numbersOf(instance).map(fractionText).join();

/** Every instance with a single number simpler. */
function* simplerValues(node: Node, instance: unknown): Generator {
  const numbers = numbersOf(instance);
  const same = numbersText(instance);
  for (const [i, number] of numbers.entries()) {
    for (const simpler of simplerNumbers(number)) {
      let k = 0;
      const candidate = fit(
        node,
        withNumbers(instance, () => (k++ === i ? simpler : numbers[k - 1])),
      );
      if (numbersText(candidate) !== same) yield candidate;
    }
  }
}

/**
 * Smaller instances of a description, most promising first: a place of an axis dropped (a point, a view, a layer, a
 * unit), a setting made simpler, a number made simpler.
 */
export function* shrinks(node: Node, instance: unknown): Generator {
  for (const [label, { size, min }] of axesOf(node, instance)) {
    for (let k = size - 1; k >= 0 && size > min; k--) yield dropPlace(node, instance, label, k);
  }
  yield* simplerSettings(node, instance);
  yield* simplerValues(node, instance);
}
