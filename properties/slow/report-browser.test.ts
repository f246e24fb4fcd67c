import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { claims } from '../../src/theory/index.js';
import { browserPath, launch, open, violations } from '../browser.js';

const root = fileURLToPath(new URL('../..', import.meta.url));
const file = join(mkdtempSync(join(tmpdir(), 'contrapose-page-')), 'report.html');

if (browserPath === undefined) console.warn('no Chromium is there: the report is not opened in a browser');

it.runIf(process.env.CONTRAPOSE_BROWSER !== undefined)('the browser that is named is there', () => {
  expect(existsSync(browserPath ?? '')).toBe(true);
});

/** What an expression says of each element of a selector. */
const valuesOf = async (page: Page, selector: string, expression: string): Promise<readonly unknown[]> =>
  page.evaluate(`[...document.querySelectorAll('${selector}')].map((each) => ${expression})`);

describe.skipIf(browserPath === undefined)('the report in a browser', () => {
  let browser: Browser;
  beforeAll(async () => {
    execFileSync(process.execPath, [join(root, 'dist/cli/main.js'), 'report', '--out', file], { cwd: root, stdio: 'pipe' });
    browser = await launch();
  }); // prettier-ignore
  afterAll(() => browser.close());

  it('opens without an error, a complaint, or a request to anything', async () => {
    const { page, complaints } = await open(browser, file);
    expect(await page.title()).toBe('contrapose report');
    await page.evaluate(`scrollTo(0, document.body.scrollHeight)`);
    expect(complaints).toEqual([]);
  });

  it('shows a section with its formula for every claim, in the order of the registry', async () => {
    const { page } = await open(browser, file);
    const ids = await valuesOf(page, 'article[data-claim]', 'each.dataset.claim');
    const bySubject = [...new Set(claims.map(({ id }) => id.split('/')[0]))].flatMap((subject) =>
      claims.filter(({ id }) => id.startsWith(`${subject}/`)).map(({ id }) => id),
    );
    expect(ids).toEqual(bySubject);
    const formulas = await valuesOf(page, 'article[data-claim] .statement', "each.querySelectorAll('math').length"); // prettier-ignore
    expect(formulas.every((count) => Number(count) > 0)).toBe(true);
    // Drawn, not only there: a formula has a height once it is on the screen.
    const first = page.locator('article[data-claim] .statement math').first();
    await first.scrollIntoViewIfNeeded();
    expect((await first.boundingBox())?.height).toBeGreaterThan(10);
  });

  it('has a place on the page for every link, and leads to no other page', async () => {
    const { page } = await open(browser, file);
    const dangling = await page.evaluate(`[...document.querySelectorAll('a')]
      .map((link) => link.getAttribute('href'))
      .filter((href) => !href.startsWith('#') || document.getElementById(href.slice(1)) === null)`);
    expect(dangling).toEqual([]);
    const twice =
      await page.evaluate(`(() => { const ids = [...document.querySelectorAll('[id]')].map((each) => each.id);
      return ids.filter((id, i) => ids.indexOf(id) < i); })()`);
    expect(twice).toEqual([]);
  });

  it.each([
    { width: 1280, dark: false },
    { width: 400, dark: true },
  ])('passes the rules of accessibility with everything unfolded: $width px, dark $dark', async (view) => {
    expect(await violations(browser, file, view)).toEqual([]);
  });

  it('is no wider than the window at 400 px, whatever is unfolded', async () => {
    const { page } = await open(browser, file, { width: 400 });
    await page.addStyleTag({ content: '.claim { content-visibility: visible !important }' });
    await page.evaluate(`for (const each of document.querySelectorAll('details')) each.open = true`);
    expect(await page.evaluate(`document.documentElement.scrollWidth`)).toBe(400);
  });

  it('says the same without scripts: every section, its verdict, and what is folded up by a click', async () => {
    const { page, complaints } = await open(browser, file, { scripts: false });
    expect(complaints).toEqual([]);
    expect(await page.locator('article[data-claim]').count()).toBe(claims.length);
    const fold = page.locator('article[data-claim] details').first();
    await fold.locator('summary').first().click();
    expect(await fold.getAttribute('open')).toBe('');
  });

  it('unfolds what a link leads to', async () => {
    const { page } = await open(browser, file);
    // The first witness of a claim is open as it is.
    const folded = 'document.querySelector(each.getAttribute("href")).open ? [] : [each.getAttribute("href")]';
    const [href] = await page.evaluate<string[]>(
      `[...document.querySelectorAll('a[href^="#witness-"]')].flatMap((each) => ${folded})`,
    );
    const link = page.locator(`a[href="${href}"]`).first();
    const target = page.locator((await link.getAttribute('href')) ?? '');
    expect(await target.getAttribute('open')).toBeNull();
    await link.click();
    await page.waitForFunction(`document.querySelector(location.hash).open`);
  });

  it('is walked by the keyboard: first past the contents, then link by link, with the place shown', async () => {
    const { page } = await open(browser, file);
    await page.keyboard.press('Tab');
    expect(await page.evaluate(`document.activeElement.className`)).toBe('skip');
    await page.keyboard.press('Enter');
    await page.keyboard.press('Tab');
    expect(await page.evaluate(`document.querySelector('#overview').contains(document.activeElement)`)).toBe(true);
    expect(await page.evaluate(`getComputedStyle(document.activeElement).outlineStyle`)).toBe('solid');
  });

  it('narrows the contents to the words typed', async () => {
    const { page } = await open(browser, file);
    await page.locator('.filter input').fill('covariance operator loss');
    const shown = await page.locator('.contents li[data-claim]:visible').allTextContents();
    expect(shown.length).toBeGreaterThan(0);
    expect(shown.length).toBeLessThan(10);
  });

  it('shows of a step of the chain what it rests on and what rests on it', async () => {
    const { page } = await open(browser, file);
    await page.locator('.step[data-claim="dual-networks/covariance-operator"]').focus();
    const on = await valuesOf(page, '.chain .step.on', 'each.dataset.claim');
    expect(on).toContain('dual-networks/homogeneity');
    expect(on).not.toContain('latent-tree/polarity-chain');
  });

  it('is printed whole: what was folded up is open on paper', async () => {
    const { page } = await open(browser, file);
    await page.evaluate(`dispatchEvent(new Event('beforeprint'))`);
    expect(await page.evaluate(`document.querySelectorAll('details:not([open])').length`)).toBe(0);
    await page.evaluate(`dispatchEvent(new Event('afterprint'))`);
    expect(await page.evaluate(`document.querySelectorAll('details:not([open])').length`)).toBeGreaterThan(0);
  });

  it('stays within 3 MB', () => {
    expect(readFileSync(file).length).toBeLessThan(3_000_000);
  });
});
