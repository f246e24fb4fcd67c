import type { RegisteredClaim } from '../theory/index.js';
import type { ClaimReport } from '../ledger/claim-report.js';
import { timed } from './timed-report.js';
import { combine } from './combine.js';
import { type IslandResult, runIsland } from './island.js';
import { type CheckPlan, islandsOf } from './islands.js';

/** Attacks one claim and, where asked, each of its mutants, in this thread. `progress` is called after every case. */
export const attackClaim = (
  claim: RegisteredClaim,
  options: Omit<CheckPlan, 'mutants'> & { readonly mutants?: boolean; readonly progress?: () => void },
): ClaimReport => {
  const { runs, seed, mutants = false, progress } = options;
  const plan: CheckPlan = { runs, seed, mutants };
  const results = new Map<string, IslandResult>();
  const seconds = new Map<string, number>();
  for (const island of islandsOf(claim, plan)) {
    const started = performance.now();
    const result = runIsland(island, { claim, ...(progress && { progress }) });
    results.set(result.island, result);
    seconds.set(result.island, (performance.now() - started) / 1000);
  }
  return timed(combine(claim, plan, results), seconds);
};
