import type { Field } from '../../arithmetic/field.js';
import { linearAlgebra } from '../../arithmetic/linear-algebra.js';
import type { Rational } from '../../arithmetic/rational.js';
import { dualNetworks } from '../../model/dual-networks.js';
import type { Network } from '../../model/network.js';
import { populations } from '../../model/population.js';
import { expectations, pointLaw, viewLaw, type World } from '../../model/world.js';
import { homogeneousActivation, negativesFromData, noBias, sameAugmentation } from '../settings/assumptions.js';
import { claim, type Over } from '../claim.js';
import { equal, type Relation } from '../relation.js';
import { derivedHere, read } from '../sources.js';
import { record, space } from '../space.js';
import { networkNode, worldNode } from '../settings/spaces.js';
import { oneView } from '../settings/subclasses.js';

interface Instance {
  readonly network: Network<Rational>;
  readonly world: World<Rational>;
}

interface Variant {
  /** The energy without the ½ of r = ½‖f − g‖²: twice the stated one. */
  readonly noHalf?: boolean;
  /** The variance over all views in place of the variance of the mean over views. */
  readonly total?: boolean;
}

const parts =
  ({ noHalf, total }: Variant) =>
  <S>(F: Field<S>, { network, world }: Over<Instance, S>): Record<string, Relation<S>> => {
    const { vec, apply, dot, trace } = linearAlgebra(F);
    const { mean, meanMatrix } = expectations(F);
    const { expectation, distance } = populations(F);
    const model = dualNetworks(F);
    const p = pointLaw(world);
    // f_L of every view as an n_L × 1 matrix: variances of matrices are sums over columns.
    const features = model.features(network, world).map((views) => views.map((f) => f.map((s) => [s])));
    const positives = model.features(network, world, 'positives');
    const flat = (f: readonly (readonly S[])[]): S[] => f.map((row) => row[0]);
    const f = (x: number, view: number): S[] => flat(features[x][view]);

    const laws = world.points.map((point) => viewLaw(point.views));
    const means = features.map((views, x) => meanMatrix(laws[x], views));
    const within = mean(
      p,
      features.map((views, x) => trace(model.variance(laws[x], views))),
    );
    const allViews = trace(
      model.variance(
        laws.flatMap((law, x) => law.map((q) => F.mul(p[x], q))),
        features.flat(),
      ),
    );
    const ofMeans = trace(model.variance(p, means));
    const energy = F.neg(total ? allViews : ofMeans);
    const stated = noHalf ? F.mul(F.of(2), energy) : energy;
    const loss = model.loss(network, world, { kind: 'simple' });
    const forms = network.weights.map((W, i) => {
      const w = vec(W);
      return F.neg(dot(w, apply(model.covarianceOperator(network, world, i + 1), w)));
    });
    return {
      'L_simp = −tr V_x[E_aug f_L]': equal([loss], [stated]),
      'L_simp = −wᵀ OP_l w for every l': equal(
        forms.map(() => loss),
        forms,
      ),
      'E r₊ = E_x tr V_aug[f_L]': equal(
        [expectation(world, 0, (x, a, b) => distance(f(x, a), positives[x][b]))],
        [within],
      ),
      'E r₋ = tr V[f_L] over all views': equal(
        [expectation(world, 1, (x, a, _, [n]) => distance(f(x, a), f(n.x, n.view)))],
        [allViews],
      ),
    };
  };

/** L_simp = −tr V_x[E_aug f_L] = −wᵀ OP_l w for every layer l; E r₊ = E_x tr V_aug[f_L], E r₋ = tr V[f_L]. */
export const energyIdentity = claim<Instance>({
  id: 'dual-networks/energy-identity',
  title: 'The simple loss is minus the variance of the mean outputs, read off any layer',
  statement: String.raw`L_{\mathrm{simp}}=-\operatorname{tr}\mathbb V_x[\mathbb E_{\mathrm{aug}}f_L]=-\operatorname{vec}(W_l)^{\mathsf T}\mathrm{OP}_l\operatorname{vec}(W_l)\ \text{ for every } l,\qquad \mathbb E r_+=\mathbb E_x\operatorname{tr}\mathbb V_{\mathrm{aug}}[f_L],\qquad \mathbb E r_-=\operatorname{tr}\mathbb V[f_L]`,
  source: derivedHere('consequence of Theorem 3'),
  reading: read('derived', 'the quadratic form of the operator of Theorem 3'),
  space: space<Instance>(
    record({
      network: networkNode({ width: [1, 2] }),
      world: worldNode({ inputs: [1, 2], ownPositives: true, ownNegatives: true }),
    }),
  ),
  assumptions: [noBias, homogeneousActivation, sameAugmentation, negativesFromData],
  quantifier: 'for all',
  exponential: 'formal',
  conclusion: parts({}),
  expect: 'holds',
  dependsOn: ['dual-networks/homogeneity', 'dual-networks/covariance-operator'],
  mutants: [
    {
      name: 'distances-without-half',
      text: 'L_simp = −2 tr V_x[E_aug f_L]',
      conclusion: parts({ noHalf: true }),
    },
    {
      name: 'variance-over-views',
      text: 'L_simp = −tr V[f_L] over all views, instead of the variance of the means',
      conclusion: parts({ total: true }),
      agreesOn: oneView,
    },
  ],
});
