import { existsSync } from 'node:fs';
import { CHUNK, type Quarry } from '../search/ablation/hunt.js';
import { type HuntState, huntOfText, huntStart, huntText } from '../search/ablation/hunt-state.js';
import { hunt } from '../search/ablation/threads.js';
import { DEFAULT_SEED } from '../search/defaults.js';
import { huntWitnessFiles } from '../search/witness-files.js';
import { BadInput, quoted } from '../ledger/problem.js';
import { ExitCode } from './exit-code.js';
import { statementOf } from './claims.js';
import type { Define } from './define.js';
import { checkFolder, checkWritable, readText, writeText } from './files.js';
import { seedNumber, wholeNumber } from './numbers.js';
import { interruptible, pathOf, print, printJson, tell } from './surroundings.js';
import { progressBar } from './progress.js';

const DEFAULT_CASES = 20_000;

interface Options {
  readonly without: readonly string[];
  readonly part?: string;
  readonly cases: number;
  readonly seed: number;
  readonly out?: string;
  readonly witnesses?: string;
  readonly json?: boolean;
}

/** The hunted claim and assumptions, in the order of the claim. @throws {BadInput} for a slug the claim does not have */
const quarryOf = (id: string, { without: slugs, part, seed }: Options): Quarry => {
  const claim = statementOf(id);
  const known = claim.assumptions.map(({ slug }) => slug);
  const unknown = slugs.find((slug) => !known.includes(slug));
  if (unknown !== undefined) {
    const expected = known.length > 0 ? known.join(', ') : 'no assumption: the claim has none';
    throw new BadInput(`--without: expected ${expected}, got ${quoted(unknown)}`);
  }
  if (claim.quantifier === 'exists' || claim.expect === 'fails') {
    throw new BadInput(`claim: expected one that is said to hold for all instances, got ${quoted(id)}`);
  }
  return {
    claim: id,
    without: known.filter((slug) => slugs.includes(slug)),
    ...(part !== undefined && { part }),
    seed,
  };
};

const stateText = ({ claim, without, part, cases, best, witness, seed }: HuntState): string => {
  const what = without.length > 0 ? `${claim} without ${without.join(' + ')}` : claim;
  const found = witness
    ? `FALSE: ${witness.part}, margin ${witness.margin}, ${witness.nonZero} of ${witness.size} numbers not 0\n${JSON.stringify(witness.instance)}`
    : `no violation; ${best ? `nearest ${best.margin} (${best.part})` : 'no instance was judged'}`;
  return `${what}${part === undefined ? '' : `\n${part}`}\n${cases} cases: ${found}\nseed ${seed}`;
};

/** `hunt`: search for a violation without some assumptions, for as long as one likes. */
export const huntCommand: Define = (command, io) =>
  command
    .argument('<id>', 'claim id')
    .option('--without <slug...>', 'assumptions to drop', [])
    .option('--part <name>', 'hunt one part of the statement alone, by its name')
    .option('--cases <n>', `instances more, in chunks of ${CHUNK}`, wholeNumber('--cases', 1, 1e12), DEFAULT_CASES)
    .option('--seed <s>', 'seed of every random choice', seedNumber, DEFAULT_SEED)
    .option('--out <file>', 'keep the state in a file after every chunk, and go on from it where it is there')
    .option('--witnesses <dir>', 'write the counterexample into a folder')
    .option('--json', 'the state as JSON')
    .action(async (id: string, options: Options) => {
      const { cases, out, witnesses, json } = options;
      const quarry = quarryOf(id, options);
      const from =
        out !== undefined && existsSync(pathOf(io, out))
          ? huntOfText(readText(io, out), out, statementOf(id), quarry)
          : huntStart(quarry);
      if (out !== undefined) checkWritable(io, '--out', out);
      if (witnesses !== undefined) checkFolder(io, '--witnesses', witnesses);
      const bar = progressBar(io, from.cases + cases, Math.ceil(cases / CHUNK), 'instances', 'chunks');
      bar.skip(from.cases);
      let before = from.cases;
      const [state, interrupted] = await interruptible(io, (signal) =>
        hunt(from, {
          cases: from.witness ? 0 : cases,
          threads: io.threads,
          signal,
          onState: (now) => {
            // What is said to be done is kept: a process may be killed between the two.
            if (out !== undefined) writeText(io, '--out', out, huntText(now));
            if (witnesses !== undefined) huntWitnessFiles(pathOf(io, witnesses), now);
            bar.work(now.cases - before);
            bar.item(`${now.cases} cases, nearest ${now.best ? now.best.margin : '–'}`);
            before = now.cases;
          },
        }),
      ).finally(() => bar.stop());
      if (json) printJson(io, state);
      else print(io, stateText(state));
      if (interrupted) {
        tell(io, `interrupted: ${state.cases - from.cases} of ${cases} cases done`);
        io.exitCode = ExitCode.interrupted;
      } else {
        // An assumption is expected to be needed, a claim to stand.
        const expected = (state.witness !== null) === quarry.without.length > 0;
        io.exitCode = expected ? ExitCode.asExpected : ExitCode.differs;
      }
    });
