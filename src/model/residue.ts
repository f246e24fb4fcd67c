/**
 * Glossary: θ the part of the step that weights ξ(r(x, x′)) of reference features leave over, g(x) the reference feature of a point,
 * r = r(x, x′) = ½‖g(x) − g(x′)‖², Lip the Lipschitz constant of ξ in r.
 */
import type { Field } from '../arithmetic/field.js';
import { linearAlgebra } from '../arithmetic/linear-algebra.js';
import { type BranchCount, dualNetworks } from './dual-networks.js';
import { type Loss, losses } from './losses.js';
import type { Network } from './network.js';
import { populations } from './population.js';
import { references } from './reference.js';
import { tuples } from './tuples.js';
import { pointLaw, viewLaw, type World } from './world.js';

/** The residue of a loss with one negative, and what bounds it. */
export const residues = <S>(F: Field<S>) => {
  const { vec, apply, minus, scale, squaredNorm, subtract, sum } = linearAlgebra(F);
  const { distance } = populations(F);
  const { distances, spreads } = references(F);
  const model = dualNetworks(F);

  const norm = (v: readonly S[]): S => F.sqrt(squaredNorm(v));

  /** ½V^ξ vec(W_l) through one branch, V^ξ vec(W_l) through both, with ξ(x, x′) = ξ(r(x, x′)). */
  const mainTerm = (
    network: Network<S>,
    world: World<S>,
    loss: Loss<S>,
    r: readonly (readonly S[])[],
    l: number,
    branches: BranchCount,
  ): S[] => {
    const K = model.expectedConnections(network, world, l);
    const half = model.weightedOperator(pointLaw(world), K, (x, y) => losses(F).xi(loss, r[x][y]));
    const step = apply(half, vec(network.weights[l - 1]));
    return branches === 'both' ? scale(F.of(2), step) : step;
  };

  /** θ vec(W_l) = −∂L/∂vec(W_l) less the main term. */
  const residue = (
    network: Network<S>,
    world: World<S>,
    loss: Loss<S>,
    r: readonly (readonly S[])[],
    l: number,
    branches: BranchCount,
  ): S[] =>
    minus(model.negativeGradient(network, world, loss, l, branches), mainTerm(network, world, loss, r, l, branches));

  /** Lip: the weight ξ is σ(·/τ) or σ(·/τ)/τ and |σ′| ≤ ¼, hence 1/(4τ) of the triplet loss and 1/(4τ²) of InfoNCE. */
  const lipschitz = (loss: Loss<S>): S => {
    switch (loss.kind) {
      case 'simple':
        return F.zero;
      case 'triplet':
        return F.div(F.of(1, 4), loss.tau);
      case 'infonce':
        return F.div(F.of(1, 4), F.mul(loss.tau, loss.tau));
      case 'hinge':
        throw new RangeError('lipschitz: expected a loss with a Lipschitz weight, got the hinge');
    }
  };

  /**
   * E |r₊ − r₋ + r| c with c = ‖K_1‖_F ‖f_+ − f_−‖ through one branch and
   * c = ‖K_1 − K_−‖_F ‖f_1 − f_−‖ + ‖K_1 − K_+‖_F ‖f_1 − f_+‖ through both; without the connections, c has the features' norms alone.
   */
  const spread = (
    network: Network<S>,
    world: World<S>,
    r: readonly (readonly S[])[],
    l: number,
    branches: BranchCount,
    withConnections = true,
  ): S => {
    const f = model.features(network, world);
    const K = model.connections(network, world, l);
    const own = {
      f: model.features(network, world, 'positives'),
      K: model.connections(network, world, l, 'positives'),
    };
    const memo = new Map<string, S>();
    const once = (key: string, value: () => S): S => {
      const fresh = memo.get(key) ?? value();
      memo.set(key, fresh);
      return fresh;
    };
    /** Between view a of x and view b of y; of the two, `plus` is a positive view. */
    const between = (x: number, a: number, y: number, b: number, plus?: 'first' | 'second'): S =>
      once(`${x} ${a} ${y} ${b} ${plus ?? ''}`, () => {
        const [first, second] = [plus === 'first' ? own : { f, K }, plus === 'second' ? own : { f, K }];
        const features = norm(minus(first.f[x][a], second.f[y][b]));
        return branches === 'both' ? F.mul(norm(subtract(first.K[x][a], second.K[y][b]).flat()), features) : features;
      });
    const size = (x: number, a: number): S => (withConnections ? once(`${x} ${a}`, () => norm(K[x][a].flat())) : F.one);
    return sum(
      tuples(F, world, 1).map(({ probability, x, anchor, positive, negatives: [n] }) => {
        const gap = F.sub(distance(f[x][anchor], own.f[x][positive]), distance(f[x][anchor], f[n.x][n.view]));
        const off = F.abs(F.add(gap, r[x][n.x]));
        const c =
          branches === 'one'
            ? F.mul(size(x, anchor), between(x, positive, n.x, n.view, 'first'))
            : F.add(between(x, anchor, n.x, n.view), between(x, anchor, x, positive, 'second'));
        return F.mul(probability, F.mul(off, c));
      }),
    );
  };

  /** E_aug|r₊ − (r₋ − r)| for every pair of points (x, x′), pair by pair. */
  const deviations = (network: Network<S>, world: World<S>, r: readonly (readonly S[])[]): S[] => {
    const f = model.features(network, world);
    const p = world.points.map((point) => viewLaw(point.views));
    return r.flatMap((row, x) =>
      row.map((reference, y) =>
        sum(
          p[x].flatMap((pa, a) =>
            p[x].flatMap((pb, b) =>
              p[y].map((pn, n) => {
                const gap = F.sub(distance(f[x][a], f[x][b]), distance(f[x][a], f[y][n]));
                return F.mul(F.mul(pa, F.mul(pb, pn)), F.abs(F.add(gap, reference)));
              }),
            ),
          ),
        ),
      ),
    );
  };

  /**
   * For every pair of points: 2√(r(s² + s′²)) + 2s² + s′² for any reference, and √(2r(s² + s′²)) + (3/2)s² + ½s′² where it is the mean
   * feature over the views. Without the root, only the spreads.
   */
  const deviationBounds = (
    network: Network<S>,
    world: World<S>,
    g: readonly (readonly S[])[],
    reference: 'any' | 'mean',
    withRoot: boolean,
  ): S[] => {
    const s2 = spreads(network, world, g);
    const [inside, outside, first, second] =
      reference === 'any' ? [F.one, F.of(2), F.of(2), F.one] : [F.of(2), F.one, F.of(3, 2), F.of(1, 2)];
    return distances(g).flatMap((row, x) =>
      row.map((r, y) => {
        const root = F.sqrt(F.mul(inside, F.mul(r, F.add(s2[x], s2[y]))));
        const spreadsAlone = F.add(F.mul(first, s2[x]), F.mul(second, s2[y]));
        return withRoot ? F.add(F.mul(outside, root), spreadsAlone) : spreadsAlone;
      }),
    );
  };

  return { norm, mainTerm, residue, lipschitz, spread, deviations, deviationBounds };
};
