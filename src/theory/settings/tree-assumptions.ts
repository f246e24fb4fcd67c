import type { Rational } from '../../arithmetic/rational.js';
import type { LatentTree } from '../../model/latent-tree/tree.js';
import type { TreeNetwork } from '../../model/latent-tree/network.js';
import type { TreeLaw } from '../../model/latent-tree/states.js';
import { type Assumption, at } from '../claim.js';
import { absent, choice } from '../space.js';
import { binaryStates, isBinary } from './tree-space.js';

const isEmpty = (entries: object | undefined): boolean => Object.keys(entries ?? {}).length === 0;

/** z_ν ⫫ everything above z_μ, given z_μ. */
export const treeMarkov: Assumption<Pick<TreeLaw<Rational>, 'skips'>> = {
  slug: 'tree-markov',
  text: 'every node depends on what is above it through its parent alone',
  narrow: at('skips', absent),
  holds: ({ skips }) => isEmpty(skips),
};

/** The inputs of N_μ are N_μ^ch. */
export const treeLocalConnectivity: Assumption<{ readonly network: TreeNetwork<Rational> }> = {
  slug: 'tree-local-connectivity',
  text: 'the units of a latent read the units of its children and nothing else',
  narrow: at('network.outside', absent),
  holds: ({ network }) => isEmpty(network.outside),
};

/** An augmentation keeps z_0 alone. */
export const augmentationResamplesAll: Assumption<Pick<TreeLaw<Rational>, 'keeps'>> = {
  slug: 'augmentation-resamples-all-below-root',
  text: 'an augmentation keeps the state of the root and draws everything below it anew',
  narrow: at('keeps', choice('root')),
  holds: ({ keeps }) => keeps === 'root',
};

/** m_μ = 2 for every μ. */
export const binary: Assumption<{ readonly tree: LatentTree<Rational> }> = {
  slug: 'binary',
  text: 'every node has two states',
  narrow: at('tree', binaryStates),
  holds: ({ tree }) => isBinary(tree),
};

/** s_k are those of the network itself. */
export const selectivitiesAtCurrentWeights: Assumption<{ readonly before?: TreeNetwork<Rational> | undefined }> = {
  slug: 'selectivities-at-current-weights',
  text: 'the selectivities in a_μ are those of the network at hand, not of one it was before',
  narrow: at('before', absent),
  holds: ({ before }) => before === undefined,
};
