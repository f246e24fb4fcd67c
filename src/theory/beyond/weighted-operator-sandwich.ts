/**
 * Glossary: K̄(x) the mean connection, r(x, x′) = ½‖f_L(x) − f_L(x′)‖² of un-augmented points, ξ(r) = −∂L/∂r₋ at r₊ = 0, r₋ = r,
 * ½V^ξ = ½E ξ(r(x, x′)) ΔK̄ΔK̄ᵀ with ΔK̄ = K̄(x) − K̄(x′), β = 1/τ.
 */
import type { Field } from '../../arithmetic/field.js';
import { linearAlgebra } from '../../arithmetic/linear-algebra.js';
import type { Rational } from '../../arithmetic/rational.js';
import { dualNetworks } from '../../model/dual-networks.js';
import { type Loss, losses } from '../../model/losses.js';
import type { Network } from '../../model/network.js';
import { references } from '../../model/reference.js';
import { pointLaw, type World } from '../../model/world.js';
import { type Assumption, at, claim, type Over } from '../claim.js';
import { equal, lessThan, psd, type Relation } from '../relation.js';
import { derivedHere, read } from '../sources.js';
import { choice, type Node, number, position, record, refine, space } from '../space.js';
import { networkNode, worldNode } from '../settings/spaces.js';
import { lengths } from '../settings/subclasses.js';

type Kind = 'triplet' | 'infonce' | 'hinge';

interface Instance {
  readonly network: Network<Rational>;
  readonly world: World<Rational>;
  readonly layer: number;
  readonly loss: Kind;
  /** r₀ of the triplet loss and the hinge. */
  readonly margin: Rational;
  /** 1/τ. */
  readonly inverseTemperature: Rational;
  /** How much larger 1/τ′ is than 1/τ. */
  readonly cooling: Rational;
}

interface Variant {
  /** V^ξ in place of ½V^ξ. */
  readonly twice?: boolean;
  /** The largest weight of two different points as the lower bound. */
  readonly largest?: boolean;
  /** ½V^ξ itself, without the factor τ, increases in τ. */
  readonly withoutTemperature?: boolean;
}

const parts =
  ({ twice, largest, withoutTemperature }: Variant) =>
  <S>(F: Field<S>, instance: Over<Instance, S>): Record<string, Relation<S>> => {
    const { network, world, layer: l, margin, inverseTemperature: beta, cooling } = instance;
    const { subtract, scaleMatrix } = linearAlgebra(F);
    const model = dualNetworks(F);
    const means = model.expectedConnections(network, world, l);
    const p = pointLaw(world);
    const { ofDatum, distances } = references(F);
    const r = distances(ofDatum(network, world));
    const loss = lossOf(instance.loss, F.div(F.one, beta), margin);
    const xi = (distance: S): S => losses(F).xi(loss, distance);
    const pairs = r.flatMap((row, x) => row.filter((_, y) => y > x).map(xi));
    const half = F.of(1, 2);
    const extreme = (a: S, b: S): S => {
      const gap = F.abs(F.sub(a, b));
      return F.mul(half, largest ? F.add(F.add(a, b), gap) : F.sub(F.add(a, b), gap));
    };
    const top = xi(F.zero);
    const bound = pairs.length === 0 ? top : pairs.reduce(extreme);
    const variance = model.variance(p, means);
    const main = (weight: (distance: S) => S): S[][] =>
      model.weightedOperator(p, means, (x, y) => weight(r[Math.min(x, y)][Math.max(x, y)]));
    const weighted = scaleMatrix(F.of(twice ? 2 : 1), main(xi));
    /** τ ξ_nce(r) at an inverse temperature. */
    const sigma =
      (inverse: S) =>
      (distance: S): S => {
        const e = F.exp(F.neg(F.mul(inverse, distance)));
        return F.div(e, F.add(F.one, e));
      };
    const rising = (inverse: S): S[][] => scaleMatrix(withoutTemperature ? inverse : F.one, main(sigma(inverse)));
    const infonce = lossOf('infonce', F.div(F.one, beta), margin);
    const shares = r.flat().map((distance) => F.div(losses(F).xi(infonce, distance), beta));
    return {
      'min ξ > 0': lessThan([F.zero], [bound]),
      'min ξ · V_x[K̄] ⪯ ½V^ξ': psd(subtract(weighted, scaleMatrix(bound, variance))),
      '½V^ξ ⪯ ξ(0) V_x[K̄]': psd(subtract(scaleMatrix(top, variance), weighted)),
      'τ ξ_nce(r) = e^{−r/τ}/(1 + e^{−r/τ})': equal(shares, r.flat().map(sigma(beta))),
      'τ ½V^ξ_nce increases in τ': psd(subtract(rising(beta), rising(F.add(beta, cooling)))),
      'τ → ∞: τ ½V^ξ_nce = ½V_x[K̄]': equal(main(sigma(F.zero)), scaleMatrix(half, variance)),
    };
  };

