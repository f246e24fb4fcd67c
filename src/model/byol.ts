/**
 * The non-contrastive setting on a finite world. Glossary: f the online output (predictor ∘ network), f′ the target output,
 * K_l = ∂f/∂vec(W_l)ᵀ the online connection, x₁ the online view and x₂ the target view of one point, ḡ(x) the mean of g over
 * the views of x (f̄, K̄ over x₁ and f̄′ over x₂), D̄ = f̄ − f̄′.
 */
import type { DualField, Dual } from '../arithmetic/dual.js';
import type { Field } from '../arithmetic/field.js';
import { linearAlgebra, type Matrix } from '../arithmetic/linear-algebra.js';
import { detach, dualNetworks } from './dual-networks.js';
import { derivatives, variableLayer } from './gradient.js';
import { mapNetwork, type Network, networks } from './network.js';
import { populations, type ViewFeatures } from './population.js';
import { expectations, mapWorld, pointLaw, viewLaw, type World } from './world.js';

/**
 * Two sides. `predictor` is stacked on the output of the online network and is part of the online side only. Where `target`
 * is absent, the target is the online network itself, without the predictor.
 */
export interface Sides<S> {
  readonly network: Network<S>;
  readonly predictor?: Network<S> | undefined;
  readonly target?: Network<S> | undefined;
}

/** How a step is taken: `through` the target as well, and with the gradient at the output `centred` over the population. */
export interface Step {
  readonly through?: boolean;
  readonly centred?: boolean;
}

/** W_l of the online side: the layers of the network, then those of the predictor. */
export const onlineWeights = <S>({ network, predictor }: Sides<S>, l: number): Matrix<S> =>
  [...network.weights, ...(predictor?.weights ?? [])][l - 1];

/** The two sides over dual numbers with vec(W_l) = w of the online side variable; an explicit target stays constant. */
const variableSides = <S>(D: DualField<S>, sides: Sides<S>, l: number, w: readonly Dual<S>[]): Sides<Dual<S>> => {
  const { network, predictor, target } = sides;
  const L = network.weights.length;
  const constant = (other: Network<S>): Network<Dual<S>> => mapNetwork(other, (s) => D.constant(s));
  return {
    network: l <= L ? variableLayer(D, network, l, w) : constant(network),
    predictor: predictor && (l > L ? variableLayer(D, predictor, l - L, w) : constant(predictor)),
    target: target && constant(target),
  };
};

