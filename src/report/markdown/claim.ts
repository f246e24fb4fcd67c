/** A claim's section in Markdown. */
import type { NumberText } from '../../judge/explain.js';
import type { DoseResponse } from '../../ledger/ablation-report.js';
import { EVIDENCE, kindsOf } from '../model/evidence.js';
import { claimAnchor, nameOf } from '../model/anchors.js';
import type { ClaimPage, Command, ListedWitness, WitnessPage } from '../model/page.js';
import { CELLS, GRADES, OUTCOMES, READINGS } from '../text/looks.js';
import { countsText } from '../text/margins.js';
import { numberText, shareText, verdictLook } from '../text/words.js';
import { block, code, plain, table } from './escape.js';

/** A link to a claim's section. */
export const claimLink = (id: string): string => `[${plain(nameOf(id))}](#${claimAnchor(id)})`;

const standing = ({ stands, covered }: ClaimPage): readonly string[] => {
  const { symbol, word } = verdictLook(stands);
  return [
    `**${symbol} ${word}.** ${plain(stands.words)}`,
    ...(stands.reason === undefined ? [] : [plain(stands.reason)]),
    ...(stands.firstBroken.length > 0 ? [`The break may come from ${stands.firstBroken.map(claimLink).join(', ')}.`] : []), // prettier-ignore
    ...(covered
      ? [
          [
            `${covered.instances} instances`,
            `${covered.discarded} discarded (${shareText(covered.discarded, covered.instances + covered.discarded)})`,
            `${covered.shapes} shapes`,
            ...(covered.degree === null ? [] : [`identities of degree ≤ ${covered.degree}`]),
            `worst margin ${numberText(covered.worstMargin)}`,
          ].join(' · '),
          ...(covered.scope === undefined ? [] : [`Exhaustive: ${plain(covered.scope)}.`]),
        ]
      : []),
  ];
};

const parts = ({ parts: of }: ClaimPage): readonly string[] => {
  if (of.length === 0) return [];
  const rows = of.map(({ name, evidence, margins }) => [
    plain(name),
    plain(evidence.map(({ kind, text }) => `${kind} ${text}`.trim()).join(' · ')),
    margins ? plain(countsText(margins)) : '–',
  ]);
  const kinds = kindsOf(of.flatMap(({ evidence }) => evidence)).filter((kind) => kind !== 'none');
  return [
    table(['part', 'evidence', 'instances by margin'], rows),
    kinds.map((kind) => `- **${kind}**: ${plain(EVIDENCE[kind].promises)} *Not: ${plain(EVIDENCE[kind].not)}*`).join('\n'), // prettier-ignore
  ];
};

const doseRow = ({ assumption, part, doses, residuals, exponent }: DoseResponse): readonly string[] => [
  code(assumption),
  plain(part),
  exponent === null ? '–' : exponent.toFixed(2),
  doses.map((dose, i) => `${dose}: ${numberText(residuals[i] ?? null)}`).join(', '),
];

const breaks = ({ assumptions, droppable, doses }: ClaimPage): readonly string[] => [
  '#### What breaks it',
  ...(assumptions.length === 0
    ? ['It assumes nothing.']
    : [
        table(
          ['assumption', 'says', 'dropped'],
          assumptions.map(({ slug, text, verdict, statistical, words }) => [
            code(slug),
            plain(text),
            `${CELLS[verdict === 'necessary' && statistical ? 'statistical' : (verdict ?? 'open')].symbol} ${plain(words)}`,
          ]),
        ),
      ]),
  ...droppable.map(({ dropped, cases }) => `Potentially not needed together (${cases} cases): ${dropped.map(code).join(' + ')}.`), // prettier-ignore
  ...(doses.length === 0 ? [] : [table(['without', 'part', 'k of ∝ εᵏ', 'residual by ε'], doses.map(doseRow))]),
];

const side = (text: NumberText): string => (typeof text === 'string' ? text : `[${text.join(', ')}]`);

const SHOWN = 12;

const commands = (of: readonly Command[]): string =>
  block(of.map(({ what, command }) => `# ${what}\n${command}`).join('\n'), 'sh');

const witness = ({ title, kind, part, margin, sides, instance, boundary, grade, reasons, file, commands: of }: WitnessPage): string =>
  [
    `**${plain(title)}**, ${kind === 'shown' ? 'shown' : 'violated'}: ${plain(part)}${margin === null ? '' : `, margin ${numberText(margin)}`}`,
    block(JSON.stringify(instance), 'json'),
    ...(sides
      ? [
          sides.relation === 'psd'
            ? `Should be positive semidefinite, row by row: ${plain(sides.left.slice(0, 64).map(side).join(', '))}`
            : table(['left', sides.relation, 'right'], sides.left.slice(0, SHOWN).map((left, i) => [plain(side(left)), '', plain(side(sides.right[i] ?? '–'))])),
        ]
      : []),
    ...(boundary === undefined ? [] : [`Does not refute: ${plain(boundary)}.`]),
    ...(grade === undefined ? [] : [`Grade: ${plain([GRADES[grade], ...reasons].join('; '))}.`]),
    ...(file === undefined ? [] : [`File: ${code(file)}.`]),
    commands(of),
  ].join('\n\n'); // prettier-ignore

const listedWitness = ({ title, part, margin, file }: ListedWitness): string =>
  `- ${plain(title)}: ${plain(part)}${margin === null ? '' : `, margin ${numberText(margin)}`}${file === undefined ? '' : ` ${code(file)}`}`;

const witnesses = ({ witnesses: of, listed }: ClaimPage): readonly string[] => [
  ...(of.length === 0 ? [] : ['#### Witnesses', ...of.map(witness)]),
  ...(listed.length === 0 ? [] : [`${listed.length} more like these:`, listed.map(listedWitness).join('\n')]),
];

const mutants = ({ mutants: of, quantifier }: ClaimPage): readonly string[] =>
  of.length === 0
    ? []
    : [
        '#### False siblings',
        table(
          ['mutant', 'says', 'outcome', quantifier === 'exists' ? 'instances' : 'fell at case', 'agrees on'],
          of.map(({ name, text, outcome, cases, agreesOn }) => [
            code(name),
            plain(text),
            `${OUTCOMES[outcome].symbol} ${OUTCOMES[outcome].word}`,
            cases === undefined ? '–' : String(cases),
            agreesOn === undefined ? '–' : plain(agreesOn),
          ]),
        ),
      ];

/** The section of one claim. */
export const claimMarkdown = (claim: ClaimPage): string => {
  const { id, anchor, title, statement, source, reading, restsOn, usedBy, recorded, bibtex } = claim;
  return [
    `<a id="${anchor}"></a>`,
    `### ${plain(title)}`,
    `${code(id)} · ${plain(source.result)}`,
    block(statement, 'math'),
    ...standing(claim),
    `Rests on ${restsOn.length === 0 ? 'no other result here' : restsOn.map(claimLink).join(', ')}.${usedBy.length === 0 ? '' : ` Used by ${usedBy.map(claimLink).join(', ')}.`}`,
    '#### How strongly it stands',
    ...parts(claim),
    ...(recorded ? [`On record in the ledger: ${recorded.verdict}, mutants ${recorded.mutantScore}.`] : []),
    ...breaks(claim),
    ...witnesses(claim),
    ...mutants(claim),
    '#### Run it again',
    commands(claim.commands),
    '#### How it was read',
    `**${plain(reading.tag)}**: ${READINGS[reading.tag] ?? 'as noted'}; ${plain(reading.note)}.`,
    block(bibtex, 'bibtex'),
  ].join('\n\n');
};
