import type { Reading, Source } from './claim.js';

/** arXiv:2010.00578. */
const DUAL_NETWORKS =
  'Tian, Yu, Chen, Ganguli: Understanding Self-supervised Learning with Dual Deep Networks, arXiv:2010.00578';

/** A result of the main paper. */
export const dualNetworksPaper = (result: string): Source => ({ paper: DUAL_NETWORKS, result });

/** A result derived for this project. */
export const derivedHere = (result: string): Source => ({ paper: 'contrapose', result });

/** How the wording was read. */
export const read = (tag: Reading, note: string): { readonly tag: Reading; readonly note: string } => ({ tag, note });
