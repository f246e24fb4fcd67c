import type { Dual } from '../../arithmetic/dual.js';
import type { Field } from '../../arithmetic/field.js';
import { linearAlgebra } from '../../arithmetic/linear-algebra.js';
import type { Rational } from '../../arithmetic/rational.js';
import type { BranchCount } from '../../model/dual-networks.js';
import { derivatives } from '../../model/gradient.js';
import { type Network, networks } from '../../model/network.js';
import { normalisations } from '../../model/normalisation.js';
import { populations } from '../../model/population.js';
import { type LossForm, releasedLosses, type Triples } from '../../model/released-loss.js';
import { type Assumption, at, claim, type Over } from '../claim.js';
import { equal, type Relation } from '../relation.js';
import { networkNode, width } from '../settings/spaces.js';
import { lengths } from '../settings/subclasses.js';
import { dualNetworksPaper, read } from '../sources.js';
import { axis, choice, list, number, optional, position, record, space } from '../space.js';

/** `batch` are inputs. Where `epsilon` is present, f_L is divided by ‖f_L‖ + ε. */
interface Instance {
  readonly network: Network<Rational>;
  readonly epsilon?: Rational | undefined;
  readonly batch: Triples<Rational>;
  readonly tau: Rational;
  readonly layer: number;
  readonly form: LossForm;
}

interface Variant {
  /** A weight s_i(1 − s_i) for every member in place of the batch's. */
  readonly perMember?: boolean;
  /** The factor 2/n_L left out. */
  readonly unscaled?: boolean;
  /** (1 − s)/τ: the weight of −log s. */
  readonly logarithmic?: boolean;
}

const parts =
  ({ perMember, unscaled, logarithmic }: Variant) =>
  <S>(F: Field<S>, { network, epsilon, batch, tau, layer, form }: Over<Instance, S>): Record<string, Relation<S>> => {
    const { scale } = linearAlgebra(F);
    const outputsOver = <T>(G: Field<T>, constant: (s: S) => T, of: Network<T>): Triples<T> => {
      const f = (x: readonly S[]): readonly T[] => {
        const y = networks(G).output(of, x.map(constant));
        return epsilon === undefined ? y : normalisations(G, constant(epsilon)).normalise(y);
      };
      return batch.map(({ anchor, positive, negative }) => ({
        anchor: f(anchor),
        positive: f(positive),
        negative: f(negative),
      }));
    };
    const gradient = (
      branches: BranchCount,
      cost: (D: Field<Dual<S>>, triples: Triples<Dual<S>>, constant: (s: S) => Dual<S>) => Dual<S>,
    ): readonly S[] =>
      derivatives(F).layerGradient(network, layer, (D, moving) => {
        const constant = (s: S): Dual<S> => D.constant(s);
        const fixed = (f: readonly Dual<S>[]) => (branches === 'both' ? f : f.map((s) => D.detach(s)));
        const moved = outputsOver(D, constant, moving).map(({ anchor, positive, negative }) => ({
          anchor,
          positive: fixed(positive),
          negative: fixed(negative),
        }));
        return cost(D, moved, constant);
      });
    const { share, mean } = releasedLosses(F);
    const { distance } = populations(F);
    const outputs = outputsOver(F, (s) => s, network);
    const perFeature = F.of(2, network.weights[network.weights.length - 1].length);
    const r = outputs.map(({ anchor, positive, negative }) => ({
      plus: F.mul(perFeature, distance(anchor, positive)),
      minus: F.mul(perFeature, distance(anchor, negative)),
    }));
    const ofBatch = share(mean(r.map(({ plus }) => plus)), mean(r.map(({ minus }) => minus)), tau);
    const rate = (s: S): S => {
      const weight = logarithmic ? F.sub(F.one, s) : F.mul(s, F.sub(F.one, s));
      return F.mul(F.div(weight, tau), unscaled ? F.one : perFeature);
    };
    const rates = r.map(({ plus, minus }) => rate(perMember ? share(plus, minus, tau) : ofBatch));
    const released = (branches: BranchCount) =>
      gradient(branches, (D, triples, constant) => releasedLosses(D).loss(triples, constant(tau), form));
    const simple = (branches: BranchCount) =>
      gradient(branches, (D, triples, constant) => {
        const between = populations(D).distance;
        const each = triples.map(({ anchor, positive, negative }, i) => {
          const difference = D.sub(between(anchor, positive), between(anchor, negative));
          return perMember ? D.mul(constant(rates[i]), difference) : difference;
        });
        return releasedLosses(D).mean(each);
      });
    const part = (branches: BranchCount): Relation<S> =>
      equal(released(branches), perMember ? simple(branches) : scale(rates[0], simple(branches)));
    return {
      'one branch: ∇L = (2/n_L) s(1−s)/τ ∇L_simp': part('one'),
      'both branches: ∇L = (2/n_L) s(1−s)/τ ∇L_simp': part('both'),
    };
  };

