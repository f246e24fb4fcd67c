/** How a claim changed between two ledgers, from what it says to every side of every probe. */
import {
  type Approval,
  type ChangeClass,
  type ClaimEntry,
  type ClaimFacts,
  CLASSES,
  isAsExpected,
  type MutantFacts,
  type PartFacts,
} from './entry.js';
import { type Again, type Change, isUniversal, probeChanges } from './probe-changes.js';
import { digest } from './sides.js';

/** A claim as it is: what is known of it, and the base's probes read again, in their order. */
export interface FreshClaim {
  readonly facts: ClaimFacts;
  readonly again: readonly Again[];
  /** Why the verdict is what it is, where the word does not say. */
  readonly reason?: string;
}

export interface Classified {
  readonly id: string;
  readonly class: ChangeClass;
  /** Gravest first. */
  readonly changes: readonly Change[];
  /** What an approval of this change, and of no other, says. */
  readonly hash: string;
}

const statement = (text: string): Change => ({ class: 'statement-changing', text });
const extended = (text: string): Change => ({ class: 'extended', text });

const namesIn = <T>(items: readonly T[], name: (item: T) => string): ReadonlySet<string> => new Set(items.map(name));

/** The names that went and those that came. */
const difference = (was: ReadonlySet<string>, is: ReadonlySet<string>) => ({
  gone: [...was].filter((name) => !is.has(name)),
  come: [...is].filter((name) => !was.has(name)),
});

/** Kinds of evidence with the number of instances or points: "exact 200 · identity 200". */
const counts = (evidence: string): ReadonlyMap<string, number> =>
  new Map(
    evidence.split(' · ').map((item) => {
      const [kind, count = '1'] = item.split(' ');
      return [kind, Number(count)] as const;
    }),
  );

/** A kind of evidence is lost (enclosures may give way to exact numbers), or most instances were exact and are enclosed. */
const isWeaker = (was: string, is: string): boolean => {
  const [before, after] = [counts(was), counts(is)];
  const lost = [...before.keys()].some(
    (kind) => kind !== 'none' && !after.has(kind) && !(kind === 'enclosed' && after.has('exact')),
  );
  const mostlyExact = (of: ReadonlyMap<string, number>): boolean => (of.get('exact') ?? 0) >= (of.get('enclosed') ?? 0);
  return lost || (mostlyExact(before) && !mostlyExact(after));
};

const partChange = (was: PartFacts, is: PartFacts, compareEvidence: boolean): Change | undefined => {
  if (was.relation !== is.relation) return statement(`part "${was.name}": ${was.relation} → ${is.relation}`);
  return compareEvidence && isWeaker(was.evidence, is.evidence)
    ? statement(`part "${was.name}": weaker evidence: ${was.evidence} → ${is.evidence}`)
    : undefined;
};

const partsChanges = (was: ClaimFacts, is: ClaimFacts): readonly Change[] => {
  const { gone, come } = difference(
    namesIn(was.parts, ({ name }) => name),
    namesIn(is.parts, ({ name }) => name),
  );
  // Of a claim that fails, more parts are more ways to fail, and the evidence ends with the refutation.
  const universal = isUniversal(is);
  return [
    ...gone.map((name) => statement(`part gone: "${name}"`)),
    ...come.map((name) => (universal ? extended : statement)(`part added: "${name}"`)),
    ...was.parts.flatMap((part) => {
      const now = is.parts.find(({ name }) => name === part.name);
      return (now && partChange(part, now, is.expect === 'holds')) ?? [];
    }),
  ];
};

const mutantChange = (was: MutantFacts, is: MutantFacts): Change | undefined => {
  if (was.refuted && !is.refuted) return statement(`mutant ${was.name} survives`);
  if (was.agrees === true && is.agrees !== true) {
    return statement(
      `mutant ${was.name}: ${is.agrees === false ? 'falls' : 'not said to stand'} where it agreed with the truth`,
    );
  }
  return undefined;
};

