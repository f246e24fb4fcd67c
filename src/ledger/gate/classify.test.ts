import { describe, expect, it } from 'vitest';
import { approvalOf, type Classified, classify, isHarmless } from './classify.js';
import { type ClaimEntry, type ClaimFacts, CLASSES, type Probe, type ProbedPart } from './entry.js';
import { firstBrokenSteps } from './first-broken-step.js';
import type { Again } from './probe-changes.js';
import { sideOf } from './sides.js';

const facts: ClaimFacts = {
  id: 'made-up/claim',
  expect: 'holds',
  verdict: 'holds',
  text: '0123456789abcdef',
  quantifier: 'for all',
  exponential: 'formal',
  parts: [
    { name: 'a = b', relation: 'equal', evidence: 'exact 200 · identity 200' },
    { name: 'a ≤ b', relation: 'atMost', evidence: 'exact 150 · enclosed 50' },
  ],
  assumptions: ['small', 'linear'],
  mutants: [
    { name: 'doubled', refuted: true },
    { name: 'reversed', refuted: true, agrees: true },
  ],
};

const equality: ProbedPart = {
  name: 'a = b',
  relation: 'equal',
  status: 'holds',
  evidence: 'exact',
  left: ['1', '1/2'],
  right: ['1', '1/2'],
};
const bound: ProbedPart = {
  ...equality,
  name: 'a ≤ b',
  relation: 'atMost',
  left: ['1'],
  right: [['1.5', '1.6']],
  evidence: 'enclosed',
};
const wrong: ProbedPart = { ...equality, status: 'violated', left: ['2'], right: ['1'] };

const drawn: Probe = { origin: { kind: 'drawn' }, instance: { x: '1' }, inside: true, parts: [equality, bound] };
const byMutant: Probe = { ...drawn, origin: { kind: 'mutant', name: 'doubled' }, fails: [wrong] };
const ablated: Probe = {
  ...drawn,
  origin: { kind: 'without', slugs: ['linear'] },
  inside: false,
  parts: [wrong, bound],
};

const base: ClaimEntry = { ...facts, probes: [drawn, byMutant, ablated] };

const compared = (changed: Partial<ClaimFacts> = {}, again: readonly Again[] = base.probes, from = base): Classified =>
  classify('made-up/claim', from, { facts: { ...facts, ...changed }, again });

const withDrawn = (reading: Again): readonly Again[] => [reading, byMutant, ablated];
const withParts = (...parts: ProbedPart[]): Classified => compared({}, withDrawn({ ...drawn, parts }));

const says = (result: Classified, of: string, words: string): void => {
  expect([result.class, result.changes[0]?.text]).toEqual([of, expect.stringContaining(words)]);
};

describe('a claim is bit-identical', () => {
  it('where nothing differs', () => {
    expect(compared()).toMatchObject({ class: 'bit-identical', changes: [] });
  });
  it('where enclosures moved and still overlap, and where an exact number takes the place of one', () => {
    expect(withParts(equality, { ...bound, right: [['1.55', '1.7']] }).class).toBe('bit-identical');
    expect(withParts(equality, { ...bound, right: ['155/100'] }).class).toBe('bit-identical');
  });
  it('where the counts of its evidence shift', () => {
    const parts = [facts.parts[0], { ...facts.parts[1], evidence: 'exact 149 · enclosed 51' }];
    expect(compared({ parts }).class).toBe('bit-identical');
  });
});

describe('a claim is extended', () => {
  it('where it is new', () => {
    says(classify(facts.id, undefined, { facts, again: [] }), 'extended', 'a new claim');
  });
  it('where a part or a mutant comes or an assumption goes', () => {
    says(
      compared({ parts: [...facts.parts, { name: 'c', relation: 'psd', evidence: 'exact 1' }] }),
      'extended',
      'part added',
    );
    says(compared({ mutants: [...facts.mutants, { name: 'new', refuted: true }] }), 'extended', 'mutant added');
    says(compared({ assumptions: ['small'] }), 'extended', 'assumption dropped: linear');
  });
});

