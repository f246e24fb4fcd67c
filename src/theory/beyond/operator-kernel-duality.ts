/**
 * Glossary: Θ_l(x, x′) = E_aug E_aug′ (∂f_L(x₁)/∂w_l)(∂f_L(x₂)/∂w_l)ᵀ, layer l's block of the neural tangent kernel averaged over views;
 * Θ̃_l the kernel centred under p; T_l the matrix of blocks p(x) Θ̃_l(x, x′), with the non-zero spectrum of √p Θ̃ √p; K_all the
 * connections of all layers stacked, OP_all = V_x[E_aug K_all].
 */
import type { Field } from '../../arithmetic/field.js';
import { linearAlgebra, type Matrix } from '../../arithmetic/linear-algebra.js';
import { minors } from '../../arithmetic/minors.js';
import type { Rational } from '../../arithmetic/rational.js';
import { dualNetworks } from '../../model/dual-networks.js';
import { derivatives, variableLayer } from '../../model/gradient.js';
import { type Network, networks } from '../../model/network.js';
import { expectations, pointLaw, viewLaw, type World } from '../../model/world.js';
import { homogeneousActivation, negativesFromData, noBias, sameAugmentation } from '../settings/assumptions.js';
import { claim, type Over } from '../claim.js';
import { equal, type Relation } from '../relation.js';
import { derivedHere, read } from '../sources.js';
import { position, record, space } from '../space.js';
import { networkNode, worldNode } from '../settings/spaces.js';
import { lengths } from '../settings/subclasses.js';

interface Instance {
  readonly network: Network<Rational>;
  readonly world: World<Rational>;
  readonly layer: number;
}

interface Variant {
  /** Leave the kernel uncentred. */
  readonly uncentred?: boolean;
  /** Leave out 1/L. */
  readonly withoutDepth?: boolean;
}

const parts =
  ({ uncentred, withoutDepth }: Variant) =>
  <S>(F: Field<S>, { network, world, layer: l }: Over<Instance, S>): Record<string, Relation<S>> => {
    const { vec, apply, product, trace, transpose, outer, subtract, scaleMatrix, scale, add } = linearAlgebra(F);
    const { meanMatrix } = expectations(F);
    const model = dualNetworks(F);
    const p = pointLaw(world);
    const L = network.weights.length;
    const OP = model.covarianceOperator(network, world, l);
    /** ∂f_L/∂vec(W_m) at one view, n_L rows, by dual numbers. */
    const tangent = (x: readonly S[], m: number): Matrix<S> =>
      derivatives(F).jacobian(vec(network.weights[m - 1]), (D, moving) =>
        networks(D).output(
          variableLayer(D, network, m, moving),
          x.map((s) => D.constant(s)),
        ),
      );
    const meanTangents = (m: number): Matrix<S>[] =>
      world.points.map(({ views }) =>
        meanMatrix(
          viewLaw(views),
          views.map((view) => tangent(view.x, m)),
        ),
      );
    const tangents = network.weights.map((_, i) => meanTangents(i + 1));
    const features = tangents[l - 1];
    const kernel = features.map((A) => features.map((B) => outer(A, B)));
    const rows = kernel.map((blocks) => meanMatrix(p, blocks));
    const whole = meanMatrix(p, rows);
    const centred = kernel.map((blocks, x) =>
      blocks.map((block, y) =>
        uncentred ? block : add(subtract(subtract(block, rows[x]), transpose(rows[y])), whole),
      ),
    );
    const T = centred.flatMap((blocks, x) =>
      blocks[0].map((_, i) =>
        scale(
          p[x],
          blocks.flatMap((block) => block[i]),
        ),
      ),
    );
    const powers = (M: Matrix<S>): Matrix<S>[] => {
      const square = product(M, M);
      return [M, square, product(square, M)];
    };
    const stacked = world.points.map((_, x) => tangents.flatMap((ofLayer) => transpose(ofLayer[x])));
    const all = model.variance(p, stacked);
    const wAll = network.weights.flatMap((W) => vec(W));
    const steps = network.weights.flatMap((_, i) =>
      model.negativeGradient(network, world, { kind: 'simple' }, i + 1, 'one'),
    );
    const start = network.weights.slice(0, l - 1).reduce((n, W) => n + W.length * W[0].length, 0);
    const block = all.slice(start, start + OP.length).map((row) => row.slice(start, start + OP.length));
    const order = (world.points.length - 1) * network.weights[L - 1].length + 1;
    const vanishing = order > OP.length ? undefined : minors(F).principal(OP, order);
    return {
      'tr OP_lᵏ = tr T_lᵏ, k = 1, 2, 3': equal(powers(OP).map(trace), powers(T).map(trace)),
      'all layers: −∇ = (1/L) OP_all w_all': equal(
        steps,
        scaleMatrix(F.of(1, withoutDepth ? 1 : L), [apply(all, wAll)])[0],
      ),
      'OP_l is the block of layer l in OP_all': equal(OP, block),
      ...(vanishing === undefined
        ? {}
        : {
            'rank OP_l ≤ (|X| − 1) n_L': equal(
              vanishing,
              vanishing.map(() => F.zero),
            ),
          }),
    };
  };

/** OP_l has the non-zero spectrum of the weighted, centred, augmentation-averaged tangent kernel; Δw_all = (1/L) OP_all w_all. */
export const operatorKernelDuality = claim<Instance>({
  id: 'beyond/operator-kernel-duality',
  title: 'The covariance operator and the centred tangent kernel share their spectrum',
  statement: String.raw`\operatorname{tr}\mathrm{OP}_l^k=\operatorname{tr}T_l^k,\quad T_l=\bigl[p(x)\,\widetilde\Theta_l(x,x')\bigr]_{x,x'},\qquad \Delta w_{\mathrm{all}}=\tfrac1L\mathrm{OP}_{\mathrm{all}}w_{\mathrm{all}},\qquad \operatorname{rank}\mathrm{OP}_l\le(|X|-1)\,n_L`,
  source: derivedHere('operator–kernel duality'),
  reading: read(
    'derived',
    'the spectra are compared through the first three power traces; the interlacing of the eigenvalues of OP_l and OP_all is Cauchy’s theorem for the principal block',
  ),
  space: space<Instance>(
    record({
      network: networkNode({ layers: [1, 3], width: [1, 2] }),
      world: worldNode({ points: [1, 3], views: [1, 2], inputs: [1, 2], ownPositives: true, ownNegatives: true }),
      layer: position('layers'),
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
      name: 'uncentred-kernel',
      text: 'T_l from the kernel as it is, not centred under p',
      conclusion: parts({ uncentred: true }),
    },
    {
      name: 'depth-not-divided',
      text: 'Δw_all = OP_all w_all',
      conclusion: parts({ withoutDepth: true }),
      agreesOn: { text: 'one layer', narrow: lengths('network.weights', 1, 1) },
    },
  ],
});
