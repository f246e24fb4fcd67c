/** The witnesses of a claim: those of its verdict, those of the ablation, and the files, each once. */
import type { Ablation } from '../../ledger/ablation-report.js';
import type { ReadReport, ReadShown } from '../../ledger/check-file.js';
import type { WitnessFile } from '../../ledger/witness-file.js';
import type { RegisteredClaim } from '../../theory/index.js';
import { witnessAnchor } from './anchors.js';
import { ablateCommand, checkCommand, evalCommand, shellWord, withNpx } from './commands.js';
import type { Command, ListedWitness, NamedWitness, Origin, WitnessPage } from './page.js';

/** What witnesses of a claim there are. */
export interface WitnessSources {
  readonly report?: ReadReport | undefined;
  readonly check?: Origin | undefined;
  readonly single: readonly Ablation[];
  readonly ablation?: Origin | undefined;
  /** The files about this claim. */
  readonly files: readonly NamedWitness[];
}

/** A witness before it has its place. */
type Unplaced = Omit<WitnessPage, 'anchor'> & { readonly dropped: readonly string[] };

/** The witnesses with their anchors, and of each dropped assumption the anchor of the first that shows it. */
export interface PlacedWitnesses {
  readonly witnesses: readonly WitnessPage[];
  /** Those beyond `MOST_ALIKE` of one title. */
  readonly listed: readonly ListedWitness[];
  readonly bySlug: ReadonlyMap<string, string>;
}

/** Witnesses of one title that are drawn: of thousands of files a page would be too large to open. */
const MOST_ALIKE = 3;

/** The first few of each title, and the others. */
const firstOfEach = (witnesses: readonly Unplaced[]): readonly [readonly Unplaced[], readonly ListedWitness[]] => {
  const counts = new Map<string, number>();
  const [first, others]: [Unplaced[], ListedWitness[]] = [[], []];
  for (const witness of witnesses) {
    const { title, part, margin, file } = witness;
    const count = (counts.get(title) ?? 0) + 1;
    counts.set(title, count);
    if (count <= MOST_ALIKE) first.push(witness);
    else others.push({ title, part, margin, ...(file !== undefined && { file }) });
  }
  return [first, others];
};

const sameInstance = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);

const kindOf = ({ attack }: WitnessFile): WitnessPage['kind'] =>
  attack === 'without' ? 'without' : attack === 'claim' ? 'refutes' : 'mutant';

const titleOf = ({ attack, dropped, mutant = '' }: WitnessFile): string => {
  switch (attack) {
    case 'without':
      return `Without ${dropped.join(' + ')}`;
    case 'claim':
      return 'The claim as stated';
    case 'mutant':
      return `Against the mutant ${mutant}`;
    case 'agreement':
      return `Where the mutant ${mutant} should agree`;
  }
};

const fileCommands = ({ file, witness }: NamedWitness): readonly Command[] => [
  { what: 'see it with a pencil', command: `npx contrapose witness ${shellWord(file)}` },
  { what: 'found by', command: withNpx(witness.foundBy) },
];

const ofFile = (named: NamedWitness): Unplaced => {
  const { part, margin, sides, instance, boundary, grade, reasons, dropped } = named.witness;
  return {
    title: titleOf(named.witness),
    kind: kindOf(named.witness),
    part,
    margin,
    sides,
    instance,
    boundary,
    grade,
    reasons,
    file: named.file,
    commands: fileCommands(named),
    dropped,
  };
};

/** An instance of a verdict; with both sides where a file has the same instance. */
const ofVerdict = (
  { id }: RegisteredClaim,
  { part, margin, instance }: ReadShown,
  title: string,
  kind: WitnessPage['kind'],
  { check, files }: WitnessSources,
): Unplaced => {
  const same = files.find(({ witness }) => witness.attack === 'claim' && sameInstance(witness.instance, instance));
  return {
    ...(same ? ofFile(same) : { reasons: [], dropped: [] }),
    title,
    kind,
    part,
    margin,
    instance,
    commands: [
      ...(same ? fileCommands(same) : []),
      ...(same
        ? []
        : [
            { what: 'find it again', command: checkCommand(id, check) },
            { what: 'both sides of it, saved as FILE', command: evalCommand(id) },
          ]),
    ],
  };
};

const ofReport = (claim: RegisteredClaim, sources: WitnessSources): readonly Unplaced[] => {
  const { report } = sources;
  if (report === undefined) return [];
  const shows = report.verdict === 'holds';
  const title = shows ? 'An instance that shows it' : 'The smallest violation found';
  return [
    ...(report.witness ? [ofVerdict(claim, report.witness, title, shows ? 'shown' : 'refutes', sources)] : []),
    ...(report.largest ? [ofVerdict(claim, report.largest, 'The largest violation found', 'refutes', sources)] : []),
  ];
};

const ofAblation = ({ id }: RegisteredClaim, single: Ablation, ablation: Origin | undefined): readonly Unplaced[] =>
  single.witness === undefined
    ? []
    : [
        {
          title: `Without ${single.dropped.join(' + ')}`,
          kind: 'without',
          part: single.witness.part,
          margin: single.witness.margin,
          instance: single.witness.instance,
          reasons: [],
          commands: [
            { what: 'find it again', command: ablateCommand(id, ablation) },
            { what: 'both sides of it, saved as FILE', command: evalCommand(id) },
          ],
          dropped: single.dropped,
        },
      ];

/** The witnesses of a claim, each with its anchor: of the verdict, then assumption by assumption, then the other files. */
export const witnessesOf = (claim: RegisteredClaim, sources: WitnessSources): PlacedWitnesses => {
  const own = ofReport(claim, sources);
  const isOwn = ({ witness }: NamedWitness): boolean =>
    witness.attack === 'claim' && own.some(({ instance }) => sameInstance(instance, witness.instance));
  const others = sources.files.filter((named) => !isOwn(named));
  const without = (dropped: readonly string[]): readonly NamedWitness[] =>
    others.filter(({ witness }) => witness.attack === 'without' && sameInstance(witness.dropped, dropped));
  const ablated = sources.single.flatMap((single) => {
    const files = without(single.dropped);
    return files.length > 0 ? files.map(ofFile) : ofAblation(claim, single, sources.ablation);
  });
  const shown = new Set(ablated.map(({ file }) => file));
  const rest = others.filter(({ file }) => !shown.has(file)).map(ofFile);
  const [first, listed] = firstOfEach([...own, ...ablated, ...rest]);
  const placed = first.map((witness, i) => ({ ...witness, anchor: witnessAnchor(claim.id, i + 1) })); // prettier-ignore
  const bySlug = new Map<string, string>();
  for (const { dropped, anchor } of placed) {
    for (const slug of dropped) if (!bySlug.has(slug)) bySlug.set(slug, anchor);
  }
  return { witnesses: placed.map(({ dropped: _, ...witness }) => witness), listed, bySlug };
};