describe('a claim changes its values', () => {
  it('where a side differs, and the difference is shown', () => {
    const both = { ...equality, left: ['1', '1'], right: ['1', '1'] };
    says(withParts(both, bound), 'value-changing', 'left (1, 1/2) → (1, 1)');
  });
  it('where disjoint enclosures took the place of each other and the bound got tighter', () => {
    says(withParts(equality, { ...bound, right: [['1.1', '1.2']] }), 'value-changing', 'right');
  });
  it('where a long side differs beyond the numbers that are shown', () => {
    const long = (last: string) => sideOf([...Array.from({ length: 20 }, () => '1'), last]);
    const probe: Probe = { ...drawn, parts: [{ ...equality, left: long('1'), right: long('1') }] };
    const from = { ...base, probes: [probe] };
    const again = [{ ...drawn, parts: [{ ...equality, left: long('2'), right: long('2') }] }];
    expect(compared({}, [probe], from).class).toBe('bit-identical');
    expect(compared({}, again, from).class).toBe('value-changing');
  });
});

describe('a claim changes its statement', () => {
  it('where a bound is looser at an equal other side, either way, or may be', () => {
    says(withParts(equality, { ...bound, right: [['1.7', '1.8']] }), 'statement-changing', 'a looser bound');
    says(withParts(equality, { ...bound, right: ['2'] }), 'statement-changing', 'a looser bound');
    says(withParts(equality, { ...bound, left: ['1/2'] }), 'statement-changing', 'a looser bound');
    const hashed = { ...bound, right: ['sha256:0123456789abcdef:99'] };
    says(withParts(equality, hashed), 'statement-changing', 'a looser bound');
  });
  it('where a bound moves with its other side only in value', () => {
    says(withParts(equality, { ...bound, left: ['2'], right: ['3'] }), 'value-changing', 'left');
  });
  it('where what must fail passes: the witness against a mutant, the one outside an assumption', () => {
    says(compared({}, [drawn, { ...byMutant, fails: [] }, ablated]), 'statement-changing', 'must fail, and passes');
    says(compared({}, [drawn, byMutant, { ...ablated, parts: [equality, bound] }]), 'statement-changing', 'must fail');
  });
  it('where there is less of it: a part, a mutant, an instance, the claim', () => {
    says(compared({ parts: facts.parts.slice(1) }), 'statement-changing', 'part gone: "a = b"');
    says(withParts(equality), 'statement-changing', 'a ≤ b: no such part');
    says(compared({ mutants: facts.mutants.slice(1) }), 'statement-changing', 'mutant gone: doubled');
    says(compared({}, withDrawn({ ...drawn, inside: false })), 'statement-changing', 'exclude it');
    says(compared({}, withDrawn({ refused: 'x: expected …' })), 'statement-changing', 'no instance of the space');
    says(classify(facts.id, base, undefined), 'statement-changing', 'the claim is gone');
  });
  it('where more is assumed or something else is claimed', () => {
    says(compared({ assumptions: ['small', 'linear', 'odd'] }), 'statement-changing', 'assumption added: odd');
    says(compared({ quantifier: 'exists' }), 'statement-changing', 'for all → exists');
    says(compared({ exponential: 'true' }), 'statement-changing', 'formal → true');
    says(compared({ text: 'fedcba9876543210' }), 'statement-changing', 'text');
    says(compared({ expect: 'fails', verdict: 'refuted' }), 'statement-changing', 'hold → fail');
    const parts = [{ ...facts.parts[0], relation: 'atMost' as const }, facts.parts[1]];
    says(compared({ parts }), 'statement-changing', 'equal → atMost');
    says(withParts({ ...equality, relation: 'atMost' }, bound), 'statement-changing', 'equal → atMost');
  });
  it('where its evidence is weaker', () => {
    const weaker = (evidence: string) => compared({ parts: [facts.parts[0], { ...facts.parts[1], evidence }] });
    says(weaker('enclosed 200'), 'statement-changing', 'weaker evidence');
    const noIdentity = [{ ...facts.parts[0], evidence: 'exact 200' }, facts.parts[1]];
    says(compared({ parts: noIdentity }), 'statement-changing', 'weaker evidence');
    says(weaker('exact 50 · enclosed 150'), 'statement-changing', 'weaker evidence');
    expect(weaker('exact 200').class).toBe('bit-identical');
    says(withParts({ ...equality, status: 'unknown' }, bound), 'statement-changing', 'holds → unknown');
    says(withParts({ ...equality, evidence: 'enclosed' }, bound), 'statement-changing', 'exact → enclosed');
    says(compared({}, withDrawn({ inside: true, undecided: 'kink', parts: [] })), 'statement-changing', 'kink');
  });
  it('where a mutant survives or falls where it is true', () => {
    const [doubled, reversed] = facts.mutants;
    says(compared({ mutants: [{ ...doubled, refuted: false }, reversed] }), 'statement-changing', 'doubled survives');
    says(compared({ mutants: [doubled, { ...reversed, agrees: false }] }), 'statement-changing', 'reversed: falls');
    says(
      compared({ mutants: [...facts.mutants, { name: 'new', refuted: false }] }),
      'statement-changing',
      'new survives',
    );
  });
  it('where a counterexample is worth less: a claim that fails, with an assumption fewer', () => {
    const failing = { expect: 'fails', verdict: 'refuted' } as const;
    says(
      compared({ ...failing, assumptions: ['small'] }, base.probes, { ...base, ...failing }),
      'statement-changing',
      'dropped',
    );
  });
});

