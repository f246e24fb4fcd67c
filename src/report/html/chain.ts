/** The proof chain as a graph to follow: what a claim rests on stands to its left. */
import { ancestors } from '../../ledger/gate/first-broken-step.js';
import { claimAnchor, nameOf } from '../model/anchors.js';
import type { ChainStep } from '../model/page.js';
import { html, type Html } from './escape.js';
import { layered, type Placed } from './layout.js';
import { claimLink, verdictLook, wide } from './words.js';

const LINE = 13;
const LONGEST = 13;

/** A name on lines of a few letters, broken after hyphens: the chain is as wide as its names. */
const linesOf = (id: string): readonly string[] =>
  nameOf(id)
    .split(/(?<=-)/)
    .reduce<readonly string[]>((lines, word) => {
      const last = lines[lines.length - 1] ?? '';
      return last.length + word.length <= LONGEST ? [...lines.slice(0, -1), last + word] : [...lines, word];
    }, []);

/** Enough for so many letters at the size of the labels. */
const widthOf = (id: string): number => 32 + 6.7 * Math.max(...linesOf(id).map((line) => line.length));
const heightOf = (id: string): number => 13 + LINE * linesOf(id).length;

const curve = (from: Placed, to: Placed): string => {
  const half = (to.x - from.x) / 2;
  return `M${from.x} ${from.y}C${from.x + half} ${from.y} ${to.x - half} ${to.y} ${to.x} ${to.y}`;
};

const node = (step: ChainStep, { x, y }: Placed): Html => {
  const { symbol, word, tone } = verdictLook(step);
  const [width, height] = [widthOf(step.claim), heightOf(step.claim)];
  const lines = linesOf(step.claim);
  const first = y + 4 - (LINE * (lines.length - 1)) / 2;
  const mark = step.firstBroken ? ' — first broken step' : '';
  return html`<a
    href="#${claimAnchor(step.claim)}"
    class="step ${tone}${step.firstBroken && ' first-broken'}"
    data-claim="${step.claim}"
    aria-label="${nameOf(step.claim)}: ${word}${mark}"
    ><rect x="${x - width / 2}" y="${y - height / 2}" width="${width}" height="${height}" rx="5" /><text
      class="symbol"
      x="${x - width / 2 + 8}"
      y="${y + 4}"
      >${symbol}</text
    >${lines.map((line, i) => html`<text x="${x - width / 2 + 23}" y="${first + LINE * i}">${line}</text>`)}</a
  >`;
};

const graph = (steps: readonly ChainStep[]): Html => {
  const dependsOn = (id: string): readonly string[] => steps.find(({ claim }) => claim === id)?.restsOn ?? [];
  // An arrow that two others make is left out.
  const edges = steps.flatMap(({ claim, restsOn }) =>
    restsOn
      .filter((from) => !restsOn.some((other) => ancestors(other, dependsOn).has(from)))
      .map((from) => [from, claim] as const),
  );
  const boxes = steps.map(({ claim }) => ({ id: claim, width: widthOf(claim), height: heightOf(claim) }));
  const { width, height, at } = layered(boxes, edges, { direction: 'LR', between: 7, layers: 22 });
  const halfOf = (id: string): number => widthOf(id) / 2;
  const edge = ([from, to]: readonly [string, string]): Html => {
    const [a, b] = [at(from), at(to)];
    return html`<path
      d="${curve({ x: a.x + halfOf(from), y: a.y }, { x: b.x - halfOf(to), y: b.y })}"
      data-from="${from}"
      data-to="${to}"
    />`;
  };
  return html`<svg
    class="chain"
    role="group"
    aria-label="Proof chain"
    viewBox="0 0 ${width} ${height}"
    width="${width}"
    height="${height}"
  >
    <g class="edges">${edges.map(edge)}</g>
    ${steps.map((step) => node(step, at(step.claim)))}
  </svg>`;
};

const listed = (steps: readonly ChainStep[]): Html => {
  const item = (step: ChainStep): Html => {
    const { symbol, word, tone } = verdictLook(step);
    const below = step.restsOn.map((id, i) => [i > 0 && ', ', claimLink(id)]);
    return html`<li>
      <span class="${tone}" aria-hidden="true">${symbol}</span><span class="hidden">${word}: </span>
      ${claimLink(step.claim)} ← ${below}
    </li>`;
  };
  return html`<ul class="plain chain-list">
    ${steps.map(item)}
  </ul>`;
};

const brokenText = (steps: readonly ChainStep[]): Html | undefined => {
  const first = steps.filter(({ firstBroken }) => firstBroken);
  return first.length === 0
    ? undefined
    : html`<p class="box bad">
        <strong>First broken step:</strong> ${first.map(({ claim }, i) => [i > 0 && ', ', claimLink(claim)])}. What
        rests on it may be broken by it alone.
      </p>`;
};

/** The chain: a graph of the steps that are tied to others, the same as a list, and the claims that stand alone. */
export const chainSection = (steps: readonly ChainStep[]): Html => {
  const used = new Set(steps.flatMap(({ restsOn }) => restsOn));
  const tied = steps.filter(({ claim, restsOn }) => restsOn.length > 0 || used.has(claim));
  const alone = steps.filter((step) => !tied.includes(step));
  return html`<section id="chain" aria-labelledby="chain-title">
    <h2 id="chain-title">Proof chain</h2>
    <p>
      An arrow leads from a result to what rests on it, left to right. Every step is a link to its section; an arrow
      that others make up is left out.
    </p>
    ${brokenText(steps)} ${html`<div class="chain-drawn">${wide('Proof chain, drawn', graph(tied))}</div>`}
    ${alone.length > 0 && html`<p class="note">Resting on nothing and used by nothing here: ${alone.map(({ claim }, i) => [i > 0 && ', ', claimLink(claim)])}.</p>`}
    <h3>The same in words</h3>
    ${listed(steps.filter(({ restsOn }) => restsOn.length > 0))}
  </section>`;
};
