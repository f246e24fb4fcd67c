/** The head of the page: what the files say in all, and the results paper by paper. */
import { subjectOf } from '../model/anchors.js';
import { EVIDENCE, kindsOf } from '../model/evidence.js';
import type { ClaimPage, Origin, PaperPage, Problem, ReportPage } from '../model/page.js';
import { subjectTitle } from '../text/looks.js';
import { html, type Html } from './escape.js';
import { claimLink, numberText, shareText, verdictLook } from './words.js';

const originText = (what: string, { file, version, seed, runs }: Origin): Html =>
  html`<li>
    ${what} from <code>${file}</code>: seed ${seed}, ${runs} runs${version !== undefined && `, version ${version}`}
  </li>`;

/** Where everything is from. */
const origins = ({ check, ablation, ledger, claims, training, version }: ReportPage): Html => {
  const files = new Set(
    claims.flatMap(({ witnesses, listed }) => [...witnesses, ...listed].flatMap(({ file }) => file ?? [])),
  );
  return html`<ul class="origins">
    ${check ? originText('Verdicts', check) : html`<li>No verdicts: no check at hand.</li>`}
    ${ablation ? originText('Ablation', ablation) : html`<li>No ablation at hand.</li>`}
    ${ledger && originText('Ledger', ledger)}
    <li>${files.size} witness files, ${training.length} records of training</li>
    <li>Page written by contrapose ${version}; it reads these files and computes nothing.</li>
  </ul>`;
};

const problemBox = ({ file, message }: Problem): Html =>
  html`<div class="box bad" role="note">
    <p>
      <strong><span aria-hidden="true">‼</span> A file could not be used: <code>${file}</code></strong>
    </p>
    <p>${message}</p>
  </div>`;

const tile = (value: string | number, of: string, words: string): Html =>
  html`<li><span class="number">${value}</span><span class="of">${of}</span><span class="what">${words}</span></li>`;

const tiles = ({ claims }: ReportPage): Html => {
  const judged = claims.filter(({ stands }) => stands.verdict !== 'none');
  const good = judged.filter(({ stands }) => stands.asExpected).length;
  const count = (word: string): number => claims.filter(({ stands }) => stands.verdict === word).length;
  const mutants = claims.flatMap((claim) => claim.mutants).filter(({ outcome }) => outcome !== 'not attacked');
  const assumptions = claims.flatMap((claim) => claim.assumptions).filter(({ verdict }) => verdict !== undefined && verdict !== 'moot'); // prettier-ignore
  return html`<ul class="tiles">
    ${tile(good, `/ ${judged.length}`, 'claims stand as expected')} ${tile(count('holds'), '', 'hold')}
    ${tile(count('refuted'), '', 'are refuted, with a witness')}
    ${mutants.length > 0 && tile(mutants.filter(({ outcome }) => outcome === 'refuted').length, `/ ${mutants.length}`, 'false siblings were caught')}
    ${assumptions.length > 0 && tile(assumptions.filter(({ verdict }) => verdict === 'necessary').length, `/ ${assumptions.length}`, 'assumptions are necessary')}
  </ul>`;
};

const evidenceCell = ({ parts, stands }: ClaimPage): Html => {
  if (stands.verdict === 'refuted') return html`<span class="note">a counterexample</span>`;
  const kinds = kindsOf(parts.flatMap(({ evidence }) => evidence));
  return html`${kinds.map((kind) => html`<span class="pill" title="${kind}"><b aria-hidden="true">${EVIDENCE[kind].symbol}</b> <span class="kind">${kind}</span></span>`)}`;
};

const row = (claim: ClaimPage): Html => {
  const { id, title, stands, covered, source } = claim;
  const { symbol, word, tone } = verdictLook(stands);
  return html`<tr role="row" data-claim="${id}">
    <th role="rowheader" scope="row">${claimLink(id, title)}<span class="result">${source.result}</span></th>
    <td role="cell" class="verdict ${tone}"><span aria-hidden="true">${symbol}</span> ${word}</td>
    <td role="cell" class="evidence">${evidenceCell(claim)}</td>
    <td role="cell" class="count" data-label="instances">${covered?.instances ?? '–'}</td>
    <td role="cell" class="count" data-label="discarded">
      ${covered ? shareText(covered.discarded, covered.instances + covered.discarded) : '–'}
    </td>
    <td role="cell" class="count" data-label="worst margin">${numberText(covered?.worstMargin ?? null)}</td>
  </tr>`;
};

const subjectRows = (subject: string, claims: readonly ClaimPage[]): Html =>
  html`<tbody role="rowgroup">
    <tr role="row" class="subject">
      <th role="rowheader" scope="rowgroup" colspan="6">${subjectTitle(subject)}</th>
    </tr>
    ${claims.map(row)}
  </tbody>`;

const paperTable = ({ paper, claims: ids }: PaperPage, claims: ReadonlyMap<string, ClaimPage>): Html => {
  const pages = ids.flatMap((id) => claims.get(id) ?? []);
  const subjects = [...new Set(ids.map(subjectOf))];
  const title = paper === 'contrapose' ? 'Derived in this project' : paper;
  return html`<table class="results" role="table"><caption>${title}</caption>
<thead role="rowgroup"><tr role="row"><th role="columnheader" scope="col">result</th><th role="columnheader" scope="col">verdict</th><th role="columnheader" scope="col">evidence</th><th role="columnheader" scope="col">instances</th><th role="columnheader" scope="col">discarded</th><th role="columnheader" scope="col">worst margin</th></tr></thead>
${subjects.map((subject) => subjectRows(subject, pages.filter(({ id }) => subjectOf(id) === subject)))}</table>`; // prettier-ignore
};

/** The overview: problems first, then the numbers, the tables of results, and where it all is from. */
export const overviewSection = (page: ReportPage): Html => {
  const claims = new Map(page.claims.map((claim) => [claim.id, claim]));
  return html`<section id="overview" aria-labelledby="overview-title">
    <h2 id="overview-title">Overview</h2>
    ${page.problems.map(problemBox)} ${tiles(page)}
    <p>
      Every statement was attacked: exact arithmetic on random and targeted instances, a prime field, intervals, small
      scopes gone through to the end.
      <strong
        >A verdict speaks of the instances and shapes it covered, with the evidence it names; no amount of sampling is a
        proof.</strong
      >
      Silence of the attack means that none of so many instances contradicted the claim, and for inequalities nothing
      beyond them.
    </p>
    ${page.papers.map((paper) => paperTable(paper, claims))}
    <h3>Where this is from</h3>
    ${origins(page)}
  </section>`;
};
