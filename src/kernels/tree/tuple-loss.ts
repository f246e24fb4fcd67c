/** The loss of one tuple as a function of its distances. Glossary: t_k = (r₊ − r_{k−})/τ, t_0 = 0, p = softmax(t), so that p_0 = p₊. */
import type { LossSettings } from './types.js';

/** ℓ(r), r = (r₊, r_{1−} … r_{H−}); writes ∂ℓ/∂r into `slopes`. */
export type TupleLoss = (r: Float64Array, slopes: Float64Array) => number;

const simple: TupleLoss = (r, slopes) => {
  slopes[0] = 1;
  slopes[1] = -1;
  return r[0] - r[1];
};

/** log(1 + e^x) without overflow. */
const softplus = (x: number): number => Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x)));

/** 1/(1 + e^{−x}) without overflow. */
const sigmoid = (x: number): number => {
  const e = Math.exp(-Math.abs(x));
  return x >= 0 ? 1 / (1 + e) : e / (1 + e);
};

/** τ log(1 + e^{(r₊ − r₋ + r_0)/τ}). */
const triplet =
  (tau: number, margin: number): TupleLoss =>
  (r, slopes) => {
    const x = (r[0] - r[1] + margin) / tau;
    slopes[0] = sigmoid(x);
    slopes[1] = -slopes[0];
    return tau * softplus(x);
  };

/** p into `slopes`, and −log p₊ = log Σ_k e^{t_k}, from the terms next to the largest one. */
const softmax = (r: Float64Array, slopes: Float64Array, tau: number): number => {
  let largest = 0;
  let best = 0;
  for (let k = 1; k < r.length; k++) {
    const t = (r[0] - r[k]) / tau;
    if (t > largest) [largest, best] = [t, k];
  }
  let others = 0;
  for (let k = 0; k < r.length; k++) {
    const e = k === best ? 1 : Math.exp((k === 0 ? 0 : (r[0] - r[k]) / tau) - largest);
    slopes[k] = e;
    if (k !== best) others += e;
  }
  for (let k = 0; k < r.length; k++) slopes[k] /= 1 + others;
  return largest + Math.log1p(others);
};

/** −log p₊: ∂/∂r₊ = Σ_{k>0} p_k/τ, ∂/∂r_k = −p_k/τ. */
const infonce =
  (tau: number): TupleLoss =>
  (r, slopes) => {
    const value = softmax(r, slopes, tau);
    let rest = 0;
    for (let k = 1; k < r.length; k++) {
      rest += slopes[k];
      slopes[k] = -slopes[k] / tau;
    }
    slopes[0] = rest / tau;
    return value;
  };

/** −p₊: the slopes of −log p₊ times p₊. */
const probability = (tau: number): TupleLoss => {
  const logarithmic = infonce(tau);
  return (r, slopes) => {
    const p = Math.exp(-logarithmic(r, slopes));
    for (let k = 0; k < r.length; k++) slopes[k] *= p;
    return -p;
  };
};

/**
 * The loss that the settings name.
 * @throws τ ≤ 0; several negatives or −p₊ for another loss than infonce
 */
export const tupleLoss = ({ loss, tau = 0.1, margin = 0, negatives = 1, probabilityLoss }: LossSettings): TupleLoss => {
  if (!(tau > 0)) throw new Error(`tau: expected a positive number, got ${tau}`);
  if (!(Number.isInteger(negatives) && negatives >= 1)) {
    throw new Error(`negatives: expected a positive integer, got ${negatives}`);
  }
  if (loss === 'infonce') return probabilityLoss === true ? probability(tau) : infonce(tau);
  if (negatives !== 1) throw new Error(`negatives: expected 1 with the ${loss} loss, got ${negatives}`);
  if (probabilityLoss === true) throw new Error(`probabilityLoss: expected the infonce loss, got ${loss}`);
  return loss === 'simple' ? simple : triplet(tau, margin);
};
