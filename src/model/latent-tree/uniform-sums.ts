import type { Field } from '../../arithmetic/field.js';
import { linearAlgebra } from '../../arithmetic/linear-algebra.js';

/** Which of the uniforms are not constantly 0: the indicator of a case, and the half-widths of those that are not. */
interface Case<S> {
  readonly indicator: S;
  readonly widths: readonly S[];
}

/** Sums of independent centred uniforms over a field. Glossary: u_k ~ Uniform[−h_k, h_k], N the number of h_k ≠ 0. */
export const uniformSums = <S>(F: Field<S>) => {
  const { sum } = linearAlgebra(F);
  const product = (factors: readonly S[]): S => factors.reduce((s, a) => F.mul(s, a), F.one);
  const power = (s: S, n: number): S => product(Array.from({ length: n }, () => s));
  const factorial = (n: number): number => (n === 0 ? 1 : n * factorial(n - 1));

  /** The 2^n cases of h_k > 0 or h_k = 0; all but one have the indicator 0. A width that is 0 is replaced by 1 where it is divided by. */
  const cases = (halfWidths: readonly S[]): readonly Case<S>[] =>
    halfWidths.reduce<readonly Case<S>[]>(
      (all, h) => {
        const positive = F.gate(h);
        const zero = F.sub(F.one, positive);
        return all.flatMap(({ indicator, widths }) => [
          { indicator: F.mul(indicator, positive), widths: [...widths, F.add(h, zero)] },
          { indicator: F.mul(indicator, zero), widths },
        ]);
      },
      [{ indicator: F.one, widths: [] }],
    );

  /**
   * u_+^n, with u_+^0 = 1[u > 0]. For n ≥ 2 it has a derivative at 0, so that the gate there is no kink; for n ≤ 1 it is one in the
   * case that occurs.
   */
  const positivePart = (u: S, n: number, indicator: S): S =>
    F.mul(F.gate(n >= 2 ? F.detach(u) : F.mul(indicator, u)), power(u, n));

  /** ∏ ε_k and Σ ε_k h_k for every ε ∈ {±1}^N. */
  const corners = (widths: readonly S[]): readonly { readonly sign: number; readonly at: S }[] =>
    widths.reduce<readonly { readonly sign: number; readonly at: S }[]>(
      (all, h) =>
        all.flatMap(({ sign, at }) => [
          { sign, at: F.add(at, h) },
          { sign: -sign, at: F.sub(at, h) },
        ]),
      [{ sign: 1, at: F.zero }],
    );

  /** P(Σ_k u_k > t) = [N! ∏ 2h_k]⁻¹ Σ_{ε ∈ {±1}^N} (∏ ε_k)(Σ ε_k h_k − t)_+^N over the h_k ≠ 0, for h_k ≥ 0; 1[t < 0] where all are 0. */
  const tail = (halfWidths: readonly S[], t: S): S =>
    sum(
      cases(halfWidths).map(({ indicator, widths }) => {
        const n = widths.length;
        const signed = corners(widths).map(({ sign, at }) =>
          F.mul(F.of(sign), positivePart(F.sub(at, t), n, indicator)),
        );
        const volume = F.mul(F.of(factorial(n) * 2 ** n), product(widths));
        return F.mul(indicator, F.div(sum(signed), volume));
      }),
    );

  /** 1 − (1 − p)^n: that one of n independent events of probability p occurs. */
  const some = (p: S, n: number): S => F.sub(F.one, power(F.sub(F.one, p), n));

  return { tail, some, power };
};
