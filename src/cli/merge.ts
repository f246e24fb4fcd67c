import { quoted } from '../ledger/problem.js';
import { combine } from '../search/combine.js';
import { readShard } from '../search/shard-file.js';
import { mergeShards } from '../search/shards.js';
import { exitCodeOf, printReports } from './check-report.js';
import type { Define } from './define.js';
import { filesIn, readText } from './files.js';
import { lateProgress } from './progress.js';

/** `merge`: put the shares of a check together. */
export const mergeCommand: Define = (command, io) =>
  command
    .argument('<folder>', 'the folder of the shares')
    .option('--json', 'the result as JSON')
    .action((folder: string, { json }: { readonly json?: boolean }) => {
      const files = filesIn(io, folder, '.jsonl', 'a folder that can be read');
      const progress = lateProgress(io, files.length, 'shares');
      const shards = files.map((file) => {
        const shard = readShard(readText(io, file), file);
        progress.finished(file);
        return shard;
      });
      progress.stop();
      const { plan, claims, results } = mergeShards(shards, quoted(folder));
      const reports = claims.map((claim) => combine(claim, plan, results));
      printReports(io, reports, plan, { json });
      io.exitCode = exitCodeOf(reports);
    });
