import { spawn } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** One text in a built file replaced by another. */
export interface Edit {
  readonly file: string;
  readonly from: string;
  readonly to: string;
}

/** What `gate --json` prints of a claim. */
export interface Gated {
  readonly id: string;
  readonly class: string;
  readonly passes: boolean;
  readonly changes: readonly { readonly class: string; readonly text: string }[];
  readonly firstBrokenSteps?: readonly string[];
  readonly witness?: { readonly instance: unknown };
}

export interface GateRun {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** A copy of the built command in a folder of its own, whose code may be edited. */
export interface Copy {
  readonly folder: string;
  readonly gate: (args: readonly string[], env?: NodeJS.ProcessEnv) => Promise<GateRun>;
  /** The copy with edits, beside this one and with its ledger. */
  readonly edited: (edits: readonly Edit[]) => Copy;
  readonly remove: () => void;
}

/** @throws {Error} where the text does not occur exactly once: the edit is about code that is not there any more */
const apply = (folder: string, { file, from, to }: Edit): void => {
  const path = join(folder, 'dist', file);
  const parts = readFileSync(path, 'utf8').split(from);
  if (parts.length !== 2) throw new Error(`${file}: expected "${from}" once, got it ${parts.length - 1} times`);
  writeFileSync(path, parts.join(to));
};

const run = (folder: string, args: readonly string[], env: NodeJS.ProcessEnv = {}): Promise<GateRun> =>
  new Promise((done) => {
    const child = spawn(process.execPath, [join(folder, 'dist/cli/main.js'), 'gate', ...args], {
      cwd: folder,
      env: { ...process.env, GITHUB_ACTIONS: 'false', NO_COLOR: '1', FORCE_COLOR: undefined, ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const texts = { stdout: '', stderr: '' };
    child.stdout.setEncoding('utf8').on('data', (text: string) => (texts.stdout += text));
    child.stderr.setEncoding('utf8').on('data', (text: string) => (texts.stderr += text));
    child.on('close', (code) => done({ code, ...texts }));
  });

const copyOf = (from: string): Copy => {
  const folder = mkdtempSync(join(tmpdir(), 'contrapose-gate-'));
  cpSync(join(from, 'dist'), join(folder, 'dist'), { recursive: true });
  cpSync(join(root, 'package.json'), join(folder, 'package.json'));
  symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'));
  mkdirSync(join(folder, 'fixtures'));
  return {
    folder,
    gate: (args, env) => run(folder, args, env),
    edited: (edits) => {
      const copy = copyOf(folder);
      cpSync(join(folder, 'fixtures'), join(copy.folder, 'fixtures'), { recursive: true });
      for (const edit of edits) apply(copy.folder, edit);
      return copy;
    },
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
};

/** A copy of the built command, with no ledger yet. */
export const builtCopy = (): Copy => copyOf(root);

/** The claims of a run of `gate --json`, by id. */
export const gated = ({ stdout, stderr }: GateRun): ReadonlyMap<string, Gated> => {
  if (stdout === '') throw new Error(`gate: expected JSON, got nothing: ${stderr}`);
  const { claims } = JSON.parse(stdout) as { claims: readonly Gated[] };
  return new Map(claims.map((claim) => [claim.id, claim]));
};
