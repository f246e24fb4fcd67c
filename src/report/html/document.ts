/** The page as one HTML file that needs nothing else. */
import { createHash } from 'node:crypto';
import { subjectOf } from '../model/anchors.js';
import type { ClaimPage, ReportPage } from '../model/page.js';
import { chainSection } from './chain.js';
import { claimSection } from './claim.js';
import { html, type Html, trusted } from './escape.js';
import { matrixSection } from './matrix.js';
import { subjectTitle } from '../text/looks.js';
import { overviewSection } from './overview.js';
import { SCRIPT } from './script.js';
import { STYLE } from './style.js';
import { trainingSection } from './training.js';
import { claimLink, verdictLook } from './words.js';

const bySubject = (claims: readonly ClaimPage[]): readonly (readonly [string, readonly ClaimPage[]])[] =>
  [...new Set(claims.map(({ id }) => subjectOf(id)))].map((subject) => [
    subject,
    claims.filter(({ id }) => subjectOf(id) === subject),
  ]);

const contents = ({ claims, training }: ReportPage): Html =>
  html`<nav class="contents" aria-label="Contents"><ul class="plain"><li><a href="#overview">Overview</a></li><li><a href="#chain">Proof chain</a></li><li><a href="#matrix">Assumptions</a></li>${training.length > 0 && html`<li><a href="#training">Training</a></li>`}</ul>
${bySubject(claims).map(
  ([subject, of]) =>
    html`<p>${subjectTitle(subject)}</p><ul class="plain">${of.map(({ id, stands }) => {
      const { symbol, tone } = verdictLook(stands);
      return html`<li data-claim="${id}"><span class="${tone}" aria-hidden="true">${symbol}</span> ${claimLink(id)}</li>`;
    })}</ul>`,
)}</nav>`; // prettier-ignore

/** Nothing is fetched, and no script runs but this page's own: a browser that heeds this could not if it wanted to. */
const policy = (): string => {
  const hash = createHash('sha256').update(SCRIPT).digest('base64');
  return `default-src 'none'; style-src 'unsafe-inline'; script-src 'sha256-${hash}'; base-uri 'none'; form-action 'none'`;
};

// Exact to the letter: the policy has the hash of the script.
const STYLES = trusted(`<style>${STYLE}</style>`);
const SCRIPTS = trusted(`<script>${SCRIPT}</script>`);

/** The HTML of a page. */
export const htmlReport = (page: ReportPage): string => {
  const known = new Set(page.claims.map(({ id }) => id));
  const sections = bySubject(page.claims).map(
    ([subject, of]) =>
      html`<section aria-labelledby="subject-${subject}">
        <h2 id="subject-${subject}">${subjectTitle(subject)}</h2>
        ${of.map((claim) => claimSection(claim, known))}
      </section>`,
  );
  const document = html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta http-equiv="Content-Security-Policy" content="${policy()}" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <title>contrapose report</title>
        ${STYLES}
      </head>
      <body>
        <a class="skip" href="#overview">To the overview</a>
        <header class="masthead">
          <h1>contrapose</h1>
          <p>
            The theory of self-supervised learning as executable claims: attacked, judged, and how strongly each stands.
          </p>
        </header>
        ${contents(page)}
        <main>
          ${overviewSection(page)} ${chainSection(page.chain)} ${matrixSection(page.matrix)}
          ${page.training.length > 0 && trainingSection(page.training)} ${sections}
        </main>
        ${SCRIPTS}
      </body>
    </html> `;
  return document.text;
};
