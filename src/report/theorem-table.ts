import type { ClaimReport, MutantReport, ShownOn } from '../ledger/claim-report.js';
import { colors } from './colors.js';
import { compactTable, tableText } from './compact-table.js';

const letters: Readonly<Record<string, string>> = {
  exact: 'E',
  identity: 'I',
  exhaustive: 'X',
  enclosed: '≈',
  statistical: 'S',
  measured: 'M',
  none: '?',
};
export const LEGEND = [
  'E exact  I identity in a prime field  X every instance of a small scope',
  '≈ enclosed by intervals  S not rejected by draws  M measured on runs',
  'drop: discarded at kinks',
].join('\n');

/** The kinds of evidence over all parts, a letter each. */
const evidenceLetters = (report: ClaimReport): string => {
  const words = Object.values(report.evidence).flatMap((text) => text.split(' · ').map((item) => item.split(' ')[0]));
  return Object.keys(letters)
    .map((word) => (words.includes(word) ? letters[word] : ' '))
    .join('')
    .trimEnd();
};

const marginText = (margin: number | null): string =>
  margin === null ? '–' : margin === 0 ? '0' : margin.toPrecision(2);

/** The verdict with a mark where it was not expected, and another where a refutation was. */
export const verdictText = ({ verdict, asExpected }: ClaimReport): string =>
  `${verdict}${asExpected ? (verdict === 'refuted' ? ' ✓' : '') : ' !'}`;

/** Evidence, cases, share discarded and worst margin of a claim, as the table shows them. */
export const figures = (report: ClaimReport): readonly [string, string, string, string] => {
  const total = report.instances + report.discarded;
  return [
    report.verdict === 'refuted' ? '–' : evidenceLetters(report),
    String(report.instances),
    total === 0 ? '–' : `${Math.round((100 * report.discarded) / total)}%`,
    marginText(report.worstMargin),
  ];
};

/** How many claims came out as expected. */
export const countText = (reports: readonly ClaimReport[]): string =>
  `${reports.filter(({ asExpected }) => asExpected).length} of ${reports.length} claims as expected`;

/** The table of theorems: a line a claim, within 80 columns. */
export const theoremTable = (reports: readonly ClaimReport[]): string => {
  // What was put together from files, or is told in a test, took no seconds of its own.
  const timed = reports.some(({ seconds }) => seconds !== undefined);
  const table = compactTable(
    ['claim', 'verdict', 'evid', 'cases', 'drop', 'margin', ...(timed ? ['s'] : [])],
    ['left', 'left', 'left', 'right', 'right', 'right', 'right'],
  );
  let subject = '';
  for (const report of reports) {
    const [folder, name] = report.id.split('/');
    if (folder !== subject) {
      subject = folder;
      table.push([{ colSpan: timed ? 7 : 6, content: colors.bold(folder) }]);
    }
    table.push([
      ` ${name}`,
      (report.asExpected ? colors.green : colors.red)(verdictText(report)),
      ...figures(report),
      ...(timed ? [report.seconds?.toFixed(1) ?? '–'] : []),
    ]);
  }
  return `${tableText(table)}\n${LEGEND}\n${countText(reports)}`;
};

/** What an attack covered, in brackets; nothing where it ended before it covered a shape. */
const coverText = ({ shapes, degree, evidence }: ClaimReport): string => {
  const one = Object.values(evidence).some((text) => text.startsWith('measured')) ? 'arm' : 'shape';
  const said = [
    ...(shapes === 0 ? [] : [`${shapes} ${one}${shapes === 1 ? '' : 's'}`]),
    ...(degree === null ? [] : [`identities of degree ≤ ${degree}`]),
  ];
  return said.length === 0 ? '' : ` (${said.join(', ')})`;
};

/** The evidence of every part, with the instances or points it covers. */
const evidenceLines = ({ evidence, scope, witness }: ClaimReport): readonly string[] => [
  ...Object.entries(evidence).map(
    ([part, text]) => `  ${part}: ${text === 'none' ? (part === witness?.part ? 'violated' : 'no evidence') : text}`,
  ),
  ...(scope === undefined ? [] : [`  exhaustive: ${scope}`]),
];

