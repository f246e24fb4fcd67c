import { definitions, jsonSchema, type Schema } from '../../ledger/schema.js';
import { ANSWER_FORMAT, PRECISIONS } from './answer.js';
import { foreignSpace, INSTANCE_FORMAT } from './instances.js';

const number = { $ref: '#/$defs/computed' };
const rows = (description: string, items: Schema): Schema => ({ description, type: 'array', minItems: 1, items });
const pair = (description: string, of: Schema): Schema => ({
  description,
  type: 'object',
  properties: { one: of, both: of },
  additionalProperties: false,
});
const matrix = (row: string, column: string): Schema => rows(row, rows(column, number));

const perLayer = rows('layers 1 … L', matrix('units of the layer', 'inputs of the unit'));

const answerFields = {
  outputs: matrix('views, those of the first point first', 'f_L'),
  distances: matrix('view a', 'r_ab = ½‖f_a − f_b‖²'),
  loss: { description: 'the population loss', ...number },
  lossDerivatives: matrix('the anchor a', '∂L/∂r_ab, each r_ab a variable of its own'),
  topGradients: pair('∂L/∂f_a, through the anchor alone or wherever f_a occurs', matrix('views', 'f_L')),
  connections: rows('views', rows('layers', matrix('f_L', '∂f_L/∂W_l, W_l row by row'))),
  gradients: pair('∂L/∂W_l, through the anchor alone or wherever W_l occurs', perLayer),
  operator: rows('layers 1 … L', matrix('W_l row by row', 'W_l row by row')),
};

const { $schema, $defs, ...instance } = jsonSchema(foreignSpace) as Readonly<Record<string, unknown>>;

/** The two lines of `check --against`: what a program reads, and what it writes. */
export const againstSchema: Schema = {
  $schema,
  description: 'one instance a line on stdin, one answer a line on stdout',
  $defs: {
    ...($defs as object | undefined),
    number: definitions.number,
    computed: {
      description: 'a number, or NaN, Infinity, -Infinity (null is read as NaN)',
      anyOf: [{ $ref: '#/$defs/number' }, { enum: ['NaN', 'Infinity', '-Infinity', null] }],
    },
    instance: {
      ...instance,
      properties: {
        format: { const: INSTANCE_FORMAT },
        id: { type: 'integer', minimum: 0 },
        ...(instance.properties as object),
      },
      required: ['format', 'id', ...(instance.required as readonly string[])],
    },
    answer: {
      type: 'object',
      properties: {
        format: { const: ANSWER_FORMAT },
        id: { type: 'integer', minimum: 0 },
        precision: { enum: Object.keys(PRECISIONS) },
        unsupported: { description: 'why there is no answer', type: 'string' },
        ...answerFields,
      },
      required: ['id'],
      anyOf: [
        { required: ['unsupported'] },
        { required: ['precision', 'outputs', 'loss', 'lossDerivatives', 'gradients'] },
      ],
      additionalProperties: false,
    },
  },
  anyOf: [{ $ref: '#/$defs/instance' }, { $ref: '#/$defs/answer' }],
};
