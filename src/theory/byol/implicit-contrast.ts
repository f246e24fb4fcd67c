import type { Field } from '../../arithmetic/field.js';
import { linearAlgebra } from '../../arithmetic/linear-algebra.js';
import { byol, onlineWeights } from '../../model/byol.js';
import { dualNetworks } from '../../model/dual-networks.js';
import { expectations, pointLaw } from '../../model/world.js';
import { type ByolInstance, byolNode, homogeneousOnline, noOnlineBias, onePoint } from './setting.js';
import { claim, type Over } from '../claim.js';
import { equal, type Relation } from '../relation.js';
import { dualNetworksPaper, read } from '../sources.js';
import { space } from '../space.js';

interface Variant {
  /** The covariance pushes away from the target instead of pulling. */
  readonly covarianceSign?: number;
  /** Leave V_x[K̄] out. */
  readonly noVariance?: boolean;
  /** E_x[K̄ f̄′] in the place of Cov_x[K̄, f̄′]. */
  readonly uncentredTarget?: boolean;
}

const parts =
  ({ covarianceSign = 1, noVariance, uncentredTarget }: Variant) =>
  <S>(F: Field<S>, instance: Over<ByolInstance, S>): Record<string, Relation<S>> => {
    const { world, layer: l } = instance;
    const { vec, apply, add, plus, minus, scale } = linearAlgebra(F);
    const { meanMatrix, meanVector } = expectations(F);
    const model = byol(F);
    const p = pointLaw(world);
    const w = vec(onlineWeights(instance, l));
    const Kbar = model.expectedConnections(instance, world, l);
    const target = model.targetMeans(instance, world);
    const Dbar = model.onlineMeans(instance, world).map((f, x) => minus(f, target[x]));
    const overViews = model.augmentationVariance(instance, world, l);
    const operator = noVariance ? overViews : add(dualNetworks(F).variance(p, Kbar), overViews);
    const pull = uncentredTarget ? model.crossMoment(world, Kbar, target) : model.crossCovariance(world, Kbar, target);
    const centred = model.negativeGradient(instance, world, l, { centred: true });
    return {
      'centred step = step + E[K̄] E[D̄]': equal(
        centred,
        plus(model.negativeGradient(instance, world, l), apply(meanMatrix(p, Kbar), meanVector(p, Dbar))),
      ),
      'centred step = −(V_x[K̄] + E_xV_aug[K]) w + Cov_x[K̄, f̄′]': equal(
        centred,
        minus(scale(F.of(covarianceSign), pull), apply(operator, w)),
      ),
    };
  };

/** g ↦ g − E[g] at the output: −∇ becomes −∇ + E[K̄]E[D̄] = −(V_x[K̄] + E_xV_aug[K]) w + Cov_x[K̄, f̄′]. */
export const implicitContrast = claim<ByolInstance>({
  id: 'byol/implicit-contrast',
  title: 'Centring the gradient at the output turns moments into covariances',
  statement: String.raw`g\mapsto g-\mathbb E[g]:\quad \operatorname{vec}(\Delta W_l)+\mathbb E[\bar K]\,\mathbb E[\bar D] = -\bigl(\mathbb V_x[\bar K]+\mathbb E_x\mathbb V_{\mathrm{aug}}[K]\bigr)w+\operatorname{Cov}_x[\bar K,\bar f'],\qquad \bar D=\bar f-\bar f'`,
  source: dualNetworksPaper('BatchNorm as an implicit contrastive term (versions 1–4)'),
  reading: read(
    'recalled',
    'signs are those of the descent direction; the zero-mean projection of batch normalisation is applied to the gradient at the output, over the population',
  ),
  space: space<ByolInstance>(byolNode),
  assumptions: [noOnlineBias, homogeneousOnline],
  quantifier: 'for all',
  exponential: 'formal',
  conclusion: parts({}),
  expect: 'holds',
  dependsOn: ['byol/update', 'byol/batch-norm-projection'],
  mutants: [
    {
      name: 'covariance-sign',
      text: '−Cov_x[K̄, f̄′] for the target',
      conclusion: parts({ covarianceSign: -1 }),
      agreesOn: { text: 'one point: nothing to contrast', narrow: onePoint },
    },
    {
      name: 'no-variance',
      text: '−E_xV_aug[K] w alone, without V_x[K̄]',
      conclusion: parts({ noVariance: true }),
      agreesOn: { text: 'one point: nothing to contrast', narrow: onePoint },
    },
    {
      name: 'uncentred-target',
      text: 'E_x[K̄ f̄′] instead of its covariance',
      conclusion: parts({ uncentredTarget: true }),
    },
  ],
});
