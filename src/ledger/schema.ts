import type { Axis, Node, NumberNode, Siblings } from '../theory/space.js';
import { NUMBER_IN_WORDS } from './number-text.js';

/** A JSON Schema, as far as it is used here. */
export type Schema = boolean | Readonly<Record<string, unknown>>;

const DIALECT = 'https://json-schema.org/draft/2020-12/schema';

/** What the schemas of numbers refer to. */
export const definitions = {
  number: {
    description: `${NUMBER_IN_WORDS}: a JSON number means the decimal as written, 0.1 = 1/10`,
    anyOf: [
      { type: 'number' },
      { type: 'string', pattern: String.raw`^[+-]?\d+(\.\d+)?([eE][+-]?\d+)?$` },
      { type: 'string', pattern: String.raw`^[+-]?\d+/0*[1-9]\d*$` },
    ],
  },
  probability: {
    description: 'a probability, not negative; those of one list sum to 1',
    $ref: '#/$defs/number',
  },
};

const signWords: Readonly<Record<NumberNode['sign'], string | undefined>> = {
  any: undefined,
  positive: 'above 0',
  'non-negative': 'not negative',
};

const numberSchema = ({ sign }: NumberNode): Schema => {
  const words = signWords[sign];
  return { ...(words === undefined ? {} : { description: words }), $ref: '#/$defs/number' };
};

/** The name of the axes an axis is one of: "width 1" and "width 2" are widths. */
const family = (axis: Axis): string => axis.label.replace(/ \d+$/, '');

const lengths = (axis: Axis): Readonly<Record<string, unknown>> => {
  if (axis.derived !== undefined) return { description: `along ${family(axis)}, a length that follows from others` };
  const along = { description: `along ${family(axis)}`, minItems: axis.min };
  return axis.min === axis.max ? { ...along, maxItems: axis.max } : along;
};

const listSchema = (axis: Axis, item: (index: number) => Schema): Schema => {
  const kinds = Array.from({ length: Math.max(2, axis.max) }, (_, i) => item(i));
  const alike = kinds.every((kind) => JSON.stringify(kind) === JSON.stringify(kinds[0]));
  return alike
    ? { type: 'array', ...lengths(axis), items: kinds[0] }
    : { type: 'array', ...lengths(axis), prefixItems: kinds };
};

const withProbability = (item: Schema): Schema => {
  if (typeof item === 'boolean' || item.type !== 'object') return { type: 'object', required: ['probability'] };
  const { properties, required, ...rest } = item;
  return {
    ...rest,
    properties: { probability: { $ref: '#/$defs/probability' }, ...(properties as object) },
    required: ['probability', ...(required as readonly string[])],
  };
};

/** The settings of some choices, every combination. */
const settings = (choices: readonly (readonly [string, readonly string[]])[]): Record<string, string>[] =>
  choices.reduce<Record<string, string>[]>(
    (all, [key, options]) => all.flatMap((known) => options.map((option) => ({ ...known, [key]: option }))),
    [{}],
  );

/** The fields a dependent node looks at, with the node, for one setting of the fields before it. */
const observed = (
  node: Extract<Node, { kind: 'given' }>,
  setting: Siblings,
): { readonly read: ReadonlySet<string>; readonly node: Node | undefined } => {
  const read = new Set<string>();
  const watched = new Proxy(setting, {
    get: (target, key) => {
      read.add(String(key));
      return target[String(key)];
    },
  });
  try {
    return { read, node: node.node(watched) };
  } catch {
    return { read, node: undefined }; // it computes with a field whose value a schema does not know
  }
};

/** "If these choices are so, then this field is so", for every setting of the choices a dependent field looks at. */
const conditions = (
  key: string,
  node: Extract<Node, { kind: 'given' }>,
  before: Readonly<Record<string, Node>>,
): Schema[] => {
  const choices = Object.entries(before).flatMap(([name, field]) =>
    field.kind === 'choice' ? [[name, field.options] as const] : [],
  );
  const seen = settings(choices).map((setting) => observed(node, setting));
  const read = new Set(seen.flatMap(({ read: names }) => [...names]));
  const relevant = choices.filter(([name]) => read.has(name));
  if (read.size > relevant.length || seen.some((one) => one.node === undefined)) return [];
  return settings(relevant).flatMap((setting) => {
    const meant = observed(node, setting).node;
    if (meant === undefined) return [];
    const properties = Object.fromEntries(Object.entries(setting).map(([name, option]) => [name, { const: option }]));
    const required = mayBeMissing(meant) ? [] : [key];
    return [
      {
        if: { properties, required: Object.keys(setting) },
        then: { properties: { [key]: schemaOf(meant) }, required },
      },
    ];
  });
};

const mayBeMissing = (node: Node): boolean =>
  node.kind === 'optional' || node.kind === 'absent' || node.kind === 'given';

const recordSchema = (fields: Readonly<Record<string, Node>>): Schema => {
  const names = Object.keys(fields);
  const before = (i: number): Readonly<Record<string, Node>> =>
    Object.fromEntries(names.slice(0, i).map((name) => [name, fields[name]]));
  const allOf = names.flatMap((name, i) => {
    const field = fields[name];
    return field.kind === 'given' ? conditions(name, field, before(i)) : [];
  });
  const present = names.filter((name) => fields[name].kind !== 'absent');
  return {
    type: 'object',
    properties: Object.fromEntries(present.map((name) => [name, schemaOf(fields[name])])),
    required: present.filter((name) => !mayBeMissing(fields[name])),
    additionalProperties: false,
    ...(allOf.length > 0 ? { allOf } : {}),
  };
};

const schemaOf = (node: Node): Schema => {
  switch (node.kind) {
    case 'number':
      return numberSchema(node);
    case 'integer': {
      const bounds = typeof node.max === 'number' ? { maximum: node.max } : {};
      const about = typeof node.max === 'number' ? {} : { description: `a place along ${node.max.sizeOf}, from 1` };
      return {
        ...about,
        anyOf: [
          { type: 'integer', minimum: node.min, ...bounds },
          { type: 'string', pattern: String.raw`^[+-]?\d+$` },
        ],
      };
    }
    case 'choice':
      return { enum: node.options };
    case 'absent':
      return false;
    case 'optional':
      return schemaOf(node.node);
    case 'given':
      return { description: node.about };
    case 'record':
      return recordSchema(node.fields);
    case 'simplex':
      return { type: 'array', ...lengths(node.axis), items: { $ref: '#/$defs/probability' } };
    case 'symmetric':
      return {
        type: 'array',
        ...lengths(node.axis),
        items: { type: 'array', ...lengths(node.axis), items: numberSchema(node.entry) },
      };
    case 'list':
      return listSchema(node.axis, (i) => {
        const item = schemaOf(node.item(i));
        return node.law ? withProbability(item) : item;
      });
  }
};

/**
 * The file format of a description as JSON Schema (draft 2020-12). What a schema cannot say — that lists along one axis
 * agree in length, that probabilities sum to 1, that a matrix is symmetric — `decode` checks.
 */
export const jsonSchema = (node: Node): Schema => {
  const schema = schemaOf(node);
  return typeof schema === 'boolean' ? schema : { $schema: DIALECT, ...schema, $defs: definitions };
};