/** A claim with what was covered, and the evidence of every part. */
export const partsText = (report: ClaimReport): string =>
  [`${report.id}${coverText(report)}`, ...evidenceLines(report)].join('\n');

/** What was found of a claim that did not come out as expected: the reason, its parts, and the instances that contradict it. */
export const findingText = (report: ClaimReport): string => {
  const { id, verdict, reason, witness, largest } = report;
  const shown = (what: string, { part, margin, instance }: ShownOn): readonly string[] => [
    `  ${what}: ${part} (margin ${margin}) on`,
    `  ${JSON.stringify(instance)}`,
  ];
  return [
    `${id}: ${verdict}${reason === undefined ? '' : `: ${reason}`}${coverText(report)}`,
    ...evidenceLines(report),
    ...(witness ? shown('violated', witness) : []),
    ...(witness && largest ? shown('largest violation found', largest) : []),
  ].join('\n');
};

/** How to see both sides of a claim on an instance. */
export const evalHint = ({ id }: ClaimReport): string =>
  `  see both sides: save an instance above and run npx contrapose eval ${id} --instance FILE`;

/** What to know of a claim that did not come out as expected: the reason or the shrunk instance, and how to see it again. */
export const refutationText = (report: ClaimReport, runs: number, seed: number, file?: string): string => {
  const from = file === undefined ? '' : ` --claims ${file}`;
  return [
    findingText(report),
    ...(report.witness && file === undefined ? [evalHint(report)] : []),
    `  reproduce: npx contrapose check ${report.id}${from} --runs ${runs} --seed ${seed}`,
  ].join('\n');
};

const mutantVerdict = ({ refuted, agreesOn }: MutantReport): string => {
  if (!refuted) return colors.red('survives !');
  if (agreesOn && !agreesOn.holds) return colors.red('falls on its subclass too !');
  return colors.green('refuted');
};

/** The middle and the greatest of some numbers. */
const middleAndMost = (numbers: readonly number[]): readonly [number, number] => {
  const sorted = [...numbers].sort((a, b) => a - b);
  return [sorted[Math.floor((sorted.length - 1) / 2)], sorted[sorted.length - 1]];
};

/** "median 3 cases, 0.02 s; most 180 cases, 1.2 s": how fast mutants fell. */
const speedText = (mutants: readonly MutantReport[]): string => {
  const fallen = mutants.filter(({ refuted }) => refuted);
  if (fallen.length === 0) return '';
  const [cases, mostCases] = middleAndMost(fallen.map((mutant) => mutant.cases));
  const times = fallen.flatMap(({ seconds }) => seconds ?? []);
  const [time, mostTime] = middleAndMost(times);
  const timed = (seconds: number): string => (times.length === 0 ? '' : `, ${seconds.toPrecision(2)} s`);
  return `: median ${cases} cases${timed(time)}; most ${mostCases} cases${timed(mostTime)}`;
};

/** The mutants of every claim: refuted or not, and after how many instances. */
export const mutantTable = (reports: readonly ClaimReport[]): string => {
  const table = compactTable(['mutant', 'verdict', 'cases', 's'], ['left', 'left', 'right', 'right']);
  const all = reports.flatMap(({ id, mutants = [] }) => mutants.map((mutant) => ({ id, mutant })));
  for (const { id, mutant } of all) {
    const name = `${id.split('/')[1]}: ${mutant.name}`;
    table.push([name, mutantVerdict(mutant), String(mutant.cases), mutant.seconds?.toFixed(2) ?? '–']);
  }
  const refuted = all.filter(({ mutant }) => mutant.refuted).length;
  const speed = speedText(all.map(({ mutant }) => mutant));
  return `${tableText(table)}\n${refuted} of ${all.length} mutants refuted${speed}`;
};
