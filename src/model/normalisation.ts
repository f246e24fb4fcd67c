/**
 * Networks whose output is brought to unit length. Glossary: f̂ = f_L/‖f_L‖, P = I − f_L f_Lᵀ/‖f_L‖², K̂_l = K_l/‖f_L‖ the
 * connection of values, K_lⁿ = K_l P/‖f_L‖ the connection of gradients. Where f_L = 0 all of them are undefined.
 */
import type { Field } from '../arithmetic/field.js';
import { linearAlgebra, type Matrix } from '../arithmetic/linear-algebra.js';
import { branchesOf, branchGradients } from './branch-gradient.js';
import { type BranchCount, dualNetworks } from './dual-networks.js';
import { type Loss, mapLoss } from './losses.js';
import { type Network, networks } from './network.js';
import { type Branches, populations, type ViewFeatures } from './population.js';
import type { World } from './world.js';

/** Normalised outputs over a field. `epsilon` is added to the norm: 0 in the theory, a small number in practice. */
export const normalisations = <S>(F: Field<S>, epsilon: S = F.zero) => {
  const { squaredNorm, minus, scale, apply, scaleMatrix } = linearAlgebra(F);
  const net = networks(F);

  /** 1/(‖f‖ + ε). */
  const inverseNorm = (f: readonly S[]): S => F.div(F.one, F.add(F.sqrt(squaredNorm(f)), epsilon));

  /** f/(‖f‖ + ε). */
  const normalise = (f: readonly S[]): S[] => scale(inverseNorm(f), f);

  /** f̂ of every view of every point. */
  const features = (network: Network<S>, world: World<S>): S[][][] =>
    dualNetworks(F)
      .features(network, world)
      .map((views) => views.map(normalise));

  /** K̂_l = K_l/(‖f_L‖ + ε) at one input. */
  const valueConnection = (network: Network<S>, x: readonly S[], l: number): S[][] =>
    scaleMatrix(inverseNorm(net.output(network, x)), net.connectionAt(network, x, l));

  /** K_lⁿ = K_l (I − f_L f_Lᵀ/‖f_L‖²)/(‖f_L‖ + ε) at one input. */
  const gradientConnection = (network: Network<S>, x: readonly S[], l: number): S[][] => {
    const f = net.output(network, x);
    const K: Matrix<S> = net.connectionAt(network, x, l);
    const along = scale(F.div(F.one, squaredNorm(f)), apply(K, f));
    return scaleMatrix(
      inverseNorm(f),
      K.map((row, i) => minus(row, scale(along[i], f))),
    );
  };

  /** L of the normalised outputs of given branches. */
  const lossOf = (world: World<S>, { anchors, positives, negatives }: Branches<S>, kind: Loss<S>): S => {
    const known = new Map<readonly S[], S[]>();
    const once = (f: readonly S[]): S[] => {
      const unit = known.get(f) ?? normalise(f);
      known.set(f, unit);
      return unit;
    };
    const normalised = (features: ViewFeatures<S>) => features.map((views) => views.map(once));
    const branches = [anchors, positives, negatives].map(normalised);
    return populations(F).populationLoss(
      world,
      { anchors: branches[0], positives: branches[1], negatives: branches[2] },
      kind,
    );
  };

  /** L(𝒲) = E L(r₊, r_1 … r_H) with distances between normalised outputs. */
  const loss = (network: Network<S>, world: World<S>, kind: Loss<S>): S =>
    lossOf(world, branchesOf(F, network, world), kind);

  /** −∂L/∂vec(W_l) of that loss, by dual numbers. */
  const negativeGradient = (network: Network<S>, world: World<S>, kind: Loss<S>, l: number, count: BranchCount): S[] =>
    branchGradients(F).negativeGradient(network, world, l, count, (D, lifted, branches) =>
      normalisations(D, D.constant(epsilon)).lossOf(
        lifted,
        branches,
        mapLoss(kind, (s) => D.constant(s)),
      ),
    );

  return {
    normalise,
    features,
    valueConnection,
    gradientConnection,
    lossOf,
    loss,
    negativeGradient,
  };
};
