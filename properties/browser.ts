/** A real browser for tests, without a window and without a network. */
import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { type Browser, chromium, type Page } from 'playwright-core';

const CANDIDATES = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome', '/usr/bin/google-chrome-stable']; // prettier-ignore

/** The browser of this machine: the one CONTRAPOSE_BROWSER names, or one in its usual place. */
export const browserPath: string | undefined =
  process.env.CONTRAPOSE_BROWSER ?? CANDIDATES.find((path) => existsSync(path));

const FLAGS = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

export const launch = async (): Promise<Browser> =>
  chromium.launch({ executablePath: browserPath ?? 'none', args: FLAGS });

/** What a page said that it should not have: errors of scripts, complaints on the console, requests for anything but its file. */
export interface Watched {
  readonly page: Page;
  readonly complaints: readonly string[];
}

export interface View {
  readonly width?: number;
  readonly dark?: boolean;
  readonly scripts?: boolean;
}

/** A file opened as a reader would, and watched from the start. */
export const open = async (
  browser: Browser,
  file: string,
  { width = 1280, dark = false, scripts = true }: View = {},
): Promise<Watched> => {
  const context = await browser.newContext({
    viewport: { width, height: 900 },
    colorScheme: dark ? 'dark' : 'light',
    javaScriptEnabled: scripts,
  });
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on('console', (message) => complaints.push(`console: ${message.text()}`));
  page.on('pageerror', (error) => complaints.push(`error: ${error.message}`));
  page.on('request', (request) => {
    if (request.url() !== `file://${file}`) complaints.push(`request: ${request.url()}`);
  });
  await page.goto(`file://${file}`);
  return { page, complaints };
};

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** What axe-core finds wrong with a page: the rule, and the first places. The page's own policy would keep axe out. */
export const violations = async (browser: Browser, file: string, view: View): Promise<readonly string[]> => {
  const context = await browser.newContext({
    viewport: { width: view.width ?? 1280, height: 900 },
    colorScheme: view.dark === true ? 'dark' : 'light',
    bypassCSP: true,
  });
  const page = await context.newPage();
  await page.goto(`file://${file}`);
  await page.evaluate(`for (const each of document.querySelectorAll('details')) each.open = true`);
  await page.addStyleTag({ content: '.claim { content-visibility: visible !important }' });
  // What scrolls is made reachable when it comes near the window.
  await page.evaluate(`(async () => {
    for (let y = 0; y < document.body.scrollHeight; y += 2500) {
      scrollTo(0, y);
      await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
    }
  })()`);
  await page.evaluate(axe);
  const found = await page.evaluate<{
    readonly violations: readonly { readonly id: string; readonly nodes: readonly { readonly html: string }[] }[];
  }>(`axe.run({ exclude: [['.plot']] }, { resultTypes: ['violations'] })`);
  await context.close();
  return found.violations.map(({ id, nodes }) => `${id} (${nodes.length}): ${nodes.slice(0, 3).map(({ html }) => html.slice(0, 160)).join(' … ')}`); // prettier-ignore
};
