/** The page as Markdown. */
import type { PairedEffect } from '../../experiments/effects.js';
import { subjectOf } from '../model/anchors.js';
import { EVIDENCE, kindsOf } from '../model/evidence.js';
import type { ChainStep, ClaimPage, MatrixCell, MatrixPage, Origin, PaperPage, ReportPage, TrainingPage } from '../model/page.js'; // prettier-ignore
import { CELLS, subjectTitle } from '../text/looks.js';
import { latentName, numberText, shareText, verdictLook } from '../text/words.js';
import { claimLink, claimMarkdown } from './claim.js';
import { block, code, plain, table } from './escape.js';

const originText = (what: string, { file, version, seed, runs }: Origin): string =>
  `- ${what} from ${code(file)}: seed ${seed}, ${runs} runs${version === undefined ? '' : `, version ${plain(version)}`}`;

const origins = ({ check, ablation, ledger, version }: ReportPage): string =>
  [
    check ? originText('Verdicts', check) : '- No verdicts: no check at hand',
    ablation ? originText('Ablation', ablation) : '- No ablation at hand',
    ...(ledger ? [originText('Ledger', ledger)] : []),
    `- Page written by contrapose ${plain(version)}; it reads these files and computes nothing`,
  ].join('\n');

const resultRow = ({ id, title, source, stands, parts, covered }: ClaimPage): readonly string[] => {
  const { symbol, word } = verdictLook(stands);
  const kinds = kindsOf(parts.flatMap(({ evidence }) => evidence)).filter((kind) => kind !== 'none');
  return [
    `${claimLink(id)}: ${plain(title)}`,
    plain(source.result),
    `${symbol} ${word}`,
    stands.verdict === 'refuted' ? 'a counterexample' : kinds.map((kind) => `${EVIDENCE[kind].symbol} ${kind}`).join(', '),
    String(covered?.instances ?? '–'),
    covered ? shareText(covered.discarded, covered.instances + covered.discarded) : '–',
    numberText(covered?.worstMargin ?? null),
  ];
}; // prettier-ignore

const paperText = ({ paper, claims: ids }: PaperPage, claims: ReadonlyMap<string, ClaimPage>): string =>
  [
    `### ${paper === 'contrapose' ? 'Derived in this project' : plain(paper)}`,
    table(
      ['claim', 'result', 'verdict', 'evidence', 'instances', 'discarded', 'worst margin'],
      ids.flatMap((id) => claims.get(id) ?? []).map(resultRow),
    ),
  ].join('\n\n');

const chainText = (steps: readonly ChainStep[]): string => {
  const first = steps.filter(({ firstBroken }) => firstBroken);
  const lines = steps
    .filter(({ restsOn }) => restsOn.length > 0)
    .map((step) => `- ${verdictLook(step).symbol} ${claimLink(step.claim)} ← ${step.restsOn.map(claimLink).join(', ')}`);
  return [
    ...(first.length > 0 ? [`**First broken step:** ${first.map(({ claim }) => claimLink(claim)).join(', ')}`] : []),
    lines.join('\n'),
  ].join('\n\n');
}; // prettier-ignore

const matrixText = ({ subject, assumptions, rows }: MatrixPage): string =>
  [
    `### ${plain(subjectTitle(subject))}`,
    table(
      ['claim', ...assumptions.map(code)],
      rows.map(({ claim, cells }) => [claimLink(claim), ...cells.map((cell) => (cell === null ? '' : CELLS[cell].symbol))]),
    ),
  ].join('\n\n'); // prettier-ignore

const legend = (): string =>
  (Object.keys(CELLS) as MatrixCell[]).map((cell) => `${CELLS[cell].symbol} ${CELLS[cell].word}`).join(' · ');

const effectRow = ({ polarity, hidden, than, interval, word }: PairedEffect): readonly string[] => [
  String(polarity),
  than === undefined ? String(hidden) : `${hidden} − ${than}`,
  interval ? numberText(interval.median) : '–',
  interval ? `${numberText(interval.low)} … ${numberText(interval.high)}` : 'too few seeds',
  interval ? `${(100 * interval.level).toFixed(1)} %` : '–',
  word,
];

