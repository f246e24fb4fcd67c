import { bigSign } from '../../arithmetic/bigfloat.js';
import { decimals, relativeWidth } from '../../arithmetic/bigfloat-decimal.js';
import { intervalPositiveSemidefinite, positiveSemidefinite, rank, symmetric } from '../../arithmetic/definiteness.js';
import { Undecided } from '../../arithmetic/field.js';
import { linearAlgebra, type Matrix } from '../../arithmetic/linear-algebra.js';
import { type PartlyExact, PartlyExactField } from '../../arithmetic/partly-exact.js';
import { fractionText, isRational, type Rational, rationals } from '../../arithmetic/rational.js';
import { dualNetworks } from '../../model/dual-networks.js';
import { derivatives, variableLayer } from '../../model/gradient.js';
import { losses, negativesOf } from '../../model/losses.js';
import { networks } from '../../model/network.js';
import { populations } from '../../model/population.js';
import { datum, pointLaw } from '../../model/world.js';
import { featureForces } from '../../model/feature-forces.js';
import type { OperatorInstance } from './instance.js';
import type { LayerReport, ReportedNumber } from './report-format.js';

/** Enclosures are reported once their relative width is at most this; twenty written digits leave it below 1e-9. */
const WIDEST = 1e-10;
/** The precisions tried, in bits. What still encloses 0 from `FINAL` bits on is reported as it is. */
const PRECISIONS = [128, 256, 512, 1024, 2048];
const FINAL = 512;

/** The reason there is no covariance operator for several negatives. */
export const SEVERAL_NEGATIVES =
  'with several negatives the weight of a pair depends on which is the anchor: no covariance operator is claimed';

const settled = (a: PartlyExact, precision: number): boolean =>
  isRational(a) || relativeWidth(a) <= WIDEST || (precision >= FINAL && bigSign(a.lo) <= 0 && bigSign(a.hi) >= 0);

const written = (a: PartlyExact): ReportedNumber => (isRational(a) ? fractionText(a) : decimals(a));

/** f_L and ∂f_L/∂vec(W_l) of every view, by dual numbers. @throws {Undecided} at a kink */
const viewsOf = ({ network, world }: OperatorInstance, l: number) =>
  world.points
    .flatMap((point) => point.views)
    .map(({ x }) => ({
      output: networks(rationals).output(network, x),
      jacobian: derivatives(rationals).jacobian(linearAlgebra(rationals).vec(network.weights[l - 1]), (D, moving) =>
        networks(D).output(
          variableLayer(D, network, l, moving),
          x.map((s) => D.constant(s)),
        ),
      ),
    }));

/** OP_l = V_x[K̄_l] of the simple loss, ½V^ξ at the data themselves of the others, null for several negatives. */
const operatorOf = (F: PartlyExactField, { network, world, loss }: OperatorInstance, l: number) => {
  const exact = dualNetworks(rationals);
  if (loss.kind === 'simple') return exact.covarianceOperator(network, world, l);
  if (negativesOf(loss) > 1) return null;
  const data = world.points.map((point, x) => networks(rationals).output(network, datum(point, x)));
  const { distance } = populations(rationals);
  return dualNetworks<PartlyExact>(F).weightedOperator(
    pointLaw(world),
    exact.expectedConnections(network, world, l),
    (x, y) => losses<PartlyExact>(F).xi(loss, distance(data[x], data[y])),
  );
};

const bothRational = (M: Matrix<PartlyExact>): M is Matrix<Rational> => M.every((row) => row.every(isRational));

/**
 * Entries (i, j) and (j, i) of the operator come from the same operations on the same numbers: equal enclosures enclose one
 * number. Disjoint ones tell two apart.
 */
const symmetryOf = (F: PartlyExactField, M: Matrix<PartlyExact>): boolean | null => {
  const { rounded } = F.intervals;
  const entries = M.map((row) => row.map((a) => F.enclosure(a)));
  const pairs = entries.flatMap((row, i) => row.slice(0, i).map((a, j) => [a, entries[j][i]] as const));
  const apart = pairs.some(([a, b]) => rounded.compare(a.hi, b.lo) < 0 || rounded.compare(b.hi, a.lo) < 0);
  if (apart) return false;
  const same = pairs.every(([a, b]) => rounded.compare(a.lo, b.lo) === 0 && rounded.compare(a.hi, b.hi) === 0);
  return same ? true : null;
};

const shapeOf = (
  F: PartlyExactField,
  M: Matrix<PartlyExact> | null,
): Pick<LayerReport, 'psd' | 'symmetric' | 'rank'> => {
  if (M === null) return { psd: null, symmetric: null, rank: null };
  if (bothRational(M)) {
    const isSymmetric = symmetric(M);
    return { psd: isSymmetric && positiveSemidefinite(M).psd, symmetric: isSymmetric, rank: rank(M) };
  }
  const isSymmetric = symmetryOf(F, M);
  if (isSymmetric !== true) return { psd: isSymmetric, symmetric: isSymmetric, rank: null };
  const { verdict } = intervalPositiveSemidefinite(
    F.intervals,
    M.map((row) => row.map((a) => F.enclosure(a))),
  );
  return { psd: verdict === 'unknown' ? null : verdict === 'yes', symmetric: true, rank: null };
};

/**
 * What the theory says of one layer of the user's own network, beside what is: the operator, its action on vec(W_l), the
 * two negative gradients and what the operator leaves over. Exact, but for the true exponentials of triplet and infonce,
 * which are enclosed, at whatever precision makes every enclosure narrow.
 * @throws {Undecided} at a kink
 */
export const layerReport = (instance: OperatorInstance, l: number): LayerReport => {
  const views = viewsOf(instance, l);
  for (const precision of PRECISIONS) {
    const F = new PartlyExactField(precision);
    const algebra = linearAlgebra<PartlyExact>(F);
    const weights = linearAlgebra(rationals).vec(instance.network.weights[l - 1]);
    const operator = operatorOf(F, instance, l);
    const forces = featureForces<PartlyExact>(
      F,
      instance.world,
      views.map((view) => view.output),
      instance.loss,
    );
    const gradient = (pulls: readonly (readonly PartlyExact[])[]): PartlyExact[] =>
      views.map(({ jacobian }, a) => algebra.applyTransposed(jacobian, pulls[a])).reduce((s, v) => algebra.plus(s, v));
    const oneBranch = gradient(forces.oneBranch);
    const bothBranches = gradient(forces.bothBranches);
    const update = operator && algebra.apply(operator, weights);
    const residue = update && algebra.minus(oneBranch, update);
    const entries = [...(operator ?? []).flat(), ...(update ?? []), ...oneBranch, ...bothBranches, ...(residue ?? [])];
    if (!entries.every((a) => settled(a, precision))) continue;
    return {
      layer: l,
      operator: operator?.map((row) => row.map(written)) ?? null,
      weights: weights.map(written),
      update: update?.map(written) ?? null,
      oneBranchNegativeGradient: oneBranch.map(written),
      negativeGradient: bothBranches.map(written),
      residue: residue?.map(written) ?? null,
      ...shapeOf(F, operator),
      ...(operator === null ? { reason: SEVERAL_NEGATIVES } : {}),
    };
  }
  throw new Undecided(`an enclosure wider than ${WIDEST} at ${PRECISIONS[PRECISIONS.length - 1]} bits`);
};
