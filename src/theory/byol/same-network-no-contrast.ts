import type { Field } from '../../arithmetic/field.js';
import { linearAlgebra } from '../../arithmetic/linear-algebra.js';
import { byol, type Sides } from '../../model/byol.js';
import { sameAugmentation } from '../settings/assumptions.js';
import { type ByolInstance, byolNode, noPredictor, targetIsOnline } from './setting.js';
import { oneView } from '../settings/subclasses.js';
import { claim, type Over } from '../claim.js';
import { equal, type Relation } from '../relation.js';
import { dualNetworksPaper, read } from '../sources.js';
import { space } from '../space.js';

interface Variant {
  /** f = 2 f_L: a predictor after all. */
  readonly doubled?: boolean;
  /** Every pair of views instead of their mean. */
  readonly everyPair?: boolean;
}

/** The sides with the predictor f ↦ 2f on the online one. */
const withDoubling = <S>(F: Field<S>, sides: Sides<S>): Sides<S> => {
  const units = sides.network.weights[sides.network.weights.length - 1].length;
  const { identity, scaleMatrix } = linearAlgebra(F);
  return { ...sides, predictor: { activation: 'linear', weights: [scaleMatrix(F.of(2), identity(units))] } };
};

const parts =
  ({ doubled, everyPair }: Variant) =>
  <S>(F: Field<S>, instance: Over<ByolInstance, S>): Record<string, Relation<S>> => {
    const { world, layer: l } = instance;
    const { minus } = linearAlgebra(F);
    const model = byol(F);
    const sides = doubled ? withDoubling(F, instance) : instance;
    const online = everyPair
      ? model.onlineFeatures(sides, world).flatMap((fs) => fs.flatMap((f) => fs.map(() => f)))
      : model.onlineMeans(sides, world);
    const target = everyPair
      ? model.targetFeatures(sides, world).flatMap((fs) => fs.flatMap(() => fs))
      : model.targetMeans(sides, world);
    const differences = online.flatMap((f, i) => minus(f, target[i]));
    return {
      'D̄(x) = 0 at every x': equal(
        differences,
        differences.map(() => F.zero),
      ),
      'centring changes no layer': equal(
        model.negativeGradient(sides, world, l, { centred: true }),
        model.negativeGradient(sides, world, l),
      ),
    };
  };

/** f′ = f: D̄(x) = 0 for every x, and centring the gradient at the output changes nothing. */
export const sameNetworkNoContrast = claim<ByolInstance>({
  id: 'byol/same-network-no-contrast',
  title: 'With the same network on both sides centring contrasts nothing',
  statement: String.raw`f'=f\ \Rightarrow\ \bar D(x)=\bar f(x)-\bar f'(x)=0\ \text{ for every }x,\qquad \Delta W_l^{\mathrm{centred}}=\Delta W_l`,
  source: dualNetworksPaper('BatchNorm without predictor and moving average (versions 1–4)'),
  reading: read(
    'recalled',
    'there D̄ averages to 0; it vanishes at every point. Neither homogeneity nor absence of biases is needed',
  ),
  space: space<ByolInstance>(byolNode),
  assumptions: [noPredictor, targetIsOnline, sameAugmentation],
  quantifier: 'for all',
  exponential: 'formal',
  conclusion: parts({}),
  expect: 'holds',
  dependsOn: ['byol/implicit-contrast'],
  mutants: [
    {
      name: 'with-predictor',
      text: 'the same with the predictor f ↦ 2f on the online side',
      conclusion: parts({ doubled: true }),
    },
    {
      name: 'every-pair',
      text: 'f(x₁) − f′(x₂) = 0 for every pair of views',
      conclusion: parts({ everyPair: true }),
      agreesOn: oneView,
    },
  ],
});
