import type { Statement } from '../judge/statement.js';
import type { Witness } from '../ledger/verdict.js';
import type { Node } from '../theory/space.js';
import { violationAt } from './outcomes.js';
import { minimised } from './shrinking/minimise.js';

/** A violation shrunk to a small one. */
export const smallest = (statement: Statement, node: Node, found: Witness): Witness => {
  const small = minimised(node, found.instance, (instance) => violationAt(statement, instance) !== undefined);
  return violationAt(statement, small) ?? found;
};