const formed = <K extends keyof LossForm>(
  slug: string,
  text: string,
  field: K,
  as: LossForm[K],
): Assumption<Instance> => ({
  slug,
  text,
  narrow: at(`form.${field}`, choice(as)),
  holds: ({ form }) => form[field] === as,
});

const input = list(width(0), number(2, 2));

/** ∇L = (2/n_L) s(1−s)/τ ∇L_simp for L = −s of the batch's mean distances. */
export const oneWeightPerBatch = claim<Instance>({
  id: 'as-released/one-weight-per-batch',
  title: 'The released tree-model loss steps as L_simp with one adaptive length for the whole batch',
  statement: String.raw`L=-s,\quad s=\frac{e^{-R_+/\tau}}{e^{-R_+/\tau}+e^{-R_-/\tau}},\quad R_\pm=\frac1{N n_L}\sum_{i=1}^N\|f_1^i-f_\pm^i\|^2\ \Rightarrow\ \nabla L=\frac2{n_L}\,\frac{s(1-s)}{\tau}\,\nabla\,\frac1N\sum_{i=1}^N(r_+^i-r_-^i)`,
  source: dualNetworksPaper('experiments, tree model (released code)'),
  reading: read(
    'code',
    'true as released: a loss of the two mean distances has no pairs to weigh. Any finite batch and any network (a tree-local one is a network with zeros), with biases or without, its output divided by ‖f‖ + ε or not',
  ),
  space: space<Instance>(
    record({
      network: networkNode({ layers: [1, 2] }),
      epsilon: optional(number(1, 16, 'positive')),
      batch: list(axis('batch', 1, 3), record({ anchor: input, positive: input, negative: input })),
      tau: number(4, 2, 'positive'),
      layer: position('layers'),
      form: record({
        logarithm: choice('none', '-log s'),
        mean: choice('batch', 'member'),
        features: choice('mean', 'sum'),
      }),
    }),
  ),
  assumptions: [
    formed('no-logarithm', 'the loss is −s, not −log s', 'logarithm', 'none'),
    formed(
      'mean-before-exponential',
      'the distances are averaged over the batch before the exponential',
      'mean',
      'batch',
    ),
    formed('feature-mean', 'a distance is the mean over the features of the squared differences', 'features', 'mean'),
  ],
  quantifier: 'for all',
  exponential: 'formal',
  conclusion: parts({}),
  expect: 'holds',
  dependsOn: [],
  mutants: [
    {
      name: 'weight-per-member',
      text: 'every member is weighed by s_i(1 − s_i) of its own distances',
      conclusion: parts({ perMember: true }),
      agreesOn: { text: 'batches of one', narrow: lengths('batch', 1, 1) },
    },
    {
      name: 'feature-factor-forgotten',
      text: '∇L = s(1−s)/τ ∇L_simp, without 2/n_L',
      conclusion: parts({ unscaled: true }),
      agreesOn: {
        text: 'two features, over which the mean makes up for the ½',
        narrow: at(
          'network',
          networkNode({ axes: { layers: axis('layers', 1, 1), width: (l) => width(l, l === 1 ? [2, 2] : [1, 3]) } }),
        ),
      },
    },
    {
      name: 'weight-of-the-logarithm',
      text: '∇L = (2/n_L) (1−s)/τ ∇L_simp, as if the loss were −log s',
      conclusion: parts({ logarithmic: true }),
    },
  ],
});
