import { cpSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, chmodSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { recipeOf } from '../deploy/recipe.js';
import { succeed } from './npm.js';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** What the first stage of the image leaves. */
export interface ImageTree {
  readonly folder: string;
  readonly tarball: string;
  /** What the image would hold as /opt/contrapose. */
  readonly app: string;
  /** What each command said. */
  readonly said: ReadonlyMap<string, string>;
}

/** Does the first stage of the image without an engine: its COPYs into a new folder that anyone may read, its RUNs in it. */
export const buildStage = async (node: string): Promise<ImageTree> => {
  const folder = mkdtempSync('/tmp/contrapose-image-');
  chmodSync(folder, 0o755);
  const { build } = recipeOf(readFileSync(join(root, 'deploy/Dockerfile'), 'utf8'));
  const stage = join(folder, 'build');
  mkdirSync(stage);
  for (const { from, to } of build.copied) {
    const target = to.endsWith('/') ? join(stage, to, from) : join(stage, to);
    cpSync(join(root, from), target, { recursive: true });
  }
  const said = new Map<string, string>();
  for (const command of build.commands) said.set(command, await succeed(command, stage, node));
  const [name] = readdirSync(stage).filter((each) => each.endsWith('.tgz'));
  return { folder, tarball: join(stage, name), app: join(stage, 'app'), said };
};
