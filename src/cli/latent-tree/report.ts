import { fractionText, type Rational, rationals } from '../../arithmetic/rational.js';
import { BadInput } from '../../ledger/problem.js';
import { activationLaws } from '../../model/latent-tree/activation-law.js';
import { latentsOf, parentOf, treeNodes } from '../../model/latent-tree/tree.js';
import { treeLaws } from '../../model/latent-tree/law.js';
import type { LatentTreeInstance } from './instance.js';

/** What is known of one latent: fractions as text; null where its states or its neighbours' are not two. */
export interface LatentReport {
  /** V_{z_0}[E[f_{N_μ^ch} | z_0]]. */
  readonly covariance: readonly (readonly string[])[];
  /** a_μ = [ρ_{μν(k)} s_k]: needs two states at μ and at each of its children. */
  readonly a: readonly string[] | null;
  /** o_μ = ρ_{0μ}²(1 − ρ_0²) and ρ_{0μ}: need two states at every node from the root to μ. */
  readonly o: string | null;
  readonly rhoToRoot: string | null;
  /** ṽ_j(1) − ṽ_j(0) and s_j = ½(v_j(1) − v_j(0)) of each unit: need two states at μ. */
  readonly gaps: readonly string[] | null;
  readonly selectivities: readonly string[] | null;
}

/** The reports of all latents by path. */
export type LatentTreeReport = Readonly<Record<string, LatentReport>>;

const texts = (v: readonly Rational[]): string[] => v.map(fractionText);

/**
 * What the network shows of every latent, exact. `onLatent` is called after each with its path.
 * @throws {BadInput} where a subtree has too many patterns of leaves
 */
export const latentTreeReport = (
  { tree, ...network }: LatentTreeInstance,
  onLatent: (path: string) => void = () => undefined,
): LatentTreeReport => {
  const laws = activationLaws(rationals).laws(tree, network);
  const states = new Map(treeNodes(tree).map((node) => [node.path, node.states]));
  const isTwo = (path: string): boolean => states.get(path) === 2;
  const isTwoUpTo = (path: string): boolean => {
    const parent = parentOf(path);
    return isTwo(path) && (parent === undefined || isTwoUpTo(parent));
  };
  try {
    return Object.fromEntries(
      latentsOf(tree).map(({ path, children }): [string, LatentReport] => {
        const fromRoot = isTwoUpTo(path);
        const report = {
          covariance: laws.covariance(path).map(texts),
          a: isTwo(path) && children.every(isTwo) ? texts(laws.crossing(path)) : null,
          o: fromRoot ? fractionText(laws.strength(path)) : null,
          rhoToRoot: fromRoot ? fractionText(treeLaws(rationals).polarityTo(tree, path)) : null,
          gaps: isTwo(path) ? texts(laws.gaps(path)) : null,
          selectivities: isTwo(path) ? texts(laws.selectivities(path)) : null,
        };
        onLatent(path);
        return [path, report];
      }),
    );
  } catch (error) {
    if (error instanceof RangeError) throw new BadInput(error.message);
    throw error;
  }
};
