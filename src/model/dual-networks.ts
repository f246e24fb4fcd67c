/**
 * Two branches of one network on a finite world: what SimCLR descends. Glossary: K̄_l(x) = E_aug[K_l], V_x[M] = E MMᵀ − (E M)(E M)ᵀ,
 * V_aug(x)[K] = E_aug KKᵀ − K̄K̄ᵀ, V^ξ_{x,x′}[M] = E ξ(x,x′) MMᵀ.
 */
import type { Dual, DualField } from '../arithmetic/dual.js';
import type { Field } from '../arithmetic/field.js';
import { linearAlgebra, type Matrix } from '../arithmetic/linear-algebra.js';
import { derivatives } from './gradient.js';
import { type Loss, mapLoss } from './losses.js';
import { type Network, networks } from './network.js';
import { populations, type ViewFeatures } from './population.js';
import { expectations, mapWorld, pointLaw, type View, viewLaw, type World } from './world.js';

/** Which branch the derivative passes through: the anchor's only, or every occurrence of the weights. */
export type BranchCount = 'one' | 'both';

/**
 * L(𝒲) = E L(r₊, r_1 … r_H) of two branches that share a network, its gradient, and OP_l = V_x[K̄_l], over a field. Layers count from 1; operators are
 * n_l n_{l−1} × n_l n_{l−1} with column-major vec. Source: arXiv:2010.00578, Theorems 3 and 4.
 *
 * @throws {Undecided} where a derivative passes through a kink
 */
export const dualNetworks = <S>(F: Field<S>) => {
  const algebra = linearAlgebra(F);
  const { meanMatrix } = expectations(F);
  const net = networks(F);

  /** f_L of every view of every point (or of the positives' views). */
  const features = (network: Network<S>, world: World<S>, of: 'views' | 'positives' = 'views'): ViewFeatures<S> =>
    world.points.map((point) =>
      (of === 'views' ? point.views : (point.positives ?? point.views)).map((view) => net.output(network, view.x)),
    );

  /** L(𝒲) = E L(r₊, r_1 … r_H), the population loss of one network in both branches. */
  const loss = (network: Network<S>, world: World<S>, kind: Loss<S>): S => {
    const anchors = features(network, world);
    const positives = hasOwnPositives(world) ? features(network, world, 'positives') : anchors;
    return populations(F).populationLoss(world, { anchors, positives, negatives: anchors }, kind);
  };

  /**
   * −∂L/∂vec(W_l) of the population loss: `one` moves the weights in the anchor's branch only (stop-gradient on the
   * other), `both` moves them everywhere.
   */
  const negativeGradient = (
    network: Network<S>,
    world: World<S>,
    kind: Loss<S>,
    l: number,
    branches: BranchCount,
  ): S[] =>
    derivatives(F)
      .layerGradient(network, l, (D, moving) => {
        const model = dualNetworks(D);
        const constant = (s: S): Dual<S> => D.constant(s);
        const lifted = mapWorld(world, constant);
        const anchors = model.features(moving, lifted);
        const others = branches === 'both' ? anchors : detach(D, anchors);
        const positives = hasOwnPositives(world)
          ? branches === 'both'
            ? model.features(moving, lifted, 'positives')
            : detach(D, model.features(moving, lifted, 'positives'))
          : others;
        return populations(D).populationLoss(
          lifted,
          { anchors, positives, negatives: others },
          mapLoss(kind, constant),
        );
      })
      .map((g) => F.neg(g));

  /** K_l of every view: `[point][view]`, each (n_l n_{l−1}) × n_L. */
  const connections = (
    network: Network<S>,
    world: World<S>,
    l: number,
    of: 'views' | 'positives' = 'views',
  ): Matrix<S>[][] =>
    world.points.map((point) =>
      (of === 'views' ? point.views : (point.positives ?? point.views)).map((view) =>
        net.connectionAt(network, view.x, l),
      ),
    );

  /** K̄_l(x) = E_aug[K_l(x)] for every point. */
  const expectedConnections = (
    network: Network<S>,
    world: World<S>,
    l: number,
    of: 'views' | 'positives' = 'views',
  ): Matrix<S>[] => connections(network, world, l, of).map((Ks, x) => meanMatrix(viewLaw(lawOf(world, x, of)), Ks));

  /** V[M] = Σ p_i M_i M_iᵀ − (Σ p_i M_i)(Σ p_i M_i)ᵀ, the matrix variance summed over columns. */
  const variance = (p: readonly S[], Ms: readonly Matrix<S>[]): S[][] => {
    const mean = meanMatrix(p, Ms);
    const second = meanMatrix(
      p,
      Ms.map((M) => algebra.outer(M, M)),
    );
    return algebra.subtract(second, algebra.outer(mean, mean));
  };

  /** OP_l = V_x[K̄_l], the covariance operator of L_simp. */
  const covarianceOperator = (network: Network<S>, world: World<S>, l: number): S[][] =>
    variance(pointLaw(world), expectedConnections(network, world, l));

  /** V_aug(x)[K_l] for every point. */
  const augmentationVariances = (network: Network<S>, world: World<S>, l: number): S[][][] =>
    connections(network, world, l).map((Ks, x) => variance(viewLaw(world.points[x].views), Ks));

  /** ½V^ξ_{x,x′}[M(x) − M(x′)] = ½ Σ_{x,x′} p_x p_x′ ξ(x,x′) (M(x) − M(x′))(M(x) − M(x′))ᵀ. */
  const weightedOperator = (p: readonly S[], Ms: readonly Matrix<S>[], xi: (x: number, y: number) => S): S[][] => {
    let total = algebra.zeros(Ms[0].length, Ms[0].length);
    Ms.forEach((M, x) => {
      Ms.forEach((N, y) => {
        if (x === y) return;
        const difference = algebra.subtract(M, N);
        const weight = F.mul(F.of(1, 2), F.mul(xi(x, y), F.mul(p[x], p[y])));
        total = algebra.add(total, algebra.scaleMatrix(weight, algebra.outer(difference, difference)));
      });
    });
    return total;
  };

  return {
    features,
    loss,
    negativeGradient,
    connections,
    expectedConnections,
    variance,
    covarianceOperator,
    augmentationVariances,
    weightedOperator,
  };
};

const hasOwnPositives = <S>(world: World<S>): boolean => world.points.some((point) => point.positives !== undefined);

const lawOf = <S>(world: World<S>, x: number, of: 'views' | 'positives'): readonly View<S>[] =>
  of === 'views' ? world.points[x].views : (world.points[x].positives ?? world.points[x].views);

/** The features as constants: no derivative passes through them. */
export const detach = <S>(D: DualField<S>, features: ViewFeatures<Dual<S>>): ViewFeatures<Dual<S>> =>
  features.map((views) => views.map((f) => f.map((s) => D.detach(s))));
