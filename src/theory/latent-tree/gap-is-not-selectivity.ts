/** Glossary: unit 1 of a latent μ, the root of the tree below it; gap = ṽ(1) − ṽ(0) = 2 wᵀa_μ, s = ½(v(1) − v(0)), V = V[f̃ | z_μ = 0]. */
import type { Field } from '../../arithmetic/field.js';
import { linearAlgebra } from '../../arithmetic/linear-algebra.js';
import type { Rational } from '../../arithmetic/rational.js';
import { latentTrees, type SymmetricTree } from '../../model/latent-tree/tree.js';
import type { TreeNetwork } from '../../model/latent-tree/network.js';
import { at, claim, type Over } from '../claim.js';
import { lessThan, type Relation } from '../relation.js';
import { crossingOf } from '../settings/lucky-nodes.js';
import { psi, unitMoments } from '../settings/relu-units.js';
import { symmetricTreeNode, treeNetworkNode } from '../settings/tree-space.js';
import { derivedHere, read } from '../sources.js';
import { number, record, space } from '../space.js';

interface Instance {
  readonly tree: SymmetricTree<Rational>;
  readonly network: TreeNetwork<Rational>;
}

interface Variant {
  /** f = f̃, as at the root of the whole tree. */
  readonly linear?: boolean;
  /** ½(ψ(ṽ(1)) − ψ(ṽ(0))) for s. */
  readonly ofMeans?: boolean;
  /** With the noise below 4ṽ(1) gap as well. */
  readonly quiet?: boolean;
}

const parts =
  ({ linear, ofMeans, quiet }: Variant) =>
  <S>(F: Field<S>, instance: Over<Instance, S>): Record<string, Relation<S>> => {
    const { network } = instance;
    const tree = latentTrees(F).symmetric(instance.tree);
    const [unit] = unitMoments(F, { tree, network, units: linear ? 'linear' : 'relu' });
    const { activation, preactivation, variance } = unit;
    const gap = F.mul(F.of(2), linearAlgebra(F).dot(network.weights[''][0], crossingOf(F, instance)));
    const [zero, one] = ofMeans ? preactivation.map(psi(F)) : activation;
    return {
      'gap > 0': lessThan([F.zero], [gap]),
      's < 0': lessThan([F.mul(F.of(1, 2), F.sub(one, zero))], [F.zero]),
      ...(quiet && {
        'ṽ(1) > 0': lessThan([F.zero], [preactivation[1]]),
        'V < 4ṽ(1) gap': lessThan([variance[0]], [F.mul(F.of(4), F.mul(preactivation[1], gap))]),
      }),
    };
  };

/** gap > 0 and s < 0: ρ = (−½, −1), w = (12, −7) have gap = 1, v(0) = 15/4, v(1) = 3, s = −3/8. */
export const gapIsNotSelectivity = claim<Instance>({
  id: 'latent-tree/gap-is-not-selectivity',
  title: 'A unit with a positive gap can have a negative selectivity',
  statement: String.raw`\exists\ \rho,\,w:\quad 2w^{\mathsf T}a_\mu>0>s,\qquad\text{for example}\quad \rho=(-\tfrac12,-1),\ w=(12,-7):\quad 2w^{\mathsf T}a_\mu=1,\ v(0)=\tfrac{15}4,\ v(1)=3,\ s=-\tfrac38`,
  source: derivedHere('lucky nodes: a gap is not a selectivity'),
  reading: read(
    'derived',
    'the gap is one of means of pre-activations; the ReLU also turns noise into activation, and there can be more noise given z_μ = 0',
  ),
  space: space<Instance>(
    record({
      tree: symmetricTreeNode({ depth: 1, children: [2, 3] }),
      network: at('weights..*.*', number(16, 1))(treeNetworkNode()),
    }),
  ),
  assumptions: [],
  quantifier: 'exists',
  exponential: 'formal',
  conclusion: parts({}),
  expect: 'holds',
  dependsOn: ['latent-tree/selectivity-criterion'],
  mutants: [
    {
      name: 'linear-unit',
      text: 'the same of a linear unit, whose selectivity is half its gap',
      conclusion: parts({ linear: true }),
    },
    {
      name: 'selectivity-of-the-means',
      text: 'the same of ½(ψ(ṽ(1)) − ψ(ṽ(0))), which has the sign of the gap or is 0',
      conclusion: parts({ ofMeans: true }),
    },
    {
      name: 'little-noise',
      text: 'the same with ṽ(1) > 0 and V < 4ṽ(1) gap, which make s positive',
      conclusion: parts({ quiet: true }),
    },
  ],
  witnesses: [
    {
      tree: { polarity: '0', children: [{ polarity: '-1/2' }, { polarity: '-1' }] },
      network: { weights: { '': [['12', '-7']] } },
    },
  ],
});
