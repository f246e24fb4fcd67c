/** What is claimed of the probability of an event. */
export interface Probability {
  readonly relation: 'equal' | 'at least';
  readonly value: number;
}

/** Whether no event has such a probability. */
export const isImpossible = ({ relation, value }: Probability): boolean =>
  !(value <= 1) || (relation === 'equal' && value < 0);

/** log Σ = k log p + (n − k) log(1 − p), with 0·log 0 = 0. */
const logLikelihood = (k: number, n: number, p: number): number =>
  (k === 0 ? 0 : k * Math.log(p)) + (k === n ? 0 : (n - k) * Math.log1p(-p));

/**
 * log E_n = log Π_t q_t(x_t) − max_{P claimed} Σ_t log P(x_t), q_t(1) = (k_t + ½)/(t + 1): a sequential test of a claim about the probability of an
 * event, from independent draws x_1, x_2, …
 *
 * Against the true P the first term is a bet whose expected growth is nothing: E_n is at most a martingale with mean 1, and by Ville's inequality
 * P(E_n ≥ 1/α for any n) ≤ α whatever the rule that ends the drawing. The predictions q_t are Krichevsky and Trofimov's, so a false claim p is
 * rejected after about log(1/α)/KL(P, p) draws. Rounding: each draw adds ≤ 2⁻⁵² of the sum, far below log(1/α).
 */
export class BernoulliTest {
  private k = 0;
  private n = 0;
  private logMixture = 0;

  observe(event: boolean): void {
    const q = (this.k + 0.5) / (this.n + 1);
    this.logMixture += Math.log(event ? q : 1 - q);
    this.n++;
    if (event) this.k++;
  }

  get draws(): number {
    return this.n;
  }

  get frequency(): number {
    return this.n === 0 ? NaN : this.k / this.n;
  }

  /** log E_n: the claim is rejected at error α once this reaches log(1/α). */
  logEvidence(claimed: Probability): number {
    if (this.n === 0) return 0;
    if (isImpossible(claimed)) return Infinity;
    const { relation, value } = claimed;
    const nearest = relation === 'equal' ? value : Math.max(value, this.frequency);
    return this.logMixture - logLikelihood(this.k, this.n, nearest);
  }
}
