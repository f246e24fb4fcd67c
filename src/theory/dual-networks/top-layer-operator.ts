import type { Field } from '../../arithmetic/field.js';
import { linearAlgebra } from '../../arithmetic/linear-algebra.js';
import type { Rational } from '../../arithmetic/rational.js';
import { dualNetworks } from '../../model/dual-networks.js';
import { derivatives, variableLayer } from '../../model/gradient.js';
import { type Network, networks } from '../../model/network.js';
import { expectations, pointLaw, viewLaw, type World } from '../../model/world.js';
import { linearTop, negativesFromData, sameAugmentation } from '../settings/assumptions.js';
import { at, claim, type Over } from '../claim.js';
import { equal, type Relation } from '../relation.js';
import { derivedHere, read } from '../sources.js';
import { axis, list, number, record, space } from '../space.js';
import { networkNode, width, worldNode } from '../settings/spaces.js';
import { oneView } from '../settings/subclasses.js';

interface Instance {
  readonly network: Network<Rational>;
  readonly world: World<Rational>;
}

/** What a false sibling changes: the order of the Kronecker factors, and what is averaged over views. */
interface Variant {
  readonly swapped?: boolean;
  /** The variance of f_{L−1} over all views instead of the variance of its mean over views. */
  readonly total?: boolean;
}

const parts =
  ({ swapped, total }: Variant) =>
  <S>(F: Field<S>, { network, world }: Over<Instance, S>): Record<string, Relation<S>> => {
    const { vec, transpose, kronecker, identity, apply, add, scaleMatrix } = linearAlgebra(F);
    const { meanMatrix } = expectations(F);
    const model = dualNetworks(F);
    const L = network.weights.length;
    const w = vec(network.weights[L - 1]);
    const p = pointLaw(world);
    const slope = (x: readonly S[]) =>
      transpose(
        derivatives(F).jacobian(w, (D, moving) =>
          networks(D).output(
            variableLayer(D, network, L, moving),
            x.map((s) => D.constant(s)),
          ),
        ),
      );
    const byDefinition = model.variance(
      p,
      world.points.map(({ views }) =>
        meanMatrix(
          viewLaw(views),
          views.map((view) => slope(view.x)),
        ),
      ),
    );
    const below = world.points.map(({ views }) =>
      views.map((view) =>
        networks(F)
          .forward(network, view.x)
          .windows[L - 1][0].map((s) => [s]),
      ),
    );
    const means = below.map((f, x) => meanMatrix(viewLaw(world.points[x].views), f));
    const ofMeans = model.variance(p, means);
    const V = total
      ? below.reduce((s, f, x) => add(s, scaleMatrix(p[x], model.variance(viewLaw(world.points[x].views), f))), ofMeans)
      : ofMeans;
    const I = identity(network.weights[L - 1].length);
    const OP = swapped ? kronecker(I, V) : kronecker(V, I);
    return {
      'OP_L = V_x[E_aug f_{L−1}] ⊗ I': equal(byDefinition, OP),
      'one branch: −∇ = (V_x[E_aug f_{L−1}] ⊗ I) vec(W_L)': equal(
        model.negativeGradient(network, world, { kind: 'simple' }, L, 'one'),
        apply(OP, w),
      ),
    };
  };

/** OP_L = V_x[E_aug f_{L−1}] ⊗ I_{n_L}: the top layer reads the covariance of the layer below. */
export const topLayerOperator = claim<Instance>({
  id: 'dual-networks/top-layer-operator',
  title: 'The operator of the top layer is the covariance of the features below it',
  statement: String.raw`\mathrm{OP}_L = \mathbb V_x\bigl[\mathbb E_{\mathrm{aug}} f_{L-1}\bigr]\otimes I_{n_L},\qquad \mathrm{OP}_L = \mathbb V_x\Bigl[\mathbb E_{\mathrm{aug}}\Bigl(\frac{\partial f_L}{\partial\operatorname{vec}(W_L)}\Bigr)^{\mathsf T}\Bigr]`,
  source: derivedHere('the covariance operator at the top layer'),
  reading: read(
    'derived',
    'nothing is asked of the layers below, which may have biases and any activation: the top layer is linear in its weights',
  ),
  space: space<Instance>(
    record({
      network: networkNode({ layers: [1, 2] }),
      world: worldNode({ views: [1, 2], ownPositives: true, ownNegatives: true }),
    }),
  ),
  assumptions: [linearTop, sameAugmentation, negativesFromData],
  quantifier: 'for all',
  exponential: 'formal',
  conclusion: parts({}),
  expect: 'holds',
  dependsOn: ['dual-networks/homogeneity', 'dual-networks/covariance-operator'],
  mutants: [
    {
      name: 'swapped-kronecker',
      text: 'OP_L = I ⊗ V_x[E_aug f_{L−1}], right for a row-major vec',
      conclusion: parts({ swapped: true }),
      agreesOn: {
        text: 'one output unit, n_L = 1',
        narrow: at(
          'network.weights',
          list(axis('layers', 2, 2), (i) =>
            list(width(i + 1, i === 1 ? [1, 1] : [1, 3]), list(width(i), number(2, 2))),
          ),
        ),
      },
    },
    {
      name: 'variance-over-views',
      text: 'the variance of f_{L−1} over all views, instead of the variance of its mean over views',
      conclusion: parts({ total: true }),
      agreesOn: oneView,
    },
  ],
});
