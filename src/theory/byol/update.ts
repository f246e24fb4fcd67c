import type { Field } from '../../arithmetic/field.js';
import { linearAlgebra } from '../../arithmetic/linear-algebra.js';
import { byol, onlineWeights } from '../../model/byol.js';
import { type Network, networks } from '../../model/network.js';
import { expectations, pointLaw, viewLaw } from '../../model/world.js';
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
import { equal, type Relation } from '../relation.js';
import { dualNetworksPaper, read } from '../sources.js';
import { space } from '../space.js';

interface Variant {
  /** The target term pushes away instead of pulling. */
  readonly targetSign?: number;
  /** f̄ in the place of f̄′. */
  readonly onlineMean?: boolean;
  /** Leave E_xV_aug[K] out. */
  readonly meansOnly?: boolean;
}

const isHomogeneous = (network: Network<unknown>): boolean =>
  network.activation !== 'softplus' && network.biases === undefined;

const parts =
  ({ targetSign = 1, onlineMean, meansOnly }: Variant) =>
  <S>(F: Field<S>, instance: Over<ByolInstance, S>): Record<string, Relation<S>> => {
    const { world, layer: l } = instance;
    const { vec, apply, applyTransposed, add, outer, scale, minus } = linearAlgebra(F);
    const { meanMatrix } = expectations(F);
    const model = byol(F);
    const w = vec(onlineWeights(instance, l));
    const Kbar = model.expectedConnections(instance, world, l);
    const ofMeans = meanMatrix(
      pointLaw(world),
      Kbar.map((K) => outer(K, K)),
    );
    const operator = meansOnly ? ofMeans : add(ofMeans, model.augmentationVariance(instance, world, l));
    const pulled = onlineMean ? model.onlineMeans(instance, world) : model.targetMeans(instance, world);
    const step = (towards: readonly (readonly S[])[]): S[] =>
      minus(scale(F.of(targetSign), model.crossMoment(world, Kbar, towards)), apply(operator, w));
    const byDefinition = model.negativeGradient(instance, world, l);
    const main = { '−∇ = −(E_x[K̄K̄ᵀ] + E_xV_aug[K]) w + E_x[K̄ f̄′]': equal(byDefinition, step(pulled)) };
    const target = instance.target ?? instance.network;
    if (l > target.weights.length || !isHomogeneous(target)) return main;
    const through = vec(target.weights[l - 1]);
    const throughConnection = world.points.map(({ views, positives = views }) =>
      applyTransposed(
        meanMatrix(
          viewLaw(positives),
          positives.map((view) => networks(F).connectionAt(target, view.x, l)),
        ),
        through,
      ),
    );
    return {
      ...main,
      'bias-free homogeneous target: −∇ = −(E_x[K̄K̄ᵀ] + E_xV_aug[K]) w + E_x[K̄K̄′ᵀ] w′': equal(
        byDefinition,
        step(onlineMean ? pulled : throughConnection),
      ),
    };
  };

/** −∂/∂vec(W_l) E ½‖f(x₁) − SG f′(x₂)‖² = −(E_x[K̄K̄ᵀ] + E_xV_aug[K]) w + E_x[K̄ f̄′]. */
export const byolUpdate = claim<ByolInstance>({
  id: 'byol/update',
  title: 'The step towards a target that is held fixed',
  statement: String.raw`-\frac{\partial}{\partial\operatorname{vec}(W_l)}\,\mathbb E\,\tfrac12\bigl\|f(x_1)-\mathrm{SG}\,f'(x_2)\bigr\|^2 = -\bigl(\mathbb E_x[\bar K\bar K^{\mathsf T}]+\mathbb E_x\mathbb V_{\mathrm{aug}}[K]\bigr)w+\mathbb E_x[\bar K\bar f'],\qquad \bar f'(x)=\mathbb E[f'(x_2)\mid x]`,
  source: dualNetworksPaper('the BYOL update (versions 1–4)'),
  reading: read(
    'recalled',
    'written with the averaged target output, which says the same with a predictor, where the layers of the two sides no longer correspond; the form with the target’s connection is a part wherever it has a meaning',
  ),
  space: space<ByolInstance>(byolNode),
  assumptions: [noOnlineBias, homogeneousOnline],
  quantifier: 'for all',
  exponential: 'formal',
  conclusion: parts({}),
  expect: 'holds',
  dependsOn: ['dual-networks/homogeneity', 'dual-networks/pair-gradient'],
  mutants: [
    { name: 'target-sign', text: '−E_x[K̄ f̄′] for the target', conclusion: parts({ targetSign: -1 }) },
    {
      name: 'online-mean',
      text: 'E_x[K̄ f̄] instead of E_x[K̄ f̄′]',
      conclusion: parts({ onlineMean: true }),
      agreesOn: {
        text: 'the target is the online network, without a predictor, and sees views of the same law',
        narrow: (node) => sameAugmentation.narrow(noPredictor.narrow(targetIsOnline.narrow(node))),
      },
    },
    {
      name: 'no-augmentation-variance',
      text: 'the online term −E_x[K̄K̄ᵀ] w alone',
      conclusion: parts({ meansOnly: true }),
      agreesOn: oneView,
    },
  ],
});
