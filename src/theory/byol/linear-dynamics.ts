/**
 * Glossary: W the online weights, W_p the predictor, W_a the target, x̄ = E_aug[x₁], X = E_x[x̄x̄ᵀ], X′ = E_xV_aug[x],
 * A = W_a X − W_p W (X + X′), η the weight decay, C = WWᵀ − W_pᵀW_p.
 */
import { DualField } from '../../arithmetic/dual.js';
import type { Field } from '../../arithmetic/field.js';
import { linearAlgebra, type Matrix } from '../../arithmetic/linear-algebra.js';
import type { Rational } from '../../arithmetic/rational.js';
import { byol, type Sides } from '../../model/byol.js';
import { dualNetworks } from '../../model/dual-networks.js';
import { expectations, pointLaw, viewLaw, type World } from '../../model/world.js';
import { sameAugmentation } from '../settings/assumptions.js';
import { type Assumption, at, claim, type Over } from '../claim.js';
import { equal, type Relation } from '../relation.js';
import { oneView } from '../settings/subclasses.js';
import { dualNetworksPaper, read, WITHOUT_CONTRASTIVE_PAIRS } from '../sources.js';
import { absent, axis, list, number, optional, record, space } from '../space.js';
import { width, worldNode } from '../settings/spaces.js';

interface Instance {
  readonly online: Matrix<Rational>;
  readonly predictor: Matrix<Rational>;
  readonly target: Matrix<Rational>;
  readonly world: World<Rational>;
  readonly decay: Rational;
  /** How fast the predictor learns relative to the online network; 1 where absent. */
  readonly predictorRate?: Rational | undefined;
}

interface Variant {
  /** X in the place of X + X′. */
  readonly meansOnly?: boolean;
  /** W_pW_pᵀ in the place of W_pᵀW_p. */
  readonly swapped?: boolean;
}

const linear = <S>(W: Matrix<S>) => ({ activation: 'linear' as const, weights: [W] });

/** (Ẇ, Ẇ_p) = −∂/∂(W, W_p) E ½‖W_pWx₁ − SG(W_ax₂)‖², by definition. */
const descent = <S>(F: Field<S>, sides: Sides<S>, world: World<S>): readonly [online: S[][], predictor: S[][]] => {
  const { unvec } = linearAlgebra(F);
  const { negativeGradient } = byol(F);
  const rows = sides.network.weights[0].length;
  return [unvec(negativeGradient(sides, world, 1), rows), unvec(negativeGradient(sides, world, 2), rows)];
};

const parts =
  ({ meansOnly, swapped }: Variant) =>
  <S>(F: Field<S>, instance: Over<Instance, S>): Record<string, Relation<S>> => {
    const { online: W, predictor: Wp, target: Wa, world, decay, predictorRate = F.one } = instance;
    const { add, subtract, product, transpose, scaleMatrix, identity, outer, zeros } = linearAlgebra(F);
    const { meanMatrix } = expectations(F);
    const views = world.points.map((point) => point.views.map(({ x }) => x.map((s) => [s])));
    const laws = world.points.map((point) => viewLaw(point.views));
    const p = pointLaw(world);
    const means = views.map((xs, i) => meanMatrix(laws[i], xs));
    const X = meanMatrix(
      p,
      means.map((m) => outer(m, m)),
    );
    const Xprime = meanMatrix(
      p,
      views.map((xs, i) => dualNetworks(F).variance(laws[i], xs)),
    );
    const A = subtract(product(Wa, X), product(product(Wp, W), meansOnly ? X : add(X, Xprime)));
    const [dW, dWp] = descent(F, { network: linear(W), predictor: linear(Wp), target: linear(Wa) }, world);

    /** d/dt C where W and W_p move at the given velocities: the derivative of C along them, by definition. */
    const rateOfC = (moveW: Matrix<S>, moveWp: Matrix<S>): S[] => {
      const D = new DualField(F, 1);
      const along = (M: Matrix<S>, V: Matrix<S>) =>
        M.map((row, i) => row.map((s, j) => D.add(D.constant(s), D.mul(D.constant(V[i][j]), D.variable(F.zero, 0)))));
      return balance(D, along(W, moveW), along(Wp, moveWp)).flatMap((row) => row.flatMap((s) => D.tangentsOf(s)));
    };
    const balance = <T>(G: Field<T>, V: Matrix<T>, Vp: Matrix<T>): T[][] => {
      const over = linearAlgebra(G);
      const onPredictor = swapped ? over.outer(Vp, Vp) : over.product(over.transpose(Vp), Vp);
      return over.subtract(over.outer(V, V), onPredictor);
    };
    const decayed = (move: Matrix<S>, M: Matrix<S>) => subtract(move, scaleMatrix(decay, M));
    const atRate = (move: Matrix<S>) => scaleMatrix(predictorRate, move);
    const sameNetwork = descent(F, { network: linear(W), predictor: linear(identity(W.length)) }, world)[0];
    return {
      'Ẇ_p = A Wᵀ': equal(dWp, outer(A, W)),
      'Ẇ = W_pᵀ A': equal(dW, product(transpose(Wp), A)),
      'd/dt (WWᵀ − W_pᵀW_p) = 0': equal(rateOfC(dW, atRate(dWp)), zeros(W.length, W.length).flat()),
      'weight decay: d/dt (WWᵀ − W_pᵀW_p) = −2η (WWᵀ − W_pᵀW_p)': equal(
        rateOfC(decayed(dW, W), atRate(decayed(dWp, Wp))),
        scaleMatrix(F.mul(F.of(-2), decay), balance(F, W, Wp)).flat(),
      ),
      'W_p = I, W_a = W: Ẇ = −W X′': equal(
        sameNetwork,
        meansOnly ? zeros(W.length, W[0].length) : scaleMatrix(F.of(-1), product(W, Xprime)),
      ),
    };
  };