const EFFECT_HEAD = ['polarity ≥', 'units', 'median', 'interval', 'level', 'it'];

/** Every latent of the first run, untrained and at the end: what the trees of the HTML show. */
const runText = ({ runs: [first] }: TrainingPage): readonly string[] => {
  if (first === undefined) return [];
  const [start, end] = [first.epochs[0], first.epochs[first.epochs.length - 1]];
  const cell = (x: number | null | undefined): string => numberText(x ?? null);
  const rows = Object.keys(start.correlation).map((path) => [
    latentName(path),
    cell(start.correlation[path]),
    cell(end.correlation[path]),
    cell(start.operatorSpectrum[path]?.[0]),
    cell(end.operatorSpectrum[path]?.[0]),
    cell(start.weightNorm[path]),
    cell(end.weightNorm[path]),
  ]);
  const head = ['latent', 'corr, untrained', 'trained', '‖OP‖, untrained', 'trained', '‖W‖, untrained', 'trained'];
  return [`${first.hidden} units, polarity ≥ ${first.polarity}, seed ${first.seed}, every latent:`, table(head, rows)];
};

const trainingText = (page: TrainingPage): string => {
  const { anchor, title, file, table: recovery, command } = page;
  const { cells, settings, training, width } = recovery;
  const spread = (s: { readonly mean: number; readonly deviation: number | null } | undefined): string =>
    s ? `${s.mean.toFixed(3)} ± ${s.deviation?.toFixed(3) ?? '–'}` : '–';
  const rows = cells.flatMap(({ polarity, hidden, epochs, runs, collapsed, lost, diverged }) =>
    Array.from({ length: settings.depth }, (_, layer) => [
      String(polarity),
      String(hidden),
      String(layer),
      ...[0, 1, epochs.length - 1].map((k) => spread(epochs[k]?.layers[layer])),
      ...(layer === 0 ? [runs, collapsed, lost, diverged].map(String) : ['', '', '', '']),
    ]),
  );
  return [
    `<a id="${anchor}"></a>`,
    `### ${plain(title)}`,
    `${code(file)}: depth ${settings.depth}, ${settings.epochs} epochs, ${settings.seeds} seeds. Measured, never a theorem.`,
    table(['polarity ≥', 'units', 'layer', 'untrained', 'epoch 1', `epoch ${settings.epochs}`, 'runs', 'collapsed', 'lost', 'diverged'], rows), // prettier-ignore
    'Trained minus untrained, paired over seeds:',
    table(EFFECT_HEAD, training.map(effectRow)),
    ...(width.length > 0 ? ['More units minus fewer, trained, paired over seeds:', table(EFFECT_HEAD, width.map(effectRow))] : []), // prettier-ignore
    ...runText(page),
    block(command, 'sh'),
  ].join('\n\n');
};

/** The Markdown of a page: the same content as the HTML, its pictures as tables. */
export const markdownReport = (page: ReportPage): string => {
  const claims = new Map(page.claims.map((claim) => [claim.id, claim]));
  const subjects = [...new Set(page.claims.map(({ id }) => subjectOf(id)))];
  const judged = page.claims.filter(({ stands }) => stands.verdict !== 'none');
  const good = judged.filter(({ stands }) => stands.asExpected).length;
  return `${[
    '# contrapose report',
    ...page.problems.map(({ file, message }) => `> **‼ A file could not be used: ${code(file)}.** ${plain(message)}`),
    `${good} of ${judged.length} claims stand as expected. A verdict speaks of the instances and shapes it covered, with the evidence it names; no amount of sampling is a proof.`,
    origins(page),
    '## Results',
    ...page.papers.map((paper) => paperText(paper, claims)),
    '## Proof chain',
    chainText(page.chain),
    '## Which assumption carries what',
    legend(),
    ...page.matrix.map(matrixText),
    ...(page.training.length > 0 ? ['## Training', ...page.training.map(trainingText)] : []),
    ...subjects.flatMap((subject) => [
      `## ${plain(subjectTitle(subject))}`,
      ...page.claims.filter(({ id }) => subjectOf(id) === subject).map(claimMarkdown),
    ]),
  ].join('\n\n')}\n`;
};
