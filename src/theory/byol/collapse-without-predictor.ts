import type { Field } from '../../arithmetic/field.js';
import { linearAlgebra } from '../../arithmetic/linear-algebra.js';
import { byol, onlineWeights } from '../../model/byol.js';
import { dualNetworks } from '../../model/dual-networks.js';
import { firstViews } from '../../model/first-views.js';
import { pointLaw, viewLaw } from '../../model/world.js';
import { sameAugmentation } from '../settings/assumptions.js';
import {
  type ByolInstance,
  byolNode,
  homogeneousOnline,
  noOnlineBias,
  noPredictor,
  targetIsOnline,
} from './setting.js';
import { oneView } from '../settings/subclasses.js';
import { claim, type Over } from '../claim.js';
import { atMost, equal, psd, type Relation } from '../relation.js';
import { dualNetworksPaper, read } from '../sources.js';
import { space } from '../space.js';

interface Variant {
  /** V_x[K̄] in the place of E_xV_aug[K]. */
  readonly overPoints?: boolean;
  /** Factor of the step with the target held fixed. */
  readonly factor?: number;
}

const parts =
  ({ overPoints, factor = 1 }: Variant) =>
  <S>(F: Field<S>, instance: Over<ByolInstance, S>): Record<string, Relation<S>> => {
    const { world, layer: l } = instance;
    const { vec, apply, scale, dot, sum } = linearAlgebra(F);
    const model = byol(F);
    const { variance } = dualNetworks(F);
    const w = vec(onlineWeights(instance, l));
    const p = pointLaw(world);
    const operator = overPoints
      ? variance(p, model.expectedConnections(instance, world, l))
      : model.augmentationVariance(instance, world, l);
    const decay = scale(F.of(-1), apply(operator, w));
    const held = model.negativeGradient(instance, world, l);
    const through = model.negativeGradient(instance, world, l, { through: true });
    const still = firstViews(F, world);
    const outputSpread = model.onlineFeatures(instance, world).map((fs, x) => {
      const q = viewLaw(world.points[x].views);
      const columns = fs.map((f) => f.map((s) => [s]));
      return F.mul(p[x], linearAlgebra(F).trace(variance(q, columns)));
    });
    const growth = F.mul(F.of(2), dot(w, held));
    return {
      'target held fixed: −∇ = −E_xV_aug[K] w': equal(held, scale(F.of(factor), decay)),
      'through both sides: −∇ = −2 E_xV_aug[K] w': equal(through, scale(F.of(2), decay)),
      'E_xV_aug[K] ⪰ 0': psd(operator),
      'd‖W_l‖²/dt = −2 E_x tr V_aug[f]': equal([growth], [F.mul(F.of(-2 * factor), sum(outputSpread))]),
      'd‖W_l‖²/dt ≤ 0': atMost([growth], [F.zero]),
      'p_aug = δ: nothing moves': equal(
        [
          ...model.negativeGradient(instance, still, l),
          ...model.negativeGradient(instance, still, l, { through: true }),
        ],
        [...w, ...w].map(() => F.zero),
      ),
    };
  };

/** f′ = f: −∇ = −E_xV_aug[K] w with the target held fixed, twice that through both sides; d‖W_l‖²/dt ≤ 0. */
export const collapseWithoutPredictor = claim<ByolInstance>({
  id: 'byol/collapse-without-predictor',
  title: 'Without predictor and lag only the augmentation variance is contracted',
  statement: String.raw`f'=f\ \Rightarrow\ -\frac{\partial L}{\partial\operatorname{vec}(W_l)} = -\mathbb E_x\mathbb V_{\mathrm{aug}}[K]\,w,\qquad \frac{d}{dt}\|W_l\|_F^2=-2\,\mathbb E_x\operatorname{tr}\mathbb V_{\mathrm{aug}}[f]\le 0`,
  source: dualNetworksPaper('BYOL without predictor and moving average (versions 1–4)'),
  reading: read(
    'recalled',
    'called collapse there; strictly it contracts what augmentation varies, and where every view equals its point nothing moves, which is a part of the claim',
  ),
  space: space<ByolInstance>(byolNode),
  assumptions: [noOnlineBias, homogeneousOnline, noPredictor, targetIsOnline, sameAugmentation],
  quantifier: 'for all',
  exponential: 'formal',
  conclusion: parts({}),
  expect: 'holds',
  dependsOn: ['byol/update'],
  mutants: [
    {
      name: 'variance-over-points',
      text: '−∇ = −V_x[K̄] w: the points contract instead of their views',
      conclusion: parts({ overPoints: true }),
    },
    {
      name: 'held-target-counted-twice',
      text: 'the doubled step also with the target held fixed',
      conclusion: parts({ factor: 2 }),
      agreesOn: oneView,
    },
  ],
});
