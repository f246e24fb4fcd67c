/** The style of the page: light and dark, wide and narrow, screen and paper. */
import { FIGURES_STYLE } from './style-figures.js';

const COLOURS = `
:root { color-scheme: light dark;
  --paper: #f7f5f0; --card: #fffefb; --ink: #1f1c18; --muted: #5d574e; --line: #ddd6c9; --accent: #0a558c; --bar: #4a7ba6; --heat: #1c6aa8; --sunk: #f1ede4;
  --good: #17663a; --good-back: #e3f1e8; --warn: #7b4b00; --warn-back: #faeed7; --bad: #a8201a; --bad-back: #fbe6e3; --need-back: #dde9f4; --need: #0a4a7c;
  --series-1: #0a66a8; --series-2: #b54708; --series-3: #14734f; --series-4: #9a3c87; --series-5: #7a5c00; --series-6: #4b5563; }
@media (prefers-color-scheme: dark) { :root {
  --paper: #14161a; --card: #1b1e23; --ink: #e9e5dd; --muted: #a8a299; --line: #363a41; --accent: #7fbdf0; --bar: #6ea3d3; --heat: #2f78b5; --sunk: #23272d;
  --good: #7bd3a0; --good-back: #17301f; --warn: #ecbf6c; --warn-back: #382a10; --bad: #ff9d93; --bad-back: #431b18; --need-back: #17304a; --need: #a5d2f7;
  --series-1: #6db8f2; --series-2: #f5a05c; --series-3: #63cf9f; --series-4: #e19bd2; --series-5: #d9bb55; --series-6: #b6bec9; } }
`;

const TEXT = `
*, *::before, *::after { box-sizing: border-box; }
html { scroll-padding-top: 1rem; -webkit-text-size-adjust: 100%; }
body { margin: 0; background: var(--paper); color: var(--ink); font: 16px/1.55 system-ui, -apple-system, 'Segoe UI', 'DejaVu Sans', sans-serif; }
h1, h2, h3, .words, caption { font-family: Charter, 'Bitstream Charter', 'Iowan Old Style', Cambria, Georgia, 'DejaVu Serif', serif; text-wrap: pretty; }
h1 { font-size: 2rem; margin: 0; letter-spacing: -.01em; }
h2 { font-size: 1.6rem; margin: 3rem 0 .75rem; padding-top: 1rem; border-top: 2px solid var(--ink); line-height: 1.25; }
h3 { font-size: 1.3rem; margin: 0; line-height: 1.3; }
h4 { font-size: .8rem; letter-spacing: .08em; text-transform: uppercase; color: var(--muted); margin: 2rem 0 .6rem; padding-bottom: .25rem; border-bottom: 1px solid var(--line); }
h4.as-written { text-transform: none; letter-spacing: 0; font-size: .95rem; color: var(--ink); }
h5 { font-size: .95rem; margin: 1.25rem 0 .25rem; }
p { margin: .5rem 0; max-width: 72ch; }
a { color: var(--accent); text-underline-offset: .15em; text-decoration-thickness: 1px; }
:focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; border-radius: 3px; }
code, pre { font-family: ui-monospace, 'SF Mono', Menlo, Consolas, 'DejaVu Sans Mono', monospace; font-size: .85em; }
code { overflow-wrap: anywhere; }
pre { background: var(--sunk); padding: .55rem .7rem; border-radius: 6px; margin: .4rem 0; white-space: pre; } .command, .folded { white-space: pre-wrap; overflow-wrap: anywhere; } .option { white-space: pre; }
.scrolls { overflow-x: auto; position: relative; max-width: 100%; }
.note { color: var(--muted); font-size: .88rem; }
.hidden { position: absolute; inline-size: 1px; block-size: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
.skip { position: absolute; inset-inline-start: -100rem; } .skip:focus { inset: .5rem auto auto .5rem; background: var(--card); padding: .5rem 1rem; z-index: 2; }
ul.plain, .tiles, .legend, .parts, .assumptions, .mutants, .values { list-style: none; margin: 0; padding: 0; }
summary { cursor: pointer; padding: .3rem 0; font-size: .92rem; }
.good { color: var(--good); } .bad { color: var(--bad); } .warn { color: var(--warn); } .quiet { color: var(--muted); }
.box { border: 1px solid currentColor; border-inline-start-width: 6px; border-radius: 6px; padding: .5rem .9rem; margin: 1rem 0; max-width: none; overflow-wrap: anywhere; }
.box.bad { background: var(--bad-back); } .box.quiet { background: var(--sunk); }
.badge { display: inline-block; font-weight: 600; font-size: .85rem; padding: .15rem .65rem; border-radius: 99px; border: 1px solid currentColor; white-space: nowrap; }
.badge.good { background: var(--good-back); } .badge.warn { background: var(--warn-back); } .badge.bad { background: var(--bad-back); }
.pill { display: inline-block; font-size: .8rem; border: 1px solid var(--line); border-radius: 5px; padding: .05rem .45rem; margin: .1rem .3rem .1rem 0; background: var(--sunk); }
.pill b { color: var(--accent); } .pill.bad { color: var(--bad); border-color: currentColor; font-weight: 650; }
math { font-family: 'Latin Modern Math', 'STIX Two Math', 'Cambria Math', 'Libertinus Math', 'DejaVu Math TeX Gyre', math; }
`;

