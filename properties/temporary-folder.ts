import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Runs once around the suite: what its tests and the programs they start leave in the temporary folder goes with the folder. */
export const setup = (): (() => void) => {
  const folder = mkdtempSync(join(tmpdir(), 'contrapose-suite-'));
  process.env.TMPDIR = folder;
  return () => rmSync(folder, { recursive: true, force: true });
};
