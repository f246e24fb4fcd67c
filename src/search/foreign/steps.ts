/** The quantities of a forward and backward pass, by the name they have in an answer. */
export type StepName =
  | 'outputs'
  | 'distances'
  | 'loss'
  | 'lossDerivatives'
  | 'topGradients.one'
  | 'topGradients.both'
  | 'connections'
  | 'gradients.one'
  | 'gradients.both'
  | 'operator';

/** One step of the proof chain. */
export interface Step {
  readonly name: StepName;
  /** What the numbers are. */
  readonly text: string;
  /** The claim that rests on this step first. */
  readonly claim: string;
  /** Which index of a number's place is its layer, where it has one. */
  readonly layer?: number;
}

/**
 * The proof chain, first to last: each step is made of those before it, so that the first one that differs is where to look.
 * The layers within a step go from the top down, as the derivative does.
 */
export const CHAIN: readonly Step[] = [
  { name: 'outputs', text: 'f_L of every view', claim: 'dual-networks/homogeneity' },
  { name: 'distances', text: 'r = ½‖f − g‖² of every pair', claim: 'dual-networks/pair-gradient' },
  { name: 'loss', text: 'L = E L(r₊, r₁ … r_H)', claim: 'dual-networks/loss-common-property' },
  { name: 'lossDerivatives', text: '∂L/∂r of every pair', claim: 'dual-networks/loss-common-property' },
  { name: 'topGradients.one', text: '∂L/∂f_L, anchor only', claim: 'dual-networks/pair-gradient' },
  { name: 'topGradients.both', text: '∂L/∂f_L, both branches', claim: 'dual-networks/pair-gradient' },
  { name: 'connections', text: '∂f_L/∂W_l = K_lᵀ of every view', claim: 'dual-networks/homogeneity', layer: 1 },
  { name: 'gradients.one', text: '∂L/∂W_l, anchor only', claim: 'dual-networks/covariance-operator', layer: 0 },
  { name: 'gradients.both', text: '∂L/∂W_l, both branches', claim: 'dual-networks/covariance-operator', layer: 0 },
  { name: 'operator', text: 'OP_l', claim: 'dual-networks/weighted-covariance-operator', layer: 0 },
];

export const stepOf = (name: StepName): Step => {
  const found = CHAIN.find((step) => step.name === name);
  if (found === undefined) throw new RangeError(`step: expected one of the proof chain, got "${name}"`);
  return found;
};
