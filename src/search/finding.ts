import { addMargins } from '../ledger/margins.js';
import type { PartRecord, Verdict, Witness } from '../ledger/verdict.js';
import { larger } from './outcomes.js';

/** What an attack with some instances came to, in a form that adds up: two attacks on the same statement make one larger. */
export interface Finding {
  readonly parts: readonly PartRecord[];
  /** Instances that were judged, those climbed to among them. */
  readonly instances: number;
  readonly climbed: number;
  /** Drawn instances that were not decided: at a kink. */
  readonly discarded: number;
  /** Points of the prime field at which an equality failed as an identity. */
  readonly differentPoints: number;
  readonly degree: number;
  /** Hashes of the shapes, sorted. */
  readonly shapes: readonly string[];
  readonly witness?: Witness;
  readonly largest?: Witness;
}

const least = (a: number | null, b: number | null): number | null => (a === null ? b : b === null ? a : Math.min(a, b));

const addParts = (a: readonly PartRecord[], b: readonly PartRecord[]): readonly PartRecord[] => {
  const records = new Map(a.map((part) => [part.name, part]));
  for (const part of b) {
    const known = records.get(part.name);
    records.set(
      part.name,
      known === undefined
        ? part
        : {
            ...known,
            exact: known.exact + part.exact,
            enclosed: known.enclosed + part.enclosed,
            identity: known.identity + part.identity,
            exhaustive: known.exhaustive + part.exhaustive,
            statistical: known.statistical + part.statistical,
            open: known.open + part.open,
            worstMargin: least(known.worstMargin, part.worstMargin),
            ...(known.margins && part.margins && { margins: addMargins(known.margins, part.margins) }),
          },
    );
  }
  return [...records.values()];
};

/** The findings of attacks on one statement, in this order, as one. */
export const together = (findings: readonly Finding[]): Finding => {
  const sum = (of: (finding: Finding) => number): number => findings.reduce((n, finding) => n + of(finding), 0);
  const witness = findings.find((finding) => finding.witness)?.witness;
  const largest = findings
    .flatMap((finding) => finding.largest ?? finding.witness ?? [])
    .reduce<Witness | undefined>((most, each) => (most ? larger(most, each) : each), undefined);
  return {
    parts: findings.map(({ parts }) => parts).reduce(addParts, []),
    instances: sum(({ instances }) => instances),
    climbed: sum(({ climbed }) => climbed),
    discarded: sum(({ discarded }) => discarded),
    differentPoints: sum(({ differentPoints }) => differentPoints),
    degree: findings.reduce((d, { degree }) => Math.max(d, degree), 0),
    shapes: [...new Set(findings.flatMap(({ shapes }) => shapes))].sort(),
    ...(witness && { witness }),
    ...(largest && largest !== witness && { largest }),
  };
};

const factsOf = ({ parts, instances, discarded, shapes, degree }: Finding): Omit<Verdict, 'word'> => ({
  parts,
  instances,
  discarded,
  shapes: shapes.length,
  degree: degree > 0 ? degree : null,
});

/** The verdict on "for all": refuted by a witness, else as far as the instances go. */
export const verdictOf = (finding: Finding): Verdict => {
  const { parts, instances, climbed, discarded, differentPoints, witness, largest } = finding;
  const facts = factsOf(finding);
  if (witness) return { ...facts, word: 'refuted', witness, ...(largest && { largest }) };
  if (instances === 0) return { ...facts, word: 'vacuous', reason: 'no instance could be judged' };
  const undecided = (reason: string): Verdict => ({ ...facts, word: 'undecided', reason });
  // Moves that lead to what is not decided are not counted: only the draws say how common that is.
  const drawn = instances - climbed;
  if (discarded > drawn) return undecided(`${discarded} of ${discarded + drawn} instances discarded`);
  if (differentPoints > 0) return undecided(`an equality fails at ${differentPoints} points of the prime field`);
  for (const part of parts) {
    if (part.open > drawn / 2) return undecided(`${part.name}: open on ${part.open} of ${drawn} instances`);
    if (part.relation === 'equal' && part.identity === 0)
      return undecided(`${part.name}: no point of the prime field decides it`);
  }
  return { ...facts, word: 'holds' };
};

/** The verdict on "there is": the witness shows it. */
export const existenceVerdictOf = (finding: Finding): Verdict => {
  const { instances, discarded, witness } = finding;
  const facts = { ...factsOf(finding), degree: null };
  return witness === undefined
    ? { ...facts, word: 'refuted', reason: `no instance found in ${instances + discarded}` }
    : { ...facts, word: 'holds', witness };
};
