import type { Edit } from './edited-copy.js';

/** An edit of the code and what a gate must make of it. */
export interface Trial {
  readonly name: string;
  readonly edits: readonly Edit[];
  /** The claims that are looked at. */
  readonly claims: readonly string[];
  /** What becomes of the last of them … */
  readonly class: string;
  /** … with these words in one of its differences … */
  readonly says?: string;
  /** … and where it is broken, from which claim on. */
  readonly firstBrokenSteps?: readonly string[];
}

const edit = (file: string, from: string, to: string): readonly Edit[] => [{ file, from, to }];

const operator = 'dual-networks/covariance-operator';
const pair = 'dual-networks/pair-gradient';
const homogeneity = 'dual-networks/homogeneity';
const weighted = 'dual-networks/weighted-covariance-operator';

/** Wrong models: each is one line of src/model. */
export const modelEdits: readonly Trial[] = [
  {
    name: 'the ½ of the distance missing',
    edits: edit('model/population.js', 'F.mul(half, squaredNorm(minus(f, g)))', 'squaredNorm(minus(f, g))'),
    claims: [operator],
    class: 'broken',
    firstBrokenSteps: [pair],
  },
  {
    name: 'the sign in the variance',
    edits: edit(
      'model/dual-networks.js',
      'subtract(second, algebra.outer(mean, mean))',
      'add(second, algebra.outer(mean, mean))',
    ),
    claims: [operator],
    class: 'broken',
    firstBrokenSteps: [operator],
  },
  {
    name: 'the gates missing in the Jacobian',
    edits: edit('model/network.js', 'below.map((g, u) => F.mul(g, D[u]))', 'below'),
    claims: [operator],
    class: 'broken',
    firstBrokenSteps: [homogeneity],
  },
  {
    name: 'the slope of a leaky unit counted with the wrong sign',
    edits: edit(
      'model/network.js',
      'F.mul(F.sub(F.one, slope), F.gate(u, layer))',
      'F.mul(F.add(F.one, slope), F.gate(u, layer))',
    ),
    claims: [homogeneity],
    class: 'value-changing',
  },
  {
    name: 'the ½ of the weighted operator missing',
    edits: edit(
      'model/dual-networks.js',
      'F.mul(F.of(1, 2), F.mul(xi(x, y), F.mul(p[x], p[y])))',
      'F.mul(xi(x, y), F.mul(p[x], p[y]))',
    ),
    claims: [weighted],
    class: 'broken',
    firstBrokenSteps: [weighted],
  },
  {
    name: 'the temperature missing in the weight of InfoNCE',
    edits: edit('model/losses.js', 'F.mul(loss.tau, F.add(positive, sum(negative)))', 'F.add(positive, sum(negative))'),
    claims: ['dual-networks/loss-common-property'],
    class: 'broken',
    firstBrokenSteps: ['dual-networks/loss-common-property'],
  },
  {
    name: 'the probability of the other view forgotten',
    edits: edit(
      'model/population.js',
      'F.mul(other.probability, overNegatives([], x, anchor, positive))',
      'overNegatives([], x, anchor, positive)',
    ),
    claims: [operator],
    class: 'broken',
    firstBrokenSteps: [operator],
  },
  {
    name: 'selectivity with its sign reversed',
    edits: edit(
      'model/latent-tree/activation-law.js',
      'scale(half, minus(one, zero))',
      'scale(half, minus(zero, one))',
    ),
    claims: ['latent-tree/preactivation-gap'],
    class: 'broken',
    firstBrokenSteps: ['latent-tree/preactivation-gap'],
  },
  {
    name: 'the strength of a latent with ρ in place of ρ²',
    edits: edit('model/latent-tree/activation-law.js', 'F.mul(F.mul(rho, rho), treeLaws', 'F.mul(rho, treeLaws'),
    claims: ['latent-tree/activation-covariance-binary'],
    class: 'broken',
    firstBrokenSteps: ['latent-tree/activation-covariance-binary'],
  },
  {
    name: 'batch normalisation by the unnormalised spread',
    edits: edit('model/batch-norm.js', 'F.mul(F.of(1, x.length), squaredNorm(centred(x)))', 'squaredNorm(centred(x))'),
    claims: ['byol/batch-norm-projection'],
    class: 'broken',
    firstBrokenSteps: ['byol/batch-norm-projection'],
  },
];

/** Weaker statements: each is one line of src/theory. */
export const claimEdits: readonly Trial[] = [
  {
    name: 'biases allowed',
    edits: edit(
      'theory/dual-networks/homogeneity.js',
      'assumptions: [noBias, homogeneousActivation]',
      'assumptions: [homogeneousActivation]',
    ),
    claims: [homogeneity],
    class: 'broken',
    firstBrokenSteps: [homogeneity],
  },
  {
    name: 'another augmentation for the negatives allowed',
    edits: edit(
      'theory/dual-networks/covariance-operator.js',
      'assumptions: [noBias, homogeneousActivation, sameAugmentation, ',
      'assumptions: [noBias, homogeneousActivation, ',
    ),
    claims: [operator],
    class: 'broken',
    firstBrokenSteps: [operator],
  },
  {
    name: 'a bound loosened',
    edits: edit('theory/dual-networks/weighted-residue-bound.js', 'constant = [1, 1]', 'constant = [2, 1]'),
    claims: ['dual-networks/weighted-residue-bound'],
    class: 'statement-changing',
    says: 'a looser bound',
  },
  {
    name: 'a part left out',
    edits: edit('theory/dual-networks/covariance-operator.js', "'OP_l ⪰ 0': psd(operator),", ''),
    claims: [operator],
    class: 'statement-changing',
    says: 'part gone: "OP_l ⪰ 0"',
  },
  {
    name: 'an assumption added',
    edits: edit(
      'theory/dual-networks/covariance-operator.js',
      'assumptions: [',
      'assumptions: [{ slug: "one-view", text: "one view a point", narrow: oneView.narrow, holds: ({ world }) => world.points.every((p) => p.views.length === 1) }, ',
    ),
    claims: [operator],
    class: 'statement-changing',
    says: 'assumption added: one-view',
  },
  {
    name: 'a mutant left out',
    edits: edit(
      'theory/dual-networks/homogeneity.js',
      "{\n            name: 'swapped-kronecker',\n            text: 'K_l = J_lᵀ ⊗ f_{l−1}',\n            conclusion: parts({ swapped: true }),\n        },",
      '',
    ),
    claims: [homogeneity],
    class: 'statement-changing',
    says: 'mutant gone: swapped-kronecker',
  },
];

/** The same mathematics in other words. */
export const refactorings: readonly Trial[] = [
  {
    name: 'a product in the other order',
    edits: edit(
      'model/population.js',
      'F.mul(half, squaredNorm(minus(f, g)))',
      'F.mul(squaredNorm(minus(g, f)), half)',
    ),
    claims: [pair],
    class: 'bit-identical',
  },
  {
    name: 'a difference as a sum with a product by −1',
    edits: edit(
      'model/dual-networks.js',
      'algebra.subtract(second, algebra.outer(mean, mean))',
      'algebra.add(algebra.scaleMatrix(F.of(-1), algebra.outer(mean, mean)), second)',
    ),
    claims: [operator],
    class: 'bit-identical',
  },
  {
    name: 'an enclosed bound multiplied in another order',
    edits: edit('model/residue.js', 'F.mul(probability, F.mul(off, c))', 'F.mul(F.mul(probability, off), c)'),
    claims: ['dual-networks/weighted-residue-bound'],
    class: 'bit-identical',
  },
];
