import { Command } from 'commander';
import { jsonSchema } from '../ledger/schema.js';
import { claimOf, printJson } from './output.js';
import { operatorSpace } from './operator/instance.js';

/** `schema`: the JSON Schema of an instance file. */
export const schemaCommand = (): Command =>
  new Command('schema')
    .description("the JSON Schema of a claim's instance file, or of the operator command's")
    .argument('<id|operator>', 'a claim id, or "operator"')
    .option('--json', 'accepted for uniformity: the schema is JSON either way')
    .action((id: string) => {
      printJson(jsonSchema(id === 'operator' ? operatorSpace : claimOf(id).space.node));
    });