const equalRates: Assumption<Instance> = {
  slug: 'equal-learning-rates',
  text: 'predictor and online network learn at the same rate',
  narrow: at('predictorRate', absent),
  holds: ({ predictorRate }) => predictorRate === undefined || predictorRate.equals(1),
};

const outputs = axis('outputs', 1, 3);

/** Ẇ_p = A Wᵀ, Ẇ = W_pᵀ A, A = W_a X − W_p W (X + X′); WWᵀ − W_pᵀW_p is conserved for every W_a. */
export const linearDynamics = claim<Instance>({
  id: 'byol/linear-dynamics',
  title: 'Linear online network and predictor keep their balance',
  statement: String.raw`\dot W_p = A W^{\mathsf T},\quad \dot W = W_p^{\mathsf T}A,\quad A = W_aX-W_pW(X+X'),\qquad \frac{d}{dt}\bigl(WW^{\mathsf T}-W_p^{\mathsf T}W_p\bigr)=0,\qquad W_p=I,\ W_a=W\Rightarrow\dot W=-WX'`,
  source: dualNetworksPaper(
    'the linear BYOL dynamics (versions 3–4, restated in arXiv:2102.06810)',
    WITHOUT_CONTRASTIVE_PAIRS,
  ),
  reading: read('recalled', 'weight decay acts on both layers; the target is held fixed and arbitrary'),
  space: space<Instance>(
    record({
      online: list(outputs, list(width(0), number(2, 2))),
      predictor: list(outputs, list(outputs, number(2, 2))),
      target: list(outputs, list(width(0), number(2, 2))),
      world: worldNode({ ownPositives: true }),
      decay: number(1, 4, 'non-negative'),
      predictorRate: optional(number(2, 2, 'positive')),
    }),
  ),
  assumptions: [sameAugmentation, equalRates],
  quantifier: 'for all',
  exponential: 'formal',
  conclusion: parts({}),
  expect: 'holds',
  dependsOn: ['byol/update', 'byol/collapse-without-predictor'],
  mutants: [
    {
      name: 'no-augmentation-variance',
      text: 'A = (W_a − W_pW) X',
      conclusion: parts({ meansOnly: true }),
      agreesOn: oneView,
    },
    {
      name: 'predictor-order',
      text: 'WWᵀ − W_pW_pᵀ is conserved',
      conclusion: parts({ swapped: true }),
      agreesOn: {
        text: 'one output unit',
        narrow: (node) => {
          const one = axis('outputs', 1, 1);
          const matrix = (columns: typeof one) => list(one, list(columns, number(2, 2)));
          return at('target', matrix(width(0)))(at('predictor', matrix(one))(at('online', matrix(width(0)))(node)));
        },
      },
    },
  ],
});
