/**
 * Glossary: r₊ = ½‖f(x₁) − f(x₊)‖², r_k = ½‖f(x₁) − f(x_{k−})‖², H the number of negatives, τ the temperature, r₀ the margin,
 * ξ the weight of a pair in the covariance operator.
 */
import type { Field } from '../arithmetic/field.js';

/** A contrastive loss: a function of r₊ and r_1 … r_H alone. */
export type Loss<S> =
  | { readonly kind: 'simple' }
  | { readonly kind: 'triplet'; readonly tau: S; readonly margin: S }
  | { readonly kind: 'hinge'; readonly margin: S }
  | { readonly kind: 'infonce'; readonly tau: S; readonly negatives: number };

/** The loss with every number replaced. */
export const mapLoss = <S, T>(loss: Loss<S>, f: (s: S) => T): Loss<T> => {
  switch (loss.kind) {
    case 'simple':
      return loss;
    case 'triplet':
      return { kind: 'triplet', tau: f(loss.tau), margin: f(loss.margin) };
    case 'hinge':
      return { kind: 'hinge', margin: f(loss.margin) };
    case 'infonce':
      return { kind: 'infonce', tau: f(loss.tau), negatives: loss.negatives };
  }
};

/** H, the number of negatives a loss takes. */
export const negativesOf = <S>(loss: Loss<S>): number => (loss.kind === 'infonce' ? loss.negatives : 1);

/**
 * L(r₊, r_1 … r_H) and ∂L/∂r over a field: r is half a squared distance, τ > 0 and r₀ are in the units of r. Source: arXiv:2010.00578.
 */
export const losses = <S>(F: Field<S>) => {
  /** e^{−r/τ}. */
  const u = (r: S, tau: S): S => F.exp(F.neg(F.div(r, tau)));
  const sum = (values: readonly S[]): S => values.reduce((s, v) => F.add(s, v), F.zero);

  /**
   * L_simp = r₊ − r₋;  L_tri = τ log(1 + e^{(r₊ − r₋ + r₀)/τ});  its limit max(0, r₊ − r₋ + r₀);
   * L_nce = −log[ e^{−r₊/τ} / (e^{−r₊/τ} + Σ_k e^{−r_k/τ}) ] (no factor τ in front).
   */
  const value = (loss: Loss<S>, plus: S, minus: readonly S[]): S => {
    switch (loss.kind) {
      case 'simple':
        return F.sub(plus, minus[0]);
      case 'triplet': {
        const t = F.div(F.add(F.sub(plus, minus[0]), loss.margin), loss.tau);
        return F.mul(loss.tau, F.log(F.add(F.one, F.exp(t))));
      }
      case 'hinge': {
        const t = F.add(F.sub(plus, minus[0]), loss.margin);
        return F.mul(F.gate(t), t);
      }
      case 'infonce': {
        const positive = u(plus, loss.tau);
        const total = F.add(positive, sum(minus.map((r) => u(r, loss.tau))));
        return F.neg(F.log(F.div(positive, total)));
      }
    }
  };

  /**
   * ∂L/∂r₊ and ∂L/∂r_k in closed form: (1, −1);  ±σ((r₊ − r₋ + r₀)/τ);  (1 − p₀)/τ and −p_k/τ with p = softmax(−r/τ).
   */
  const derivatives = (loss: Loss<S>, plus: S, minus: readonly S[]): { plus: S; minus: S[] } => {
    switch (loss.kind) {
      case 'simple':
        return { plus: F.one, minus: [F.neg(F.one)] };
      case 'triplet': {
        const e = F.exp(F.div(F.add(F.sub(plus, minus[0]), loss.margin), loss.tau));
        const sigma = F.div(e, F.add(F.one, e));
        return { plus: sigma, minus: [F.neg(sigma)] };
      }
      case 'hinge': {
        const gate = F.gate(F.add(F.sub(plus, minus[0]), loss.margin));
        return { plus: gate, minus: [F.neg(gate)] };
      }
      case 'infonce': {
        const positive = u(plus, loss.tau);
        const negative = minus.map((r) => u(r, loss.tau));
        const total = F.mul(loss.tau, F.add(positive, sum(negative)));
        return { plus: F.div(sum(negative), total), minus: negative.map((e) => F.neg(F.div(e, total))) };
      }
    }
  };

  /**
   * ξ(r) = −∂L/∂r₋ at r₊ = 0, r₋ = r, for a loss with one negative: 1;  σ((r₀ − r)/τ);  (1/τ) e^{−r/τ}/(1 + e^{−r/τ}).
   */
  const xi = (loss: Loss<S>, r: S): S => F.neg(derivatives(loss, F.zero, [r]).minus[0]);

  return { value, derivatives, xi };
};
