import type { Field } from '../../arithmetic/field.js';
import { linearAlgebra, type Matrix } from '../../arithmetic/linear-algebra.js';
import { activationLaws } from '../../model/latent-tree/activation-law.js';
import { dualNetworks } from '../../model/dual-networks.js';
import { treeLaws } from '../../model/latent-tree/law.js';
import { treeNetworks } from '../../model/latent-tree/network.js';
import { layerOf } from '../../model/latent-tree/population.js';
import { at, claim, type Over } from '../claim.js';
import { equal, type Relation } from '../relation.js';
import { leavesEquallyDeep, singleGroupLayer } from '../settings/tree-jacobian.js';
import { derivedHere, read } from '../sources.js';
import { choice, space } from '../space.js';
import { layerAssumptions, type LayerInstance, layerNode, layerSteps } from './layer-setting.js';

interface Variant {
  /** The sum over the groups of the layer cut to μ itself: o_μ J_μᵀJ_μ W_μ a_μa_μᵀ. */
  readonly ownBlock?: boolean;
  /** ρ_{0μ} for ρ_{0μ′} in the sum. */
  readonly ownPolarity?: boolean;
  /** Δf̄_L without the ½. */
  readonly withoutHalf?: boolean;
}

const parts =
  ({ ownBlock, ownPolarity, withoutHalf }: Variant) =>
  <S>(F: Field<S>, instance: Over<LayerInstance, S>): Record<string, Relation<S>> => {
    const { tree, group } = instance;
    const { vec, apply, applyTransposed, transpose, scale, plus, squaredNorm, outer, kronecker, scaleMatrix } =
      linearAlgebra(F);
    const { network, population, model, step, gapAlong } = layerSteps(F, instance);
    const net = treeNetworks(F);
    const laws = activationLaws(F).laws(tree, network);
    const rho = treeLaws(F).polarityToRoot(tree);
    const spread = treeLaws(F).rootSpread(tree);
    const J = net.jacobians(tree, network, net.forward(tree, network, population.leaves[0]));
    const groups = layerOf(tree, group);
    const a = laws.crossing(group);
    const column = (v: readonly S[]): Matrix<S> => v.map((s) => [s]);
    /** (1 − ρ_0²) ρ_{0μ} J_μᵀ d a_μᵀ. */
    const along = (d: readonly S[]): Matrix<S> =>
      outer(column(scale(F.mul(spread, rho[group]), applyTransposed(J[group], d))), column(a));
    const sum = (ownBlock ? [group] : groups)
      .map((path) =>
        scale(rho[ownPolarity ? group : path], apply(J[path], apply(network.weights[path], laws.crossing(path)))),
      )
      .reduce((s, v) => plus(s, v));
    const rootGap = laws.gaps('');
    const Delta = step(group);
    const stacked = population.points.map((_, x) =>
      groups.flatMap((path) => model.expectedSlopes(population, network, path)[x]),
    );
    const gain = (path: string): Matrix<S> =>
      kronecker(column(scale(rho[path], laws.crossing(path))), transpose(J[path]));
    const gains = groups.flatMap(gain);
    return {
      'OP_l has the blocks (1−ρ_0²) ρ_{0μ}ρ_{0μ′} a_μa_μ′ᵀ ⊗ J_μᵀJ_μ′': equal(
        dualNetworks(F).variance(
          population.points.map(({ probability }) => probability),
          stacked,
        ),
        scaleMatrix(spread, outer(gains, gains)),
      ),
      'ΔW_μ = (1−ρ_0²) ρ_{0μ} J_μᵀ [Σ_μ′ ρ_{0μ′} J_μ′ W_μ′ a_μ′] a_μᵀ': equal(Delta, vec(along(sum))),
      'ΔW_μ = ½(1−ρ_0²) ρ_{0μ} J_μᵀ Δf̄_L a_μᵀ': equal(
        Delta,
        vec(along(scale(withoutHalf ? F.one : F.of(1, 2), rootGap))),
      ),
      'γ̇_μ = (1−ρ_0²) ρ_{0μ} ‖a_μ‖² J_μᵀ Δf̄_L': equal(
        gapAlong(group, Delta),
        scale(
          F.mul(withoutHalf ? F.of(2) : F.one, F.mul(F.mul(spread, rho[group]), squaredNorm(a))),
          applyTransposed(J[group], rootGap),
        ),
      ),
    };
  };

/** ΔW_μ = (1−ρ_0²) ρ_{0μ} J_μᵀ [Σ_{μ′} ρ_{0μ′} J_{μ′} W_{μ′} a_{μ′}] a_μᵀ over the groups μ′ of the layer of μ. */
export const coupledGroupUpdate = claim<LayerInstance>({
  id: 'latent-tree/coupled-group-update',
  title: 'With constant Jacobians the groups of a layer move together, along the gap at the root',
  statement: String.raw`\Delta W_\mu = (1-\rho_0^2)\,\rho_{0\mu}\,J_\mu^{\mathsf T}\Bigl[\sum_{\mu'}\rho_{0\mu'}J_{\mu'}W_{\mu'}a_{\mu'}\Bigr]a_\mu^{\mathsf T} = \tfrac12(1-\rho_0^2)\,\rho_{0\mu}\,J_\mu^{\mathsf T}\,\Delta\bar f_L\,a_\mu^{\mathsf T},\qquad \dot\gamma_\mu=(1-\rho_0^2)\,\rho_{0\mu}\|a_\mu\|^2J_\mu^{\mathsf T}\Delta\bar f_L,\qquad \mu'\ \text{in the layer of}\ \mu`,
  source: derivedHere('the update of a layer of the latent tree with several groups'),
  reading: read(
    'derived',
    'the recalled form ΔW_μ = o_μ J_μᵀJ_μ W_μ a_μa_μᵀ takes one diagonal block of the layer’s operator for the whole; it is right where the layer has one group. One branch moves, all other weights are held fixed; Δf̄_L = E[f_L | z_0 = 1] − E[f_L | z_0 = 0]',
  ),
  space: space<LayerInstance>(layerNode),
  assumptions: [...layerAssumptions, leavesEquallyDeep],
  quantifier: 'for all',
  exponential: 'formal',
  conclusion: parts({}),
  expect: 'holds',
  dependsOn: ['latent-tree/constant-jacobian-block'],
  mutants: [
    {
      name: 'own-block-alone',
      text: 'ΔW_μ = o_μ J_μᵀJ_μ W_μ a_μa_μᵀ: the sum over the groups of the layer cut to μ itself',
      conclusion: parts({ ownBlock: true }),
      agreesOn: { text: 'one group in the layer', narrow: singleGroupLayer.narrow },
    },
    {
      name: 'own-polarity-throughout',
      text: 'ρ_{0μ} for every ρ_{0μ′} in the sum',
      conclusion: parts({ ownPolarity: true }),
      agreesOn: { text: 'the group at the root', narrow: at('group', choice('')) },
    },
    {
      name: 'root-gap-not-halved',
      text: 'ΔW_μ = (1−ρ_0²) ρ_{0μ} J_μᵀ Δf̄_L a_μᵀ, and γ̇_μ twice the stated one',
      conclusion: parts({ withoutHalf: true }),
    },
  ],
});
