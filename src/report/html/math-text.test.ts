import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { escaped } from './escape.js';
import { mathText } from './math-text.js';

describe('plain mathematics', () => {
  it.each([
    ['−∇ = ½V^ξ vec(W_l)', '−∇ = ½V<sup>ξ</sup> vec(W<sub>l</sub>)'],
    ['OP_lᵀ = p_0p_1 ΔK̄_μ', 'OP<sub>l</sub>ᵀ = p<sub>0</sub>p<sub>1</sub> ΔK̄<sub>μ</sub>'],
    ['V_{z_0}[E[f_{N_μ^ch}]]', 'V<sub>z<sub>0</sub></sub>[E[f<sub>N<sub>μ</sub><sup>ch</sup></sub>]]'],
    ['‖f_+ − f_−‖ e^{−r/τ}', '‖f<sub>+</sub> − f<sub>−</sub>‖ e<sup>−r/τ</sup>'],
    ['E_xV_aug[K̄_l]', 'E<sub>x</sub>V<sub>aug</sub>[K̄<sub>l</sub>]'],
    ['f_L x_i′ z_μ̄', 'f<sub>L</sub> x<sub>i′</sub> z<sub>μ̄</sub>'],
    ['E_aug|r₊|', 'E<sub>aug</sub>|r₊|'],
    ['a _ b ^ c _d', 'a _ b ^ c _d'],
    ['open_{brace', 'open_{brace'],
    ['_start and end_', '_start and end_'],
    ['x_<b>', 'x_&lt;b&gt;'],
    ['x_{<b>}', 'x<sub>&lt;b&gt;</sub>'],
  ])('%s', (text, expected) => {
    expect(mathText(text).text).toBe(expected);
  });

  it('says every character that is not an index sign or a brace, and lets no tag of its own through', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(...'ab_^{}<>&"1 +μ'.split('')) }), (text) => {
        const shown = mathText(text).text.replace(/<\/?su[bp]>/g, '');
        const bare = (html: string): string => html.replace(/[_^{}]/g, '');
        return bare(shown) === bare(escaped(text));
      }),
    );
  });
});
