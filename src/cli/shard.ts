import { appendFileSync, existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { makeFolder, refused, writeWhole } from '../ledger/files.js';
import { quoted } from '../ledger/problem.js';
import { readWhole } from '../ledger/read-file.js';
import { runIslands } from '../search/check.js';
import type { IslandResult } from '../search/island.js';
import { islandName } from '../search/islands.js';
import { finishedIn } from '../search/shard-file.js';
import { headerLine, islandsOfShard, resultLine, shardName, shardText, type ShardHeader } from '../search/shards.js';
import { ExitCode } from './exit-code.js';
import { progressBar } from './progress.js';
import { interruptible, pathOf, type Surroundings, tell } from './surroundings.js';

const textOf = (file: string): string => (existsSync(file) ? readWhole(file) : '');

/** The files of a shard in a folder: finished, and while it is worked on. */
class ShardFiles {
  private readonly file: string;
  private readonly draft: string;

  constructor(
    /** As the user named it, and where it is. */
    private readonly name: string,
    private readonly folder: string,
    private readonly header: ShardHeader,
  ) {
    this.file = join(folder, shardName(header));
    this.draft = `${this.file}.part`;
  }

  private guarded<T>(action: () => T): T {
    try {
      return action();
    } catch (error) {
      throw refused(`--out ${quoted(this.name)}`, 'a folder that can be written', error);
    }
  }

  /** What an earlier start finished; the draft is left with these results and nothing half-written. */
  open(): Map<string, IslandResult> {
    return this.guarded(() => {
      makeFolder(this.folder);
      const known = new Map([
        ...finishedIn(textOf(this.file), this.header),
        ...finishedIn(textOf(this.draft), this.header),
      ]);
      writeWhole(this.draft, headerLine(this.header) + [...known.values()].map(resultLine).join(''));
      return known;
    });
  }

  keep(result: IslandResult): void {
    this.guarded(() => appendFileSync(this.draft, resultLine(result)));
  }

  finish(text: string): void {
    this.guarded(() => {
      writeWhole(this.file, text);
      rmSync(this.draft, { force: true });
    });
  }
}

/**
 * Does the share of one process of a check. In a folder each result is kept as soon as it is there, so that a process that was killed goes on where
 * it stopped, and the finished shard appears whole; without one it is printed at the end.
 */
export const runShard = async (io: Surroundings, header: ShardHeader, folder: string | undefined): Promise<void> => {
  const files = folder === undefined ? undefined : new ShardFiles(folder, pathOf(io, folder), header);
  const results = files?.open() ?? new Map<string, IslandResult>();
  const islands = islandsOfShard(header);
  const open = islands.filter((island) => !results.has(islandName(island)));
  const bar = progressBar(io, islands.length, islands.length, 'islands', 'islands');
  bar.skip(islands.length - open.length);
  await interruptible(io, (signal) =>
    runIslands(open, {
      plan: header,
      threads: io.threads,
      signal,
      onDone: (result) => {
        results.set(result.island, result);
        files?.keep(result);
        bar.work(1);
        bar.item(result.island);
      },
    }),
  ).finally(() => bar.stop());
  if (results.size < islands.length) {
    tell(io, `interrupted: ${results.size} of ${islands.length} islands finished`);
    io.exitCode = ExitCode.interrupted;
    return;
  }
  const text = shardText(header, results);
  if (files) files.finish(text);
  else io.stdout(text);
};
