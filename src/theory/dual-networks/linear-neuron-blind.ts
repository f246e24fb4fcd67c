import type { Field } from '../../arithmetic/field.js';
import { linearAlgebra } from '../../arithmetic/linear-algebra.js';
import type { Rational } from '../../arithmetic/rational.js';
import { dualNetworks } from '../../model/dual-networks.js';
import type { Network } from '../../model/network.js';
import { expectations, viewLaw, type World } from '../../model/world.js';
import { linearActivation } from '../settings/assumptions.js';
import { type Assumption, at, claim, type Over } from '../claim.js';
import { equal, type Relation } from '../relation.js';
import { dualNetworksPaper, read } from '../sources.js';
import { absent, axis, law, list, number, optional, record, simplex, space } from '../space.js';
import { networkNode, width } from '../settings/spaces.js';

/**
 * A pattern on the ring: cells 2 … d hold `rest`, and cell 1 what is left of the total. Its shifts are uniform unless it
 * has a law of its own; its total is the common one unless it has one of its own. 11 and 101 both have the total 2.
 */
interface Pattern<S> {
  readonly probability: S;
  readonly rest: readonly S[];
  readonly total?: S | undefined;
  readonly shifts?: readonly S[] | undefined;
}

interface Instance {
  /** n_0 = d, the number of cells. */
  readonly network: Network<Rational>;
  readonly total: Rational;
  readonly objects: readonly Pattern<Rational>[];
}

interface Variant {
  /** Shifts by 0 and 1 only, each with probability ½. */
  readonly local?: boolean;
  /** ReLU on top in place of a linear neuron. */
  readonly relu?: boolean;
}

const uniformTranslation: Assumption<Instance> = {
  slug: 'uniform-translation',
  text: 'the nuisance z′ shifts the pattern by each number of cells with the same probability',
  narrow: at('objects.*.shifts', absent),
  holds: ({ objects }) => objects.every(({ shifts }) => shifts?.every((p) => p.equals(shifts[0])) ?? true),
};

const sameTotal: Assumption<Instance> = {
  slug: 'same-total',
  text: 'the patterns have the same sum over the cells',
  narrow: at('objects.*.total', absent),
  holds: ({ objects, total }) => objects.every((object) => (object.total ?? total).equals(total)),
};

const parts =
  ({ local, relu }: Variant) =>
  <S>(F: Field<S>, { network, total, objects }: Over<Instance, S>): Record<string, Relation<S>> => {
    const { sum, zeros } = linearAlgebra(F);
    const { meanVector } = expectations(F);
    const d = network.weights[0][0].length;
    const neuron: Network<S> = relu ? { ...network, activation: 'relu', top: 'activated' } : network;
    const shiftLaw = (own: readonly S[] | undefined): readonly S[] =>
      local
        ? Array.from({ length: d }, (_, s) => (s < 2 ? F.of(1, 2) : F.zero))
        : (own ?? Array.from({ length: d }, () => F.of(1, d)));
    const world: World<S> = {
      points: objects.map((object) => {
        const cells = [F.sub(object.total ?? total, sum(object.rest)), ...object.rest];
        return {
          probability: object.probability,
          views: shiftLaw(object.shifts).map((probability, s) => ({
            probability,
            x: cells.map((_, i) => cells[(i + s) % d]),
          })),
        };
      }),
    };
    const model = dualNetworks(F);
    const layers = neuron.weights.map((_, i) => i + 1);
    const stands = (count: 'one' | 'both'): Relation<S> => {
      const steps = layers.map((l) => model.negativeGradient(neuron, world, { kind: 'simple' }, l, count));
      return equal(
        steps,
        steps.map((step) => step.map(() => F.zero)),
      );
    };
    const operators = layers.map((l) => model.covarianceOperator(neuron, world, l));
    return {
      'E[x | z₀] = (s/d)·1': equal(
        world.points.map(({ views }) =>
          meanVector(
            viewLaw(views),
            views.map(({ x }) => x),
          ),
        ),
        objects.map(() => Array.from({ length: d }, () => F.div(total, F.of(d)))),
      ),
      'OP_l = 0': equal(
        operators,
        operators.map((OP) => zeros(OP.length, OP.length)),
      ),
      'one branch: −∇ = 0': stands('one'),
      'both branches: −∇ = 0': stands('both'),
    };
  };

const units = [1, 2] as const;
const ringWeights = (least: number, most: number) =>
  list(axis('layers', 1, 2), (i) =>
    list(width(i + 1, units), list(i === 0 ? width(0, [least, most]) : width(i, units), number(2, 2))),
  );

/** E[x | z₀] = (s/d)·1 for every pattern with s in all, so OP = 0: a linear neuron learns nothing. */
export const linearNeuronBlind = claim<Instance>({
  id: 'dual-networks/linear-neuron-blind',
  title: 'A linear neuron cannot tell patterns that are translated uniformly',
  statement: String.raw`\mathbb E_{z'}[x\mid z_0]=\tfrac sd\mathbf 1\ \text{for every } z_0\quad\Longrightarrow\quad \mathrm{OP}_l = 0,\ -\nabla_{W_l}L_{\mathrm{simp}}=0`,
  source: dualNetworksPaper('the patterns 11 and 101 on a ring'),
  reading: read(
    'recalled',
    'recalled for one linear layer and the patterns 11 and 101, s = 2; it holds for any two patterns with one sum and for deep linear networks, with or without biases',
  ),
  space: space<Instance>(
    record({
      network: at('weights', ringWeights(2, 4))(networkNode({ layers: [1, 2], width: units })),
      total: number(2, 2),
      objects: law(axis('objects', 2, 2), () =>
        record({
          rest: list({ label: 'rest', min: 1, max: 3, derived: (size) => size('width 0') - 1 }, number(2, 2)),
          total: optional(number(2, 2)),
          shifts: optional(simplex(width(0, [2, 4]))),
        }),
      ),
    }),
  ),
  assumptions: [linearActivation, uniformTranslation, sameTotal],
  quantifier: 'for all',
  exponential: 'formal',
  conclusion: parts({}),
  expect: 'holds',
  dependsOn: ['dual-networks/covariance-operator', 'dual-networks/constant-jacobian-operator'],
  mutants: [
    {
      name: 'local-translation',
      text: 'the pattern stays or moves by one cell, with equal probability',
      conclusion: parts({ local: true }),
      agreesOn: {
        text: 'two cells, where these are all translations',
        narrow: at('network.weights', ringWeights(2, 2)),
      },
    },
    {
      name: 'relu-neuron',
      text: 'a ReLU neuron is blind as well',
      conclusion: parts({ relu: true }),
    },
  ],
});