const mutantsChanges = (was: ClaimFacts, is: ClaimFacts): readonly Change[] => {
  const { gone, come } = difference(
    namesIn(was.mutants, ({ name }) => name),
    namesIn(is.mutants, ({ name }) => name),
  );
  const survives = (name: string): boolean => is.mutants.some((mutant) => mutant.name === name && !mutant.refuted);
  return [
    ...gone.map((name) => statement(`mutant gone: ${name}`)),
    ...come.map((name) => (survives(name) ? statement(`mutant ${name} survives`) : extended(`mutant added: ${name}`))),
    ...was.mutants.flatMap((mutant) => {
      const now = is.mutants.find(({ name }) => name === mutant.name);
      return (now && mutantChange(mutant, now)) ?? [];
    }),
  ];
};

const assumptionChanges = (was: ClaimFacts, is: ClaimFacts): readonly Change[] => {
  const { gone, come } = difference(new Set(was.assumptions), new Set(is.assumptions));
  // Without an assumption more is claimed of all instances; an example or a counterexample is worth less.
  return [
    ...come.map((slug) => statement(`assumption added: ${slug}`)),
    ...gone.map((slug) => (isUniversal(is) ? extended : statement)(`assumption dropped: ${slug}`)),
  ];
};

const wordChanges = (was: ClaimFacts, is: ClaimFacts): readonly Change[] => {
  const words = [
    ['expected to', was.expect === 'holds' ? 'hold' : 'fail', is.expect === 'holds' ? 'hold' : 'fail'],
    ['stated of', was.quantifier, is.quantifier],
    ['exponential', was.exponential ?? 'none', is.exponential ?? 'none'],
  ] as const;
  return [
    ...words.filter(([, from, to]) => from !== to).map(([what, from, to]) => statement(`${what} ${from} → ${to}`)),
    ...(was.text === is.text ? [] : [statement('the text of the statement')]),
  ];
};

const brokenChange = (was: ClaimFacts | undefined, { facts, reason }: FreshClaim): readonly Change[] => {
  if (isAsExpected(facts)) return [];
  const from = was === undefined ? 'new' : was.verdict;
  const why = reason === undefined ? '' : `: ${reason}`;
  return [
    {
      class: 'broken',
      text: `${from} → ${facts.verdict}, expected ${facts.expect === 'holds' ? 'holds' : 'refuted'}${why}`,
    },
  ];
};

const rank = (of: ChangeClass): number => CLASSES.indexOf(of);

const allChanges = (base: ClaimEntry | undefined, fresh: FreshClaim | undefined): readonly Change[] => {
  if (fresh === undefined) return [statement('the claim is gone')];
  const broken = brokenChange(base, fresh);
  if (base === undefined) return broken.length > 0 ? broken : [extended('a new claim')];
  return [
    ...broken,
    ...wordChanges(base, fresh.facts),
    ...assumptionChanges(base, fresh.facts),
    // What a broken claim's attack did not come to is no finding of its own.
    ...(broken.length > 0 ? [] : [...partsChanges(base, fresh.facts), ...mutantsChanges(base, fresh.facts)]),
    ...base.probes.flatMap((probe, i) => probeChanges(probe, fresh.again[i], fresh.facts)),
  ];
};

/** How a claim changed: as gravely as its gravest change. `base` is absent for a new claim, `fresh` for one that is gone. */
export const classify = (id: string, base: ClaimEntry | undefined, fresh: FreshClaim | undefined): Classified => {
  const changes = [...allChanges(base, fresh)].sort((a, b) => rank(b.class) - rank(a.class));
  const hash = digest(JSON.stringify([id, base ?? null, fresh?.facts ?? null, fresh?.again ?? null]));
  return { id, class: changes[0]?.class ?? 'bit-identical', changes, hash };
};

/** The approval of a change, where there is one: of this claim, this class and these very values. Nothing approves a broken claim. */
export const approvalOf = (change: Classified, approvals: readonly Approval[]): Approval | undefined =>
  approvals.find(
    (approval) => approval.claim === change.id && approval.class === change.class && approval.hash === change.hash,
  );

/** Whether a change passes without anybody's consent. */
export const isHarmless = ({ class: of }: Classified): boolean => rank(of) <= rank('extended');
