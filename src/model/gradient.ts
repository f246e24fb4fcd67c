import { type Dual, DualField } from '../arithmetic/dual.js';
import type { Field } from '../arithmetic/field.js';
import { linearAlgebra } from '../arithmetic/linear-algebra.js';
import { mapNetwork, type Network, withWeights } from './network.js';

/**
 * ∂f/∂v by definition, in dual numbers with one direction for every variable. A gradient has the shape of v, a Jacobian a row for every output.
 *
 * @throws {Undecided} where a derivative passes through a kink
 */
export const derivatives = <S>(F: Field<S>) => {
  /** ∂f/∂v_i for i = 1 … n at v. */
  const gradient = (v: readonly S[], f: (D: DualField<S>, v: readonly Dual<S>[]) => Dual<S>): readonly S[] => {
    const D = new DualField(F, v.length);
    return D.tangentsOf(
      f(
        D,
        v.map((value, i) => D.variable(value, i)),
      ),
    );
  };

  /** ∂f_k/∂v_i: one row for every output k. */
  const jacobian = (v: readonly S[], f: (D: DualField<S>, v: readonly Dual<S>[]) => readonly Dual<S>[]): S[][] => {
    const D = new DualField(F, v.length);
    return f(
      D,
      v.map((value, i) => D.variable(value, i)),
    ).map((y) => [...D.tangentsOf(y)]);
  };

  /**
   * ∂f/∂vec(W_l), column-major, all other weights held fixed. `f` gets the network with W_l variable; whatever else of
   * the instance it uses it lifts with `D.constant`.
   */
  const layerGradient = (
    network: Network<S>,
    l: number,
    f: (D: DualField<S>, network: Network<Dual<S>>) => Dual<S>,
  ): readonly S[] =>
    gradient(linearAlgebra(F).vec(network.weights[l - 1]), (D, w) => f(D, variableLayer(D, network, l, w)));

  return { gradient, jacobian, layerGradient };
};

/** The network over dual numbers with vec(W_l) = w variable and every other number constant. */
export const variableLayer = <S>(
  D: DualField<S>,
  network: Network<S>,
  l: number,
  w: readonly Dual<S>[],
): Network<Dual<S>> =>
  withWeights(
    mapNetwork(network, (s) => D.constant(s)),
    l,
    linearAlgebra(D).unvec(w, network.weights[l - 1].length),
  );
