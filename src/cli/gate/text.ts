import { type ChangeClass, CLASSES, LEDGER_FILE } from '../../ledger/gate/entry.js';
import { approvalFor, type Decided, type GateReport } from './verdict.js';

/** Differences of one claim that are written out. */
const SHOWN = 4;

/** Gravest first. */
const gravest = (claims: readonly Decided[]): readonly Decided[] => {
  const rank = (of: ChangeClass): number => CLASSES.indexOf(of);
  return [...claims].sort((a, b) => rank(b.class) - rank(a.class));
};

/** The claims that changed, gravest first. */
export const changedOf = ({ claims }: GateReport): readonly Decided[] =>
  gravest(claims.filter((claim) => claim.class !== 'bit-identical'));

/** "2 broken, 1 value-changing, 61 bit-identical". */
export const countsText = ({ counts }: GateReport): string =>
  [...CLASSES]
    .reverse()
    .filter((of) => counts[of] > 0)
    .map((of) => `${counts[of]} ${of}`)
    .join(', ') || 'no claim';

/** What happened to a claim: "holds → refuted", or its class and whether it is approved. */
export const headline = ({ class: of, before, after, approved }: Decided): string => {
  if (of === 'broken') return `${before ?? 'new'} → ${after ?? 'gone'}`;
  return approved === undefined ? of : `${of}, approved: ${approved}`;
};

/** "first broken step: …", or nothing where the claim is not broken. */
export const stepText = ({ firstBrokenSteps: steps }: Decided): string =>
  steps === undefined || steps.length === 0 ? '' : `first broken step: ${steps.join(', ')}`;

export const witnessText = ({ witness }: Decided): string =>
  witness === undefined
    ? ''
    : `violates "${witness.part}" (margin ${witness.margin}): ${JSON.stringify(witness.instance)}`;

/** The gravest differences of a claim, and how many more there are. */
export const changeLines = ({ changes }: Decided, most = SHOWN): readonly string[] => [
  ...changes.slice(0, most).map(({ text }) => text),
  ...(changes.length > most ? [`… ${changes.length - most} more`] : []),
];

const claimText = (claim: Decided): string => {
  const head = [`${claim.id}: ${headline(claim)}`, stepText(claim)].filter((text) => text !== '').join('; ');
  const witness = witnessText(claim);
  return [
    head,
    ...(witness === '' ? [] : [`  witness ${witness}`]),
    ...changeLines(claim).map((line) => `  ${line}`),
  ].join('\n');
};

/** What is to be done, where the gate is closed. */
export const adviceLines = (report: GateReport): readonly string[] => {
  const lines = report.claims.flatMap((claim) => {
    const approval = approvalFor(claim, 'why');
    return approval ? [JSON.stringify(approval)] : [];
  });
  return [
    ...(lines.length > 0
      ? [
          `to approve a change: contrapose gate with the same --base and --approve "why", or in "approvals" of ${LEDGER_FILE}`,
          ...lines.map((line) => `  ${line}`),
        ]
      : []),
    ...(report.stale.length > 0
      ? [`${LEDGER_FILE} does not say what there is of ${report.stale.join(', ')}: run contrapose gate --update`]
      : []),
  ];
};

/** What a gate found, for a terminal. */
export const gateText = (report: GateReport): string =>
  [
    ...changedOf(report).map(claimText),
    ...adviceLines(report),
    `${countsText(report)} (base: ${report.base})`,
    report.passes ? 'the gate is open' : 'the gate is closed',
  ].join('\n');
