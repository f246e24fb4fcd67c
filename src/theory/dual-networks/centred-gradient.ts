import type { Field } from '../../arithmetic/field.js';
import { linearAlgebra, type Matrix } from '../../arithmetic/linear-algebra.js';
import type { Rational } from '../../arithmetic/rational.js';
import { detachedWeights, type Weighting } from '../../model/detached-weights.js';
import { dualNetworks } from '../../model/dual-networks.js';
import type { Network } from '../../model/network.js';
import type { Place } from '../../model/population.js';
import { topGradients } from '../../model/top-gradient.js';
import { expectations, pointLaw, type World } from '../../model/world.js';
import { negativesFromData, sameAugmentation } from '../settings/assumptions.js';
import { claim, type Over } from '../claim.js';
import { kernelNode, symmetricKernel } from '../settings/kernels.js';
import { equal, type Relation } from '../relation.js';
import { derivedHere, read } from '../sources.js';
import { position, record, space } from '../space.js';
import { networkNode, worldNode } from '../settings/spaces.js';
import { lengths, oneView } from '../settings/subclasses.js';

/** ξ(x, x′) is a matrix over the points, with no derivative of its own. */
interface Instance {
  readonly network: Network<Rational>;
  readonly world: World<Rational>;
  readonly kernel: Matrix<Rational>;
  readonly layer: number;
}

interface Variant {
  /** What the weight of a pair is multiplied by. */
  readonly factor?: 'anchor' | 'views';
}

const parts =
  ({ factor }: Variant) =>
  <S>(F: Field<S>, { network, world, kernel: xi, layer: l }: Over<Instance, S>): Record<string, Relation<S>> => {
    const { dot } = linearAlgebra(F);
    const { mean } = expectations(F);
    const { atAnchors, total, centred, backpropagated } = topGradients(F);
    const { contrast, negativeGradient } = detachedWeights(F);
    const outputs = dualNetworks(F).features(network, world);
    const rows = xi.map((row) => mean(pointLaw(world), row));
    const changed = (x: number, view: number, n: Place): S => {
      switch (factor) {
        case 'anchor':
          return F.mul(xi[x][n.x], rows[x]);
        case 'views':
          return F.mul(xi[x][n.x], dot(outputs[x][view], outputs[n.x][n.view]));
        default:
          return xi[x][n.x];
      }
    };
    const weighting: Weighting<S> = (x, anchor, _, negatives) => contrast(negatives.map((n) => changed(x, anchor, n)));
    const G = atAnchors(network, world, 1, weighting);
    const centre = total(G);
    return {
      'E[g_L] = 0': equal(
        centre,
        centre.map(() => F.zero),
      ),
      'the step of the centred gradient is −∇': equal(
        backpropagated(network, world, l, centred(world, G)),
        negativeGradient(network, world, 1, weighting, l, 'one'),
      ),
    };
  };

/** E[g_L] = 0 for g_L = ∂L/∂f_L(x₁), L = E[ξ(x, x′)(r₊ − r₋)], ξ symmetric and free of the views. */
export const centredGradient = claim<Instance>({
  id: 'dual-networks/centred-gradient',
  title: 'Centring the top gradient changes nothing in contrastive learning',
  statement: String.raw`\mathbb E\Bigl[\frac{\partial}{\partial f_L(x_1)}\,\xi(x,x')(r_+-r_-)\Bigr]=0,\qquad \sum_{x_1}\Bigl(\frac{\partial f_L(x_1)}{\partial\operatorname{vec}W_l}\Bigr)^{\mathsf T}\bigl(g_L-\mathbb E[g_L]\bigr)=\nabla_{\operatorname{vec}W_l}L`,
  source: derivedHere('the zero-mean part of batch normalisation, in contrastive learning'),
  reading: read(
    'derived',
    'the gradient at the anchor; through both branches the top gradients sum to 0 for every loss of distances. Any network will do',
  ),
  space: space<Instance>(
    record({
      network: networkNode({ layers: [1, 2] }),
      world: worldNode({ points: [1, 3], views: [1, 2], ownPositives: true, ownNegatives: true }),
      kernel: kernelNode([1, 3]),
      layer: position('layers'),
    }),
  ),
  assumptions: [symmetricKernel, sameAugmentation, negativesFromData],
  quantifier: 'for all',
  exponential: 'formal',
  conclusion: parts({}),
  expect: 'holds',
  dependsOn: ['dual-networks/weighted-covariance-operator'],
  mutants: [
    {
      name: 'anchor-normalised-kernel',
      text: 'the weight ξ(x, x′) E_{x″} ξ(x, x″), which the anchor does not share with the negative',
      conclusion: parts({ factor: 'anchor' }),
      agreesOn: {
        text: 'one point',
        narrow: lengths('world.points', 1, 1),
      },
    },
    {
      name: 'augmented-weights',
      text: 'the weight ξ(x, x′) ⟨f_L(x₁), f_L(x₋)⟩, symmetric but not free of the views',
      conclusion: parts({ factor: 'views' }),
      agreesOn: oneView,
    },
  ],
});
