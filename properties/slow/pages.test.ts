import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { runPage } from '../pages/run-page.js';

const root = fileURLToPath(new URL('../..', import.meta.url));
const pages = [
  'README.md',
  ...readdirSync(`${root}docs`)
    .filter((name) => name.endsWith('.md'))
    .map((name) => `docs/${name}`),
];

const hasPython = ((): boolean => {
  try {
    execFileSync('python3', ['--version']);
    return true;
  } catch {
    console.warn('python3 is not there: pages that run it are passed by');
    return false;
  }
})();

describe('what a page says', () => {
  it.concurrent.each(pages)('in %s is what happens', async (page) => {
    const text = readFileSync(root + page, 'utf8');
    if (!hasPython && text.includes('python3')) return;
    const { problems, renewed: now } = await runPage(text);
    // After a change that is meant: CONTRAPOSE_PAGES=update npx vitest run --config vitest.slow.config.ts properties/slow/pages.test.ts, and read the difference.
    if (process.env.CONTRAPOSE_PAGES === 'update') writeFileSync(root + page, now);
    else expect(problems).toEqual([]);
  });
});
