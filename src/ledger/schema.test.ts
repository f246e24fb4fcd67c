import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { operatorSpace } from '../cli/operator/instance.js';
import { SpaceArbitrary } from '../search/space-arbitrary.js';
import { statements } from '../theory/index.js';
import { absent, axis, choice, given, list, number, record } from '../theory/space.js';
import { encode } from './codec.js';
import { jsonSchema, type Schema } from './schema.js';

/** Whether a JSON value is valid, by the keywords the schemas here use; an unknown keyword is an error. */
const validates = (root: Schema, schema: Schema, value: unknown): boolean => {
  if (typeof schema === 'boolean') return schema;
  const object =
    typeof value === 'object' && value !== null && !Array.isArray(value)
      ? (value as Record<string, unknown>)
      : undefined;
  const items = Array.isArray(value) ? (value as unknown[]) : undefined;
  const rules: Record<string, (argument: never) => boolean> = {
    $schema: () => true,
    $defs: () => true,
    description: () => true,
    then: () => true,
    $ref: (name: string) => {
      const defs = (root as { $defs: Record<string, Schema> }).$defs;
      return validates(root, defs[name.replace('#/$defs/', '')], value);
    },
    type: (type: string) =>
      type === 'object'
        ? object !== undefined
        : type === 'array'
          ? items !== undefined
          : type === 'integer'
            ? Number.isInteger(value)
            : typeof value === type,
    anyOf: (schemas: Schema[]) => schemas.some((one) => validates(root, one, value)),
    allOf: (schemas: Schema[]) => schemas.every((one) => validates(root, one, value)),
    enum: (options: unknown[]) => options.includes(value),
    const: (option: unknown) => option === value,
    pattern: (pattern: string) => typeof value !== 'string' || new RegExp(pattern, 'u').test(value),
    minimum: (least: number) => typeof value !== 'number' || value >= least,
    maximum: (most: number) => typeof value !== 'number' || value <= most,
    minItems: (least: number) => items === undefined || items.length >= least,
    maxItems: (most: number) => items === undefined || items.length <= most,
    items: (item: Schema) => items === undefined || items.every((one) => validates(root, item, one)),
    prefixItems: (all: Schema[]) =>
      items === undefined || all.every((one, i) => i >= items.length || validates(root, one, items[i])),
    required: (names: string[]) => object === undefined || names.every((name) => Object.hasOwn(object, name)),
    additionalProperties: () =>
      object === undefined || Object.keys(object).every((key) => Object.hasOwn(schema.properties ?? {}, key)),
    properties: (all: Record<string, Schema>) =>
      object === undefined ||
      Object.entries(all).every(([key, one]) => !Object.hasOwn(object, key) || validates(root, one, object[key])),
    if: (condition: Schema) => !validates(root, condition, value) || validates(root, schema.then as Schema, value),
  };
  return Object.entries(schema).every(([keyword, argument]) => rules[keyword](argument as never));
};

const valid = (schema: Schema, value: unknown): boolean => validates(schema, schema, value);

/** The fields a schema describes in words only, anywhere in it: what they hold depends on numbers. */
const inWordsOnly = (schema: unknown): string[] => {
  if (typeof schema !== 'object' || schema === null) return [];
  const { properties = {}, allOf = [] } = schema as { properties?: Record<string, object>; allOf?: { then: Schema }[] };
  const conditional = JSON.stringify(allOf);
  const here = Object.entries(properties)
    .filter(([name, one]) => Object.keys(one).join() === 'description' && !conditional.includes(`"${name}":`))
    .map(([name]) => name);
  return [...here, ...Object.values(schema).flatMap(inWordsOnly)];
};

/** Every value with one unknown field more, or one number turned into a word or null; some fields left alone. */
const broken = (value: unknown, alone: readonly string[]): unknown[] => {
  if (Array.isArray(value)) {
    return value.flatMap((item: unknown, i) => broken(item, alone).map((bad) => value.with(i, bad) as unknown));
  }
  if (typeof value !== 'object' || value === null) return ['a word', null];
  const fields = value as Record<string, unknown>;
  return [
    { ...fields, unheardOf: 1 },
    ...Object.keys(fields)
      .filter((key) => !alone.includes(key))
      .flatMap((key) => broken(fields[key], alone).map((bad) => ({ ...fields, [key]: bad }))),
  ];
};

describe('the JSON Schema of an instance file', () => {
  const spaces = [
    ...statements.map((claim) => [claim.id, claim.space.node] as const),
    ['operator', operatorSpace] as const,
  ];

  test.each(spaces)(
    '%s: every instance is valid, and none with a misnamed field or a word for a number is',
    (_, node) => {
      const schema = jsonSchema(node);
      const alone = inWordsOnly(schema);
      fc.assert(
        fc.property(new SpaceArbitrary(node), (instance) => {
          const value = encode(instance);
          return valid(schema, value) && broken(value, alone).every((bad) => !valid(schema, bad));
        }),
        { numRuns: 25 },
      );
    },
  );

  test('a field that depends on a choice is required for one option and refused for another', () => {
    const network = { activation: 'relu', weights: [[['1']]] };
    const instance = (fields: object, loss: object) => ({
      network: { ...network, ...fields },
      world: { points: [{ probability: 1, views: [{ probability: '1', x: [0.5] }] }] },
      loss,
    });
    const schema = jsonSchema(operatorSpace);
    expect(valid(schema, instance({}, { kind: 'simple' }))).toBe(true);
    expect(valid(schema, instance({ slope: '1/2' }, { kind: 'simple' }))).toBe(false);
    expect(valid(schema, instance({ activation: 'leaky-relu' }, { kind: 'simple' }))).toBe(false);
    expect(valid(schema, instance({ activation: 'leaky-relu', slope: '1/2' }, { kind: 'simple' }))).toBe(true);
    expect(valid(schema, instance({}, { kind: 'infonce', tau: 1 }))).toBe(false);
    expect(valid(schema, instance({}, { kind: 'infonce', tau: 1, negatives: 1 }))).toBe(true);
    expect(valid(schema, instance({}, { kind: 'infonce', tau: 1, negatives: 1, margin: 0 }))).toBe(false);
  });

  test('a field that depends on a number is described in words only', () => {
    const node = record({ n: number(), a: given('a number, if n is 0', ({ n }) => (n === 0 ? number() : absent)) });
    const { allOf, required } = jsonSchema(node) as { allOf?: unknown; required: string[] };
    expect(allOf).toBeUndefined();
    expect(required).toEqual(['n']);
  });

  test('items that differ by place are described place by place, and lengths of a statement are fixed', () => {
    const node = list(axis('things', 2, 2), (i) => (i === 0 ? number() : choice('a')));
    const schema = jsonSchema(node);
    expect(valid(schema, ['1', 'a'])).toBe(true);
    expect([['a', '1'], ['1'], ['1', 'a', 'a']].some((value) => valid(schema, value))).toBe(false);
  });
});