const LAYOUT = `
.masthead, main { padding-inline: clamp(.9rem, 3vw, 2.5rem); }
.masthead { padding-block: 1.6rem 0; } .masthead p { margin: .2rem 0 0; color: var(--muted); }
.contents { padding: .6rem clamp(.9rem, 3vw, 2.5rem); } .contents > ul:first-of-type { display: flex; flex-wrap: wrap; gap: .2rem 1.2rem; }
.contents > p, .contents > p + ul, .contents .filter { display: none; }
main { padding-bottom: 4rem; max-width: 1060px; } main > section:first-child h2 { margin-top: 1rem; }
@media (min-width: 1100px) {
  body { display: grid; grid-template-columns: 270px minmax(0, 1fr); } .skip { grid-column: 1 / -1; }
  .masthead { grid-column: 2; } main { grid-column: 2; }
  .contents { grid-column: 1; grid-row: 1 / span 3; position: sticky; inset-block-start: 0; block-size: 100vh; overflow-y: auto; border-inline-end: 1px solid var(--line); background: var(--card); padding: 1.2rem 1rem; font-size: .86rem; }
  .contents > ul:first-of-type { display: block; } .contents > p { display: block; font-weight: 700; margin: 1rem 0 .2rem; } .contents > p + ul { display: block; } .contents a { text-decoration: none; } .contents a:hover { text-decoration: underline; }
  .contents li { overflow-wrap: anywhere; line-height: 1.6; }
  .contents .filter { display: block; margin-bottom: .8rem; color: var(--muted); }
}
.filter input { display: block; inline-size: 100%; font: inherit; padding: .3rem .5rem; margin-top: .2rem; border: 1px solid var(--muted); border-radius: 5px; background: var(--paper); color: var(--ink); }
.tiles { display: grid; grid-template-columns: repeat(auto-fit, minmax(150px, 1fr)); gap: .75rem; margin: 1rem 0 1.5rem; }
.tiles li { background: var(--card); border: 1px solid var(--line); border-radius: 10px; padding: .8rem 1rem; }
.tiles .number { font-size: 1.9rem; font-weight: 650; font-variant-numeric: tabular-nums; letter-spacing: -.02em; } .tiles .of { color: var(--muted); margin-inline-start: .3rem; } .tiles .what { display: block; font-size: .88rem; color: var(--muted); line-height: 1.35; }
.claim { background: var(--card); border: 1px solid var(--line); border-radius: 12px; padding: 1.4rem clamp(.9rem, 3vw, 2rem); margin: 1.4rem 0; }
.claim { content-visibility: auto; contain-intrinsic-size: auto 3000px; }
.claim:target { border-color: var(--accent); box-shadow: 0 0 0 2px var(--accent); }
.claim > header { display: grid; grid-template-columns: 1fr auto; gap: .15rem 1rem; align-items: start; }
.kicker { grid-column: 1 / -1; margin: 0; font-size: .82rem; color: var(--muted); } .kicker code { margin-inline-start: .5rem; }
.statement { display: flex; flex-wrap: wrap; gap: .3rem 2.2rem; margin: 1rem 0; padding: .7rem .9rem; background: var(--sunk); border-radius: 8px; font-size: 1.08rem; }
.formula { padding-block: .35rem; overflow-y: hidden; } .formula math { display: inline-block; }
.words { font-size: 1.1rem; line-height: 1.45; }
.facts, .commands, .remarks { margin: .6rem 0; } .facts { display: flex; flex-wrap: wrap; gap: .4rem 1.8rem; } .facts dt { font-size: .78rem; color: var(--muted); } .facts dd { margin: 0; font-variant-numeric: tabular-nums; font-weight: 600; }
.parts li { display: grid; grid-template-columns: minmax(0, 1fr) auto; gap: .2rem 1.2rem; align-items: center; padding: .55rem 0; border-bottom: 1px solid var(--line); }
.parts p { margin: .1rem 0; } .part { font-weight: 550; overflow-wrap: anywhere; } .histogram { inline-size: 300px; max-inline-size: 100%; }
.assumptions > li, .mutants > li { display: grid; grid-template-columns: 1.9rem minmax(0, 1fr); gap: .5rem; padding: .45rem 0; border-bottom: 1px solid var(--line); } .assumptions p, .mutants p { margin: 0 0 .1rem; }
.key { display: inline-grid; place-items: center; inline-size: 1.6rem; block-size: 1.6rem; border-radius: 5px; background: var(--sunk); font-weight: 700; }
.key.need, td.need { background: var(--need-back); color: var(--need); } .key.warn, td.warn { background: var(--warn-back); } .key.bad, td.bad { background: var(--bad-back); } .key.good { background: var(--good-back); }
.meter { block-size: 5px; background: var(--sunk); border-radius: 3px; max-inline-size: 320px; margin-top: .25rem; } .meter span { display: block; block-size: 100%; background: var(--bar); border-radius: 3px; }
.commands > div { display: grid; grid-template-columns: 11.5rem minmax(0, 1fr); gap: .2rem .8rem; align-items: baseline; } .commands dt { font-size: .88rem; color: var(--muted); } .commands dd { margin: 0; display: grid; grid-template-columns: minmax(0, 1fr) auto; gap: .5rem; align-items: center; }
.copy { font: inherit; font-size: .78rem; border: 1px solid var(--line); border-radius: 5px; background: var(--card); color: var(--ink); padding: .1rem .5rem; cursor: pointer; }
.remarks > div { display: grid; grid-template-columns: 8rem minmax(0, 1fr); gap: .2rem .8rem; } .remarks dt { color: var(--muted); } .remarks dd { margin: 0; } .remarks, .meanings { font-size: .9rem; }
.meanings dt { font-weight: 650; margin-top: .5rem; } .meanings dd { margin-inline-start: 1.2rem; max-width: 68ch; } .back { text-align: end; font-size: .85rem; margin: 1rem 0 0; max-width: none; }
.legend { display: flex; flex-wrap: wrap; gap: .4rem 1.6rem; font-size: .88rem; margin-bottom: 1rem; }
@media (max-width: 640px) {
  .parts li, .commands > div, .remarks > div { grid-template-columns: minmax(0, 1fr); } .commands > div { margin-top: .4rem; } .claim > header { grid-template-columns: 1fr; justify-items: start; } h1 { font-size: 1.7rem; } h2 { font-size: 1.35rem; } .statement { font-size: .98rem; padding-inline: .6rem; }
}
`;

const PRINT = `
@media print {
  :root { color-scheme: light; } body { display: block; background: none; font-size: 10pt; } .contents, .skip, .copy, .back { display: none; }
  main { max-width: none; padding: 0; } .claim { border: 0; border-top: 1px solid #999; border-radius: 0; padding: .6rem 0; } h2, h3, h4 { break-after: avoid; } figure, tr, .parts li { break-inside: avoid; }
  .scrolls { overflow: visible; } pre { white-space: pre-wrap; overflow-wrap: anywhere; } .claim { content-visibility: visible; } details::details-content { content-visibility: visible; block-size: auto; } a { color: inherit; }
}
`;

/** All rules of the page. */
export const STYLE = [COLOURS, TEXT, LAYOUT, FIGURES_STYLE, PRINT].join('');
