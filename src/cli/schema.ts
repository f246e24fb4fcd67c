import { definitions, jsonSchema, type Schema } from '../ledger/schema.js';
import { againstSchema } from '../search/foreign/protocol-schema.js';
import { latentTreeSchema } from './latent-tree/instance.js';
import { operatorSpace } from './operator/instance.js';
import { statementOf } from './claims.js';
import type { Define } from './define.js';
import { printJson } from './surroundings.js';

const schemaFor = (id: string): Schema => {
  if (id === 'operator') return jsonSchema(operatorSpace);
  if (id === 'against') return againstSchema;
  return id === 'latent-tree' ? latentTreeSchema(definitions) : jsonSchema(statementOf(id).space.node);
};

/** `schema`: the JSON Schema of an instance file. */
export const schemaCommand: Define = (command, io) =>
  command
    .argument('<id|operator|latent-tree|against>', 'a claim id, "operator", "latent-tree" or "against"')
    .option('--json', 'accepted for uniformity: the schema is JSON either way')
    .action((id: string) => {
      printJson(io, schemaFor(id));
    });
