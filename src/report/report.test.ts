import { parseHTML } from 'linkedom';
import { describe, expect, it } from 'vitest';
import { claims, statements } from '../theory/index.js';
import { htmlReport } from './html/document.js';
import { markdownReport } from './markdown/document.js';
import { reportPage } from './model/report-page.js';
import { sampleInputs } from './sample.properties.js';

/** The parts of a document that are asked about. */
interface Parsed {
  readonly document: {
    readonly body: { readonly textContent: string };
    querySelectorAll(selector: string): readonly { readonly textContent: string; getAttribute(name: string): string | null }[]; // prettier-ignore
  };
}

const HOSTILE = '</code></pre></svg></math><script>alert(1)</script><img src=x onerror="alert(1)">\'"`]]>&lt;\u202e';
const page = reportPage(sampleInputs(HOSTILE, 70), HOSTILE);

describe('a report whose every string is hostile', () => {
  const { document } = (parseHTML(htmlReport(page)) as unknown as Parsed);
  it('runs its own script and no other, and has no element of any string', () => {
    expect(document.querySelectorAll('script').length).toBe(1);
    expect(document.querySelectorAll('img, iframe, object, link, base, form').length).toBe(0);
    expect(document.querySelectorAll('[onerror], [onload], [onclick]').length).toBe(0);
  });
  it('shows them as text', () => {
    const shown = HOSTILE.replace('\u202e', '\\u{202e}');
    const places = ['.box.bad', '.part', '.witness summary', '.remarks dd', '.values li', '.sides td', '.origins li'];
    for (const place of places) {
      expect(document.querySelectorAll(place).some(({ textContent }) => textContent.includes(shown)), place).toBe(true);
    }
  });
  it('has balanced tags: every section of a claim stands where it should', () => {
    expect(document.querySelectorAll('main > section > article[data-claim]').length).toBe(claims.length);
  });
  it('is no markup in Markdown either', () => {
    const text = markdownReport(page);
    const outside = text.replace(/^(`{3,}).*\n[\s\S]*?^\1$/gm, '').replace(/(`+)[^\n]*?[^`]\1(?!`)/g, '');
    expect(outside).not.toMatch(/(?<!\\)<(?!a id="[\w-]+">|\/a>)/);
    expect(text).not.toContain('\u202e');
  });
}); // prettier-ignore

describe('a report', () => {
  it('of every claim and 200 witnesses stays within 3 MB', () => {
    const large = htmlReport(reportPage(sampleInputs('a word of some length', 200), '0.1.0'));
    expect(statements.length).toBeGreaterThanOrEqual(60);
    expect(Buffer.byteLength(large)).toBeLessThan(3_000_000);
  });
  it('is the same bytes for the same files', () => {
    expect(htmlReport(reportPage(sampleInputs('x', 9), '1'))).toBe(htmlReport(reportPage(sampleInputs('x', 9), '1')));
  });
  it('fetches nothing and leads nowhere but to itself', () => {
    const text = htmlReport(reportPage(sampleInputs('x', 9), '1'));
    expect(text.match(/\s(?:href|src|srcset|action|poster|data)="(?!#)[^"]*"/g)).toBeNull();
    expect(text.match(/@import|url\(/g)).toBeNull();
  });
  it('of no file at all still states every claim', () => {
    const empty = reportPage({ witnesses: [], training: [], problems: [] }, '1');
    expect(empty.claims.map(({ stands }) => stands.verdict)).toEqual(claims.map(() => 'none'));
    const { document } = parseHTML(htmlReport(empty)) as unknown as Parsed;
    expect(document.querySelectorAll('article[data-claim] .statement math').length).toBeGreaterThanOrEqual(claims.length); // prettier-ignore
    expect(markdownReport(empty)).toContain('not checked');
  });
});