const lossOf = <S>(kind: Kind, tau: S, margin: S): Loss<S> => {
  switch (kind) {
    case 'triplet':
      return { kind, tau, margin };
    case 'infonce':
      return { kind, tau, negatives: 1 };
    case 'hinge':
      return { kind, margin };
  }
};

const positiveWeight: Assumption<Instance> = {
  slug: 'positive-weight',
  text: 'ξ > 0: a loss with a temperature, not its limit, the hinge',
  narrow: at('loss', choice('infonce', 'triplet')),
  holds: ({ loss }) => loss !== 'hinge',
};

/** Whole numbers keep e^{−r/τ} an integer power of the base, so that singular matrices are decided exactly. */
const whole = (node: Node, ...paths: readonly string[]): Node =>
  paths.reduce((narrowed, path) => refine(narrowed, path, () => number(2, 1)), node);

/** min ξ · V_x[K̄] ⪯ ½V^ξ ⪯ ξ(0) V_x[K̄], and τ ½V^ξ_nce increases in τ. */
export const weightedOperatorSandwich = claim<Instance>({
  id: 'beyond/weighted-operator-sandwich',
  title: 'The weighted operator lies between two multiples of the covariance operator',
  statement: String.raw`\min_{x,x'}\xi\cdot\mathbb V_x[\bar K]\preceq\tfrac12\mathbb V^\xi\preceq\xi(0)\,\mathbb V_x[\bar K],\qquad \tau\cdot\tfrac12\mathbb V^{\xi_{\mathrm{nce}}}\ \text{Loewner-increasing in }\tau\text{ with limit }\tfrac12\mathbb V_x[\bar K]`,
  source: derivedHere('weighted operator sandwich'),
  reading: read(
    'derived',
    'with min ξ > 0 the operators of the simple, triplet and InfoNCE losses share kernel, range and rank; the hinge is excluded, its weight may be 0',
  ),
  space: space<Instance>(
    record({
      network: whole(
        networkNode({ layers: [1, 2], width: [1, 2], activations: ['relu', 'linear'] }),
        'weights.*.*.*',
        'biases.*.*',
      ),
      world: whole(
        worldNode({ points: [1, 3], views: [1, 2], inputs: [1, 2], datum: true }),
        'points.*.x.*',
        'points.*.views.*.x.*',
      ),
      layer: position('layers'),
      loss: choice('infonce', 'triplet', 'hinge'),
      margin: number(2, 1),
      inverseTemperature: number(4, 1, 'positive'),
      cooling: number(2, 1, 'positive'),
    }),
  ),
  assumptions: [positiveWeight],
  quantifier: 'for all',
  exponential: 'true',
  conclusion: parts({}),
  expect: 'holds',
  dependsOn: ['dual-networks/weighted-covariance-operator'],
  mutants: [
    { name: 'without-half', text: 'V^ξ in place of ½V^ξ', conclusion: parts({ twice: true }) },
    {
      name: 'largest-weight-below',
      text: 'max ξ over different points as the lower bound',
      conclusion: parts({ largest: true }),
      agreesOn: { text: 'at most two points', narrow: lengths('world.points', 1, 2) },
    },
    {
      name: 'xi-increasing',
      text: '½V^ξ_nce itself increases in τ',
      conclusion: parts({ withoutTemperature: true }),
    },
  ],
});
