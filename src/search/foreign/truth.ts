/**
 * The exact values an answer is compared with. Glossary: f_a the output of view a, views of the first point first, r_ab = ½‖f_a − f_b‖²,
 * c_ab = ∂L/∂r_ab with a the anchor.
 */
import { linearAlgebra, type Matrix } from '../../arithmetic/linear-algebra.js';
import { type PartlyExact, PartlyExactField } from '../../arithmetic/partly-exact.js';
import { dualNetworks } from '../../model/dual-networks.js';
import { featureForces } from '../../model/feature-forces.js';
import { losses, negativesOf } from '../../model/losses.js';
import { networks } from '../../model/network.js';
import { pairDerivatives } from '../../model/pair-derivatives.js';
import { populations } from '../../model/population.js';
import { references } from '../../model/reference.js';
import { pointLaw } from '../../model/world.js';
import type { ForeignInstance } from './instances.js';
import type { Nested } from './nested.js';
import type { StepName } from './steps.js';

/** Bits of the enclosures of what contains an exponential: twice those of float64, and then some. */
const PRECISION = 160;

/** The value of every step; no operator where none is claimed (several negatives). */
export type Truth = Readonly<Partial<Record<StepName, Nested<PartlyExact>>>>;

/** The matrix over vec(W), column by column, as one over W row by row: the order in which other programs flatten. */
export const rowByRow = <S>(M: Matrix<S>, rows: number, columns: number): S[][] => {
  const places = Array.from({ length: rows * columns }, (_, k) => (k % columns) * rows + Math.floor(k / columns));
  return places.map((i) => places.map((j) => M[i][j]));
};

/** ∂f_L/∂W_l, n_L × (n_l n_{l−1}) with W_l row by row, from K_l. */
const jacobianOf = <S>(K: Matrix<S>, rows: number, columns: number): S[][] =>
  K[0].map((_, o) =>
    Array.from({ length: rows * columns }, (__, k) => K[(k % columns) * rows + Math.floor(k / columns)][o]),
  );

/**
 * Every step on one instance: rationals, and narrow enclosures of what contains a true exponential. The gradients are derivatives by
 * definition (dual numbers); nothing above them is used to compute them.
 * @throws {Undecided} at a kink
 */
export const truthOf = ({ network, world, loss }: ForeignInstance): Truth => {
  const F = new PartlyExactField(PRECISION);
  const neg = (s: PartlyExact): PartlyExact => F.neg(s);
  const { unvec } = linearAlgebra<PartlyExact>(F);
  const model = dualNetworks<PartlyExact>(F);
  const views = world.points.flatMap((point) => point.views);
  const outputs = views.map((view) => networks<PartlyExact>(F).output(network, view.x));
  const { distance } = populations<PartlyExact>(F);
  const distances = outputs.map((f) => outputs.map((g) => distance(f, g)));
  const derivatives = pairDerivatives<PartlyExact>(F, world, loss);
  const forces = featureForces<PartlyExact>(F, world, outputs, loss);
  const layers = network.weights.map((W, i) => ({ l: i + 1, rows: W.length, columns: W[0].length }));
  const gradients = (branches: 'one' | 'both') =>
    layers.map(({ l, rows }) => unvec(model.negativeGradient(network, world, loss, l, branches).map(neg), rows));
  const operatorAt = (l: number): Matrix<PartlyExact> => {
    if (loss.kind === 'simple') return model.covarianceOperator(network, world, l);
    const r = references<PartlyExact>(F);
    const between = r.distances(r.ofDatum(network, world));
    return model.weightedOperator(pointLaw(world), model.expectedConnections(network, world, l), (x, y) =>
      losses<PartlyExact>(F).xi(loss, between[x][y]),
    );
  };
  return {
    outputs,
    distances,
    loss: model.loss(network, world, loss),
    lossDerivatives: distances.map((r, a) => derivatives(a, r)),
    'topGradients.one': forces.oneBranch.map((force) => force.map(neg)),
    'topGradients.both': forces.bothBranches.map((force) => force.map(neg)),
    connections: views.map((view) =>
      layers.map(({ l, rows, columns }) =>
        jacobianOf(networks<PartlyExact>(F).connectionAt(network, view.x, l), rows, columns),
      ),
    ),
    'gradients.one': gradients('one'),
    'gradients.both': gradients('both'),
    ...(negativesOf(loss) === 1 && {
      operator: layers.map(({ l, rows, columns }) => rowByRow(operatorAt(l), rows, columns)),
    }),
  };
};
