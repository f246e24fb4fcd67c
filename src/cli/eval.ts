import { withinBudget } from '../arithmetic/budget.js';
import { Undecided } from '../arithmetic/field.js';
import { type ExplainedPart, explain, type NumberText } from '../judge/explain.js';
import { decode } from '../ledger/codec.js';
import { parseJson } from '../ledger/json.js';
import type { AnyClaim } from '../theory/claim.js';
import { ExitCode } from './exit-code.js';
import { statementOf } from './claims.js';
import type { Define } from './define.js';
import { readText } from './files.js';
import { print, printJson, type Surroundings } from './surroundings.js';

/** One claim on one instance: what `eval --json` prints. */
export interface Evaluation {
  readonly id: string;
  readonly verdict: 'holds' | 'violated' | 'undecided';
  readonly reason?: string;
  readonly assumptions: Readonly<Record<string, boolean>>;
  readonly parts: readonly ExplainedPart[];
}

/** Both sides of every part of a claim on a decoded instance. */
export const evaluation = (claim: AnyClaim, instance: unknown, baseTwo: boolean): Evaluation => {
  const assumptions = Object.fromEntries(claim.assumptions.map(({ slug, holds }) => [slug, holds(instance)]));
  try {
    const parts = withinBudget(() => explain(claim, instance, baseTwo));
    const violated = parts.some(({ status }) => status === 'violated');
    const open = parts.filter(({ status }) => status === 'unknown').map(({ name }) => name);
    if (violated) return { id: claim.id, verdict: 'violated', assumptions, parts };
    if (open.length === 0) return { id: claim.id, verdict: 'holds', assumptions, parts };
    return { id: claim.id, verdict: 'undecided', reason: `open: ${open.join('; ')}`, assumptions, parts };
  } catch (error) {
    if (!(error instanceof Undecided)) throw error;
    return { id: claim.id, verdict: 'undecided', reason: error.reason, assumptions, parts: [] };
  }
};

const SHOWN = 12;
const numbers = (side: readonly NumberText[]): string => {
  const texts = side.slice(0, SHOWN).map((text) => (typeof text === 'string' ? text : `[${text[0]}, ${text[1]}]`));
  return `(${texts.join(', ')}${side.length > SHOWN ? `, … ${side.length} in all` : ''})`;
};
const signs = { equal: '=', atMost: '≤', lessThan: '<', psd: '⪰' } as const;

const show = (io: Surroundings, { id, verdict, reason, assumptions, parts }: Evaluation): void => {
  print(io, `${id}: ${verdict}${reason === undefined ? '' : `: ${reason}`}`);
  const missing = Object.entries(assumptions).filter(([, holds]) => !holds);
  if (missing.length > 0) print(io, `  outside the claim's assumptions: ${missing.map(([slug]) => slug).join(', ')}`);
  for (const part of parts) {
    print(io, `  ${part.name}: ${part.status} (${part.evidence}, margin ${part.margin})`);
    print(io, `    left  ${numbers(part.left)}`);
    print(io, `    ${signs[part.relation].padEnd(5)} ${numbers(part.right)}`);
  }
};

/** An instance within the assumptions is expected to hold, or, for a claim that is expected to fail, may do either. */
const exitCode = (claim: AnyClaim, { verdict, assumptions }: Evaluation): number => {
  if (verdict === 'undecided') return ExitCode.differs;
  const within = Object.values(assumptions).every((holds) => holds);
  return verdict === 'violated' && within && claim.expect === 'holds' && claim.quantifier === 'for all'
    ? ExitCode.differs
    : ExitCode.asExpected;
};

/** `eval`: one claim on the user's own instance. */
export const evalCommand: Define = (command, io) =>
  command
    .argument('<id>', 'a claim id')
    .requiredOption('--instance <file>', 'the instance, in the format of "contrapose schema <id>"')
    .option('--base-two', 'read every exponential e^a as 2^a: exact where a is whole (temperatures in units of 1/ln 2)')
    .option('--json', 'the result as JSON')
    .action((id: string, options: { instance: string; baseTwo?: boolean; json?: boolean }) => {
      const claim = statementOf(id);
      const instance = decode(claim.space.node, parseJson(readText(io, options.instance), options.instance), '');
      const result = evaluation(claim, instance, options.baseTwo ?? false);
      if (options.json) printJson(io, result);
      else show(io, result);
      io.exitCode = exitCode(claim, result);
    });
