/** Glossary: g(x) the reference feature of a point, r(x, x′) = ½‖g(x) − g(x′)‖², s²(x) = E_aug‖f_L − g(x)‖². */
import type { Field } from '../arithmetic/field.js';
import { linearAlgebra } from '../arithmetic/linear-algebra.js';
import { dualNetworks } from './dual-networks.js';
import { type Network, networks } from './network.js';
import { populations } from './population.js';
import { datum, expectations, viewLaw, type World } from './world.js';

/** One feature a point, free of its augmentations, and what is measured from it. */
export const references = <S>(F: Field<S>) => {
  const { minus, squaredNorm } = linearAlgebra(F);
  const { mean, meanVector } = expectations(F);

  /** g(x) = f_L(x) of the un-augmented datum. @throws where a point has none */
  const ofDatum = (network: Network<S>, world: World<S>): (readonly S[])[] =>
    world.points.map((point, i) => networks(F).output(network, datum(point, i)));

  /** g(x) = E_aug[f_L], the mean feature over the views; f_L of the only view where there is one. */
  const ofMean = (network: Network<S>, world: World<S>): (readonly S[])[] =>
    dualNetworks(F)
      .features(network, world)
      .map((views, x) => meanVector(viewLaw(world.points[x].views), views));

  /** r(x, x′) = ½‖g(x) − g(x′)‖². */
  const distances = (g: readonly (readonly S[])[]): S[][] => {
    const { distance } = populations(F);
    return g.map((a) => g.map((b) => distance(a, b)));
  };

  /** s²(x) = E_aug‖f_L − g(x)‖²; the trace of V_aug(x)[f_L] where g is the mean. */
  const spreads = (network: Network<S>, world: World<S>, g: readonly (readonly S[])[]): S[] =>
    dualNetworks(F)
      .features(network, world)
      .map((views, x) =>
        mean(
          viewLaw(world.points[x].views),
          views.map((f) => squaredNorm(minus(f, g[x]))),
        ),
      );

  return { ofDatum, ofMean, distances, spreads };
};
