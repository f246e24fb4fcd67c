import { dualNetworksPaper, read } from '../sources.js';
import { type Arm, type Effect, gain, type MeasuredClaim, outcome, type Trajectory } from '../measured.js';

/** The published experiment with |N_μ| = `hidden` by the formulas of the paper, shortened to two epochs. */
const arm = (hidden: number): Arm => ({
  hidden,
  polarity: 0.8,
  depth: 5,
  epochs: 2,
  samples: 64_000,
  loss: 'infonce',
  tau: 0.1,
  normalise: false,
  released: [],
});

const trained = (name: string): Effect => ({
  text: `best |correlation| at the topmost latent, trained minus untrained, |N_μ| = ${name}`,
  differences: (arms) => arms[name].map(gain),
});

/** One seed has one tree, whatever the number of units: arms are paired. */
const wider = (more: string, fewer: string, of: (run: Trajectory) => number): Effect => ({
  text: `best |correlation| at the topmost latent, |N_μ| = ${more} minus |N_μ| = ${fewer}`,
  differences: (arms) => arms[more].map((run, i) => of(run) - of(arms[fewer][i])),
});

const reversed = (effect: Effect): Effect => ({
  text: `${effect.text}, with the sign reversed`,
  differences: (arms) => effect.differences(arms).map((x) => -x),
});

/** median over seeds of (max_j |corr(z_0, f̃_j)| trained − untrained) > 0 for |N_μ| ≥ 5. */
export const latentRecovery: MeasuredClaim = {
  kind: 'measured',
  id: 'latent-tree/latent-recovery',
  title: 'Training recovers the topmost latent',
  statement: String.raw`\operatorname{med}_{\text{seeds}}\Bigl[\max_j\lvert\operatorname{corr}(z_0,\tilde f_j)\rvert_{\text{trained}}-\max_j\lvert\operatorname{corr}(z_0,\tilde f_j)\rvert_{\text{untrained}}\Bigr]>0\quad(\lvert N_\mu\rvert\ge 5)`,
  source: dualNetworksPaper('Section 6'),
  reading: read(
    'code',
    'sizes, rate and schedule of the released program; loss and network by the formulas (−log p₊ of each tuple, r with its ½, no biases, output as it is), two epochs in place of twenty. What two units gain and what more units add is shown as it is found.',
  ),
  arms: { 2: arm(2), 5: arm(5), 10: arm(10) },
  seeds: 10,
  effects: {
    'trained − untrained, |N_μ| = 5': trained('5'),
    'trained − untrained, |N_μ| = 10': trained('10'),
    '5 units − 2 units, trained': { ...wider('5', '2', outcome), asFound: true },
    '10 units − 5 units, trained': { ...wider('10', '5', outcome), asFound: true },
    'trained − untrained, |N_μ| = 2': { ...trained('2'), asFound: true },
  },
  expect: 'holds',
  dependsOn: ['latent-tree/activation-covariance', 'latent-tree/coupled-group-update'],
  mutants: [
    {
      name: 'training-loses-the-latent',
      text: 'training lowers the correlation with the topmost latent',
      effects: { 'untrained − trained, |N_μ| = 10': reversed(trained('10')) },
    },
    {
      name: 'fewer-units-recover-more',
      text: 'two units recover the topmost latent better than ten',
      effects: { '2 units − 10 units': wider('2', '10', outcome) },
    },
  ],
};
