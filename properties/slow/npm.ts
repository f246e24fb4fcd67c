import { execFile } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** What a command gave. */
export interface Ran {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** The environment of a shell of its own: nothing of the npm and the vitest this runs in, and a node first on the path. */
export const freshEnvironment = (node: string, extra: NodeJS.ProcessEnv = {}): NodeJS.ProcessEnv => ({
  ...Object.fromEntries(
    Object.entries(process.env).filter(
      ([name]) =>
        !/^(npm_(package|lifecycle|command|config_local_prefix)|VITEST|NODE_ENV|NODE_OPTIONS|GITHUB_)/.test(name),
    ),
  ),
  PATH: `${join(node, '..')}:${process.env.PATH ?? ''}`,
  NO_COLOR: '1',
  FORCE_COLOR: undefined,
  ...extra,
});

/** Runs a program; meanwhile the worker of vitest, which npm would keep busy for a minute, can answer. */
export const runProgram = (
  program: string,
  args: readonly string[],
  cwd: string,
  env: NodeJS.ProcessEnv,
): Promise<Ran> =>
  new Promise((resolve) => {
    execFile(program, args, { cwd, env, maxBuffer: 2 ** 28 }, (error, stdout, stderr) => {
      const code = error === null ? 0 : typeof error.code === 'number' ? error.code : null;
      resolve({ code, stdout, stderr });
    });
  });

/** Runs a command by a shell in a folder, with a node first on the path. */
export const shell = (
  command: string,
  cwd: string,
  node = process.execPath,
  extra: NodeJS.ProcessEnv = {},
): Promise<Ran> => runProgram('bash', ['-euo', 'pipefail', '-c', command], cwd, freshEnvironment(node, extra));

/** As `shell`. @returns all it said @throws where it fails */
export const succeed = async (command: string, cwd: string, node = process.execPath): Promise<string> => {
  const { code, stdout, stderr } = await shell(command, cwd, node);
  if (code !== 0) throw new Error(`${command}: expected exit code 0, got ${String(code)}\n${stdout}${stderr}`);
  return stdout + stderr;
};

/** The package that ships the binary of node for this machine. */
const binaryPackage = ((): string => {
  const { platform, arch } = process;
  const kind = platform === 'darwin' && arch === 'arm64' ? 'node-bin' : 'node';
  return `${kind}-${platform === 'win32' ? 'win' : platform}-${arch}`;
})();

/** The newest node of each major version: this one, where it is of that version, and what npm has otherwise. */
export const nodesOf = async (majors: readonly number[], folder: string): Promise<ReadonlyMap<number, string>> => {
  const own = Number(process.versions.node.split('.')[0]);
  const others = majors.filter((major) => major !== own);
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'package.json'), '{ "private": true }');
  const names = others.map((major) => `node-${major}@npm:${binaryPackage}@${major}`);
  if (names.length > 0) await succeed(`npm install ${names.join(' ')}`, folder);
  const nodes = majors.map(
    (major) => [major, major === own ? process.execPath : join(folder, `node_modules/node-${major}/bin/node`)] as const,
  );
  for (const [major, node] of nodes) {
    const version = await succeed(`'${node}' --version`, folder);
    if (!version.startsWith(`v${major}.`)) throw new Error(`${node}: expected version ${major}, got ${version}`);
  }
  return new Map(nodes);
};