describe('a claim is broken', () => {
  it('where its verdict is not as expected, whatever it was', () => {
    says(compared({ verdict: 'refuted' }), 'broken', 'holds → refuted, expected holds');
    says(compared({ verdict: 'undecided' }), 'broken', 'holds → undecided');
    says(compared({ expect: 'fails' }), 'broken', 'expected refuted');
    says(
      classify(facts.id, undefined, { facts: { ...facts, verdict: 'vacuous' }, again: [] }),
      'broken',
      'new → vacuous',
    );
  });
  it('where it is violated on a stored instance, though the attack found nothing', () => {
    says(withParts({ ...equality, status: 'violated' }, bound), 'broken', 'holds → violated');
  });
  it('where an instance on which it fails came within its assumptions', () => {
    const again = [drawn, byMutant, { ...ablated, inside: true }];
    says(compared({ assumptions: ['small'] }, again), 'broken', 'within the assumptions, and violated: a = b');
  });
});

describe('an approval', () => {
  const change = compared({ text: 'fedcba9876543210' });
  const approval = { claim: facts.id, class: 'statement-changing', reason: 'clearer', hash: change.hash } as const;
  it('lets one change pass and no other', () => {
    expect(approvalOf(change, [approval])).toBe(approval);
    expect(approvalOf(compared({ text: '0000000000000000' }), [approval])).toBeUndefined();
    expect(approvalOf({ ...change, class: 'broken' }, [approval])).toBeUndefined();
    expect(approvalOf({ ...change, id: 'made-up/other' }, [approval])).toBeUndefined();
  });
  it('is needed from changed values on', () => {
    const harmless = CLASSES.filter((of) => isHarmless({ ...change, class: of }));
    expect(harmless).toEqual(['bit-identical', 'extended']);
  });
});

describe('the first broken step', () => {
  const chain: Readonly<Record<string, readonly string[]>> = { d: ['b', 'c'], c: ['a'], b: ['a'], a: [], e: [] };
  const steps = (id: string, ...broken: string[]) => firstBrokenSteps(id, broken, (of) => chain[of]);
  it('is the earliest broken claim a claim rests on, through claims that are not broken too', () => {
    expect(steps('d', 'a', 'd')).toEqual(['a']);
    expect(steps('d', 'a', 'b', 'c', 'd')).toEqual(['a']);
    expect(steps('d', 'b', 'c', 'd')).toEqual(['b', 'c']);
  });
  it('is the claim itself where all it rests on stands', () => {
    expect(steps('d', 'd', 'e')).toEqual(['d']);
  });
});
