/**
 * Every edit of edits.ts against the gate, as a table. Takes minutes; run by hand after a build:
 * npx vitest run --config properties/gate/vitest.config.mjs
 */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DEFAULT_RUNS } from '../../src/search/defaults.js';
import { builtCopy, type Copy } from './edited-copy.js';
import { claimEdits, modelEdits, refactorings, type Trial } from './edits.js';
import { tryOut, type TrialResult } from './trial.js';

const kinds: Readonly<Record<string, readonly Trial[]>> = {
  model: modelEdits,
  claim: claimEdits,
  harmless: refactorings,
};
const rows: string[] = [];
let base: Copy;

const row = (kind: string, { name }: Trial, { claim, problems }: TrialResult): string => {
  const cells = [kind, name, claim?.id ?? '–', claim?.class ?? '–', claim?.firstBrokenSteps?.join(', ') ?? ''];
  return [...cells, claim?.changes[0]?.text ?? '', problems.length === 0 ? 'as expected' : problems.join('; ')].join(
    ' | ',
  );
};

beforeAll(async () => {
  base = builtCopy();
  const claims = new Set(Object.values(kinds).flatMap((trials) => trials.flatMap((trial) => trial.claims)));
  const written = await base.gate([...claims, '--update']);
  expect(written.code, written.stderr).toBe(0);
});
afterAll(() => {
  process.stdout.write(`edit | what | claim | class | first broken step | gravest difference |\n${rows.join('\n')}\n`);
  base.remove();
});

for (const [kind, trials] of Object.entries(kinds)) {
  describe(kind, () => {
    it.each(trials.map((trial) => [trial.name, trial] as const))('%s', async (_, trial) => {
      const result = await tryOut(base, trial, DEFAULT_RUNS);
      rows.push(row(kind, trial, result));
      expect(result.problems).toEqual([]);
    });
  });
}
