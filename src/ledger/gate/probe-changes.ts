/** What became of one probe: the same instance, by value, read by the claim as it was and as it is. */
import { type ChangeClass, type ClaimFacts, originText, type Probe, type ProbedPart, type Reading } from './entry.js';
import { movesOf, type Moves, type Side } from './sides.js';

/** One difference of a claim. */
export interface Change {
  readonly class: ChangeClass;
  readonly text: string;
}

/** A probe of the base, read again; `refused`: it is no instance of the description any more, with the message of the refusal. */
export type Again = Reading | { readonly refused: string };

/** Whether the claim says that all instances satisfy it. */
export const isUniversal = ({ expect, quantifier }: ClaimFacts): boolean =>
  expect === 'holds' && quantifier === 'for all';

const SHOWN = 3;
const sideText = (side: Side): string => {
  const [numbers, count] = 'hash' in side ? [side.first, side.count] : [side, side.length];
  const shown = numbers
    .slice(0, SHOWN)
    .map((number) => (typeof number === 'string' ? number : `[${number.join(', ')}]`));
  return `(${shown.join(', ')}${count > SHOWN ? `, … ${count} in all` : ''})`;
};

const moved = (name: string, from: Side, to: Side): string => `${name} ${sideText(from)} → ${sideText(to)}`;

/** left ≤ right says less where, at an equal side, the other one moved so that there is more between them. */
const isLoosened = ({ relation }: ProbedPart, left: Moves, right: Moves): boolean =>
  (relation === 'atMost' || relation === 'lessThan') &&
  ((left.size === 0 && (right.has('greater') || right.has('unknown'))) ||
    (right.size === 0 && (left.has('less') || left.has('unknown'))));

const sidesChange = (was: ProbedPart, is: ProbedPart): Change | undefined => {
  const [left, right] = [movesOf(was.left, is.left), movesOf(was.right, is.right)];
  if (left.size === 0 && right.size === 0) return undefined;
  const texts = [
    ...(left.size > 0 ? [moved('left', was.left, is.left)] : []),
    ...(right.size > 0 ? [moved('right', was.right, is.right)] : []),
  ];
  const text = texts.join(', ');
  return isLoosened(was, left, right)
    ? { class: 'statement-changing', text: `${was.name}: a looser bound: ${text}` }
    : { class: 'value-changing', text: `${was.name}: ${text}` };
};

const statusChange = (was: ProbedPart, is: ProbedPart, mustHold: boolean): Change | undefined => {
  if (was.status !== is.status) {
    const text = `${was.name}: ${was.status} → ${is.status}`;
    if (is.status === 'violated') return { class: mustHold ? 'broken' : 'value-changing', text };
    return { class: is.status === 'unknown' ? 'statement-changing' : 'value-changing', text };
  }
  return was.evidence === 'exact' && is.evidence === 'enclosed'
    ? { class: 'statement-changing', text: `${was.name}: evidence exact → enclosed` }
    : undefined;
};

const partChanges = (was: ProbedPart, is: ProbedPart | undefined, mustHold: boolean): readonly Change[] => {
  if (is === undefined) return [{ class: 'statement-changing', text: `${was.name}: no such part any more` }];
  if (was.relation !== is.relation) {
    return [{ class: 'statement-changing', text: `${was.name}: ${was.relation} → ${is.relation}` }];
  }
  return [statusChange(was, is, mustHold), sidesChange(was, is)].filter((change) => change !== undefined);
};

const partsChanges = (was: readonly ProbedPart[], is: readonly ProbedPart[], mustHold: boolean): readonly Change[] =>
  was.flatMap((part) =>
    partChanges(
      part,
      is.find(({ name }) => name === part.name),
      mustHold,
    ),
  );

const violated = (parts: readonly ProbedPart[]): readonly ProbedPart[] =>
  parts.filter(({ status }) => status === 'violated');

const PASSES: Change = { class: 'statement-changing', text: 'it must fail, and passes' };

/** Of a probe on which something must fail: what fails now. */
const failuresOf = ({ origin }: Probe, { parts, fails = [] }: Reading): readonly ProbedPart[] =>
  origin.kind === 'mutant' ? fails : violated(parts);

const mustFail = (probe: Probe): boolean => probe.origin.kind !== 'drawn' && failuresOf(probe, probe).length > 0;

const readingChanges = (was: Probe, is: Reading, mustHold: boolean): readonly Change[] => {
  if (was.undecided !== is.undecided) {
    const weaker = is.undecided !== undefined;
    const text = `${was.undecided ?? 'decided'} → ${is.undecided ?? 'decided'}`;
    return [{ class: weaker ? 'statement-changing' : 'value-changing', text }];
  }
  const failures = failuresOf(was, is);
  const passes = mustFail(was) && failures.length === 0 ? [PASSES] : [];
  const ofMutant = passes.length > 0 ? [] : partsChanges(was.fails ?? [], is.fails ?? [], false);
  return [
    ...passes,
    ...partsChanges(was.parts, is.parts, mustHold),
    ...ofMutant.map((change) => ({ ...change, text: `mutant: ${change.text}` })),
  ];
};

/** Every difference between what a claim said and says of one probe. */
export const probeChanges = (probe: Probe, again: Again, facts: ClaimFacts): readonly Change[] => {
  const about = originText(probe.origin);
  if ('refused' in again) {
    return [{ class: 'statement-changing', text: `${about}: no instance of the space any more: ${again.refused}` }];
  }
  const changes: Change[] = [];
  if (probe.inside && !again.inside) {
    changes.push({ class: 'statement-changing', text: 'the space or its assumptions exclude it' });
  }
  if (!probe.inside && again.inside && isUniversal(facts)) {
    const failures = violated(again.parts).map(({ name }) => name);
    if (failures.length > 0)
      changes.push({ class: 'broken', text: `within the assumptions, and violated: ${failures.join('; ')}` });
  }
  changes.push(...readingChanges(probe, again, again.inside && isUniversal(facts)));
  return changes.map((change) => ({ ...change, text: `${about}: ${change.text}` }));
};
