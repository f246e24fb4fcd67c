import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { matrixText } from '../src/cli/ablate/matrix.js';
import { readAblation } from '../src/ledger/ablation-file.js';
import { ablate } from '../src/search/ablation/ablate.js';
import { doseResponses } from '../src/search/ablation/dose.js';
import { attackClaim } from '../src/search/attack-claim.js';
import { attack } from '../src/search/attack.js';
import { problemOf } from '../src/search/attacks.js';
import { DEFAULT_RUNS } from '../src/search/defaults.js';
import { claims, isMeasured, statementById } from '../src/theory/index.js';
import { suiteSeed } from './seed.js';

/** Each hypothesis that is easily left out, and a claim that is false without it. */
const HYPOTHESES: readonly (readonly [what: string, claim: string, slug: string])[] = [
  ['a bias', 'dual-networks/homogeneity', 'no-bias'],
  ['softplus', 'dual-networks/homogeneity', 'positively-homogeneous-activation'],
  ['negatives from another law, q ≠ p', 'dual-networks/covariance-operator', 'negatives-from-data'],
  ['an augmentation law of the positive', 'dual-networks/covariance-operator', 'same-augmentation-law'],
  ['two negatives', 'dual-networks/weighted-covariance-operator', 'one-negative'],
  ['weights of augmented features', 'dual-networks/exact-covariance-loss', 'un-augmented-weights'],
  ['a positive sum of derivatives', 'dual-networks/beta-extension', 'non-positive-sum'],
  ['a unit that reads outside its subtree', 'latent-tree/activation-covariance', 'tree-local-connectivity'],
  ['an edge that skips', 'latent-tree/activation-covariance', 'tree-markov'],
  ['an augmentation that keeps children', 'latent-tree/activation-covariance', 'augmentation-resamples-all-below-root'],
  ['gates above the group', 'latent-tree/constant-jacobian-block', 'constant-jacobian'],
  ['units mixed by JᵀJ', 'latent-tree/gap-growth', 'orthogonal-jacobian'],
];

/** Each formula that is easily written wrong, and the sibling of a claim that is so. */
const FORMULAS: readonly (readonly [what: string, claim: string, mutant: string])[] = [
  ['vec by rows', 'dual-networks/homogeneity', 'row-major-vec'],
  ['Jᵀ ⊗ f', 'dual-networks/homogeneity', 'swapped-kronecker'],
  ['both branches counted as one', 'dual-networks/covariance-operator', 'both-branches-counted-once'],
  ['1/N for negatives among the others', 'dual-networks/finite-batch-operator', 'divided-by-n'],
  ['1/(N−1) with the anchor among its negatives', 'dual-networks/finite-batch-operator', 'self-included-n-minus-one'],
  ['½ missing before V^ξ', 'dual-networks/weighted-covariance-operator', 'missing-half'],
  ['ξ without 1/τ', 'dual-networks/weighted-covariance-operator', 'xi-without-temperature'],
  ['r without ½', 'dual-networks/weighted-covariance-operator', 'r-without-half'],
  ['the sign of β', 'dual-networks/beta-extension', 'sign-of-beta'],
  ['semi-definite with a normalised output', 'dual-networks/normalised-output', 'semi-definite'],
  ['ρ = P(1|1)', 'latent-tree/activation-covariance', 'polarity-as-probability'],
  ['units that do not mix', 'latent-tree/gap-growth', 'units-do-not-mix'],
  ['the mean of batch norm detached', 'byol/batch-norm-projection', 'uncentred'],
  ['the sign of the target', 'byol/update', 'target-sign'],
];

const options = { runs: 2000, seed: suiteSeed() };

describe('what is easily left out', () => {
  it.each(HYPOTHESES)('with %s, %s without %s is false, and everything else it assumes holds', (_, id, slug) => {
    const { verdict, witness } = ablate(statementById(id), [slug], options);
    expect({ verdict, violates: witness?.violates }).toEqual({ verdict: 'necessary', violates: [slug] });
    expect(witness?.margin).toBeLessThan(0);
    // Few enough to check with a pencil.
    expect(witness?.nonZero).toBeLessThanOrEqual(12);
  });
});

describe('what is easily written wrong', () => {
  it.each(FORMULAS)('with %s, %s (%s) is false', (_, id, name) => {
    const { statement, node } = problemOf(statementById(id), { kind: 'mutant', name });
    expect(attack(statement, node, { runs: DEFAULT_RUNS, seed: suiteSeed() }).word).toBe('refuted');
  });
  it('a positive gap of pre-activations goes with a negative selectivity somewhere', () => {
    const report = attackClaim(statementById('latent-tree/gap-is-not-selectivity'), { runs: 20, seed: suiteSeed() });
    expect(report.verdict).toBe('holds');
  });
});

describe('the stored ablation', () => {
  const stored = readAblation(readFileSync('fixtures/ablation.json', 'utf8'), 'fixtures/ablation.json');

  it('has the matrix that the README shows, and its counts', () => {
    const readme = readFileSync('README.md', 'utf8');
    expect(readme).toContain(matrixText(stored.claims.filter(({ claim }) => claim.startsWith('dual-networks/'))));
    const all = stored.claims.flatMap(({ single }) => single);
    const necessary = all.filter(({ verdict }) => verdict === 'necessary');
    const largest = Math.max(...necessary.map(({ witness }) => witness?.nonZero ?? Infinity));
    expect(readme).toContain(`${necessary.length} of ${all.length} assumptions are necessary`);
    expect(readme).toContain(`of at most ${largest} numbers other than 0`);
  });

  it('has one of three verdicts for every assumption of every claim', () => {
    const verdicts = stored.claims.map(({ claim, single }) => [claim, single.map(({ dropped }) => dropped.join())]);
    expect(verdicts).toEqual(
      claims.map((claim) => [claim.id, isMeasured(claim) ? [] : claim.assumptions.map(({ slug }) => slug)]),
    );
    const words = new Set(stored.claims.flatMap(({ single }) => single.map(({ verdict }) => verdict)));
    expect([...words].sort()).toEqual(['necessary', 'vacuous']);
  });
});

describe('how fast claims fail', () => {
  const exponents = (id: string, slug: string, part: RegExp): readonly (number | null)[] =>
    doseResponses(statementById(id), slug, options)
      .filter((response) => part.test(response.part))
      .map(({ exponent }) => exponent);

  it('to first order in the law of the negatives: (1 − ε)p + εq leaves a residual proportional to ε', () => {
    const found = exponents('dual-networks/covariance-operator', 'negatives-from-data', /−∇ = /);
    expect(found).toHaveLength(2);
    for (const exponent of found) expect(exponent).toBeCloseTo(1, 10);
  });
  it('to second order where a linear neuron is blind: V_x[K̄] is quadratic in the means', () => {
    for (const slug of ['uniform-translation', 'same-total']) {
      const found = exponents('dual-networks/linear-neuron-blind', slug, / = 0$/);
      expect(found).toHaveLength(3);
      for (const exponent of found) expect(exponent).toBeCloseTo(2, 10);
    }
  });
  it('not by degrees where weights are shared: a target with nearly equal weights is still another network', () => {
    const through = doseResponses(
      statementById('byol/collapse-without-predictor'),
      'target-is-online-network',
      options,
    ).find(({ part }) => part.startsWith('through both sides'));
    expect(Math.abs(through?.slopeAtZero ?? NaN)).toBeLessThan(0.1);
  });
});
