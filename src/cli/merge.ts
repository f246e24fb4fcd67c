import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { Command } from 'commander';
import { refused } from '../ledger/files.js';
import { quoted } from '../ledger/problem.js';
import { combine } from '../search/combine.js';
import { mergeShards, readShard } from '../search/shards.js';
import { exitCodeOf, printReports } from './check-report.js';
import { readText } from './output.js';
import { lateProgress } from './progress.js';

/** The finished shards of a folder, by name. @throws {BadInput} where it cannot be read */
const shardFiles = (folder: string): readonly string[] => {
  try {
    return readdirSync(folder)
      .filter((name) => name.endsWith('.jsonl'))
      .sort()
      .map((name) => join(folder, name));
  } catch (error) {
    throw refused(quoted(folder), 'a folder that can be read', error);
  }
};

/** `merge`: put the shares of a check together. */
export const mergeCommand = (): Command =>
  new Command('merge')
    .description(
      'put the shares that "check --shard" wrote together: the same result as one process, but for the seconds',
    )
    .argument('<folder>', 'the folder of the shares')
    .option('--json', 'the result as JSON')
    .action((folder: string, { json }: { readonly json?: boolean }) => {
      const files = shardFiles(folder);
      const progress = lateProgress(files.length, 'shares');
      const shards = files.map((file) => {
        const shard = readShard(readText(file), file);
        progress.finished(file);
        return shard;
      });
      progress.stop();
      const { plan, claims, results } = mergeShards(shards, quoted(folder));
      const reports = claims.map((claim) => combine(claim, plan, results));
      printReports(reports, plan, { json });
      process.exitCode = exitCodeOf(reports);
    });