/** The non-contrastive setting over a field. */
export const byol = <S>(F: Field<S>) => {
  const { apply, vec, product, dot, minus } = linearAlgebra(F);
  const { forward, output, jacobians, connection } = networks(F);
  const { meanMatrix, meanVector } = expectations(F);
  const { distance, expectation } = populations(F);
  const { variance } = dualNetworks(F);

  /** f(x) = predictor(network(x)). */
  const onlineOutput = ({ network, predictor }: Sides<S>, x: readonly S[]): readonly S[] =>
    predictor ? output(predictor, output(network, x)) : output(network, x);

  /** f′(x). */
  const targetOutput = ({ network, target }: Sides<S>, x: readonly S[]): readonly S[] => output(target ?? network, x);

  /**
   * K_l(x) of the online side. Below the predictor J_l is multiplied by the predictor's own Jacobian
   * ∂f/∂(network output) = J_1 W_1.
   */
  const connectionAt = ({ network, predictor }: Sides<S>, x: readonly S[], l: number): S[][] => {
    const below = forward(network, x);
    const L = network.weights.length;
    const own = jacobians(network, below);
    if (!predictor) return connection(below, own[l - 1], l);
    const above = forward(predictor, below.output);
    const through = jacobians(predictor, above);
    return l > L
      ? connection(above, through[l - L - 1], l - L)
      : connection(below, product(product(through[0], predictor.weights[0]), own[l - 1]), l);
  };

  /** f(x₁) of every online view: `[point][view]`. */
  const onlineFeatures = (sides: Sides<S>, world: World<S>): ViewFeatures<S> =>
    world.points.map((point) => point.views.map((view) => onlineOutput(sides, view.x)));

  /** f′(x₂) of every target view: `[point][view]`. */
  const targetFeatures = (sides: Sides<S>, world: World<S>): ViewFeatures<S> =>
    world.points.map((point) => (point.positives ?? point.views).map((view) => targetOutput(sides, view.x)));

  /** E ½‖f(x₁) − f′(x₂)‖². */
  const loss = (world: World<S>, online: ViewFeatures<S>, target: ViewFeatures<S>): S =>
    expectation(world, 0, (x, first, second) => distance(online[x][first], target[x][second]));

  /** E ⟨g − E g, f(x₁)⟩ with g = f(x₁) − f′(x₂), the gradient at the output, held constant: its gradient is the centred step. */
  const centredFunctional = (world: World<S>, online: ViewFeatures<S>, target: ViewFeatures<S>): S => {
    const g = (x: number, first: number, second: number): S[] =>
      minus(online[x][first], target[x][second]).map((s) => F.detach(s));
    const mean = online[0][0].map((_, k) => expectation(world, 0, (x, a, b) => g(x, a, b)[k]));
    return expectation(world, 0, (x, a, b) => dot(minus(g(x, a, b), mean), online[x][a]));
  };

  /** −∂/∂vec(W_l) of E ½‖f(x₁) − f′(x₂)‖², the target held fixed unless the step goes `through` it. */
  const negativeGradient = (sides: Sides<S>, world: World<S>, l: number, step: Step = {}): S[] =>
    derivatives(F)
      .gradient(vec(onlineWeights(sides, l)), (D, w) => {
        const model = byol(D);
        const moving = variableSides(D, sides, l, w);
        const lifted = mapWorld(world, (s) => D.constant(s));
        const online = model.onlineFeatures(moving, lifted);
        const target = model.targetFeatures(moving, lifted);
        const held = step.through ? target : detach(D, target);
        return (step.centred ? model.centredFunctional : model.loss)(lifted, online, held);
      })
      .map((s) => F.neg(s));

  /** K_l of every online view: `[point][view]`. */
  const connections = (sides: Sides<S>, world: World<S>, l: number): Matrix<S>[][] =>
    world.points.map((point) => point.views.map((view) => connectionAt(sides, view.x, l)));

  /** K̄_l(x) for every point. */
  const expectedConnections = (sides: Sides<S>, world: World<S>, l: number): Matrix<S>[] =>
    connections(sides, world, l).map((Ks, x) => meanMatrix(viewLaw(world.points[x].views), Ks));

  /** E_x V_aug(x)[K_l]. */
  const augmentationVariance = (sides: Sides<S>, world: World<S>, l: number): Matrix<S> =>
    meanMatrix(
      pointLaw(world),
      connections(sides, world, l).map((Ks, x) => variance(viewLaw(world.points[x].views), Ks)),
    );

  /** f̄(x) for every point. */
  const onlineMeans = (sides: Sides<S>, world: World<S>): (readonly S[])[] =>
    onlineFeatures(sides, world).map((f, x) => meanVector(viewLaw(world.points[x].views), f));

  /** f̄′(x) for every point. */
  const targetMeans = (sides: Sides<S>, world: World<S>): (readonly S[])[] =>
    targetFeatures(sides, world).map((f, x) =>
      meanVector(viewLaw(world.points[x].positives ?? world.points[x].views), f),
    );

  /** E_x[M(x) v(x)]. */
  const crossMoment = (world: World<S>, Ms: readonly Matrix<S>[], vs: readonly (readonly S[])[]): readonly S[] =>
    meanVector(
      pointLaw(world),
      Ms.map((M, x) => apply(M, vs[x])),
    );

  /** Cov_x[M, v] = E[M v] − E[M] E[v]. */
  const crossCovariance = (world: World<S>, Ms: readonly Matrix<S>[], vs: readonly (readonly S[])[]): S[] => {
    const p = pointLaw(world);
    return minus(crossMoment(world, Ms, vs), apply(meanMatrix(p, Ms), meanVector(p, vs)));
  };

  // prettier-ignore
  return {
    onlineOutput, targetOutput, connectionAt, onlineFeatures, targetFeatures, loss, centredFunctional, negativeGradient,
    expectedConnections, augmentationVariance, onlineMeans, targetMeans, crossMoment, crossCovariance,
  };
};
