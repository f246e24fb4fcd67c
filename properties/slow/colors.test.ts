import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';

const main = fileURLToPath(new URL('../../dist/cli/main.js', import.meta.url));

/** Whether a table has colours, where the variables are these and stdout is a pipe. */
const isColored = (env: Record<string, string>): boolean => {
  const args = [main, 'check', 'as-released/batch-mean-weight', '--runs', '5'];
  const unset = { NO_COLOR: undefined, FORCE_COLOR: undefined, CI: undefined };
  const { status, stdout } = spawnSync(process.execPath, args, {
    encoding: 'utf8',
    env: { ...process.env, ...unset, ...env },
  });
  expect(status).toBe(0);
  return stdout.includes('\u001b');
};

it('a table that goes into a pipe has colours only where they are asked for, in a CI as elsewhere', () => {
  expect(isColored({ CI: 'true' })).toBe(false);
  expect(isColored({ FORCE_COLOR: '1' })).toBe(true);
});
