import { describe, expect, it } from 'vitest';
import { claims } from '../../theory/index.js';
import { statementMath } from './math.js';

const formulas = (tex: string): number => statementMath(tex).text.split('<math').length - 1;

describe('a statement in MathML', () => {
  it.each(claims.map(({ id, statement }) => ({ id, statement })))('sets $id', ({ statement }) => {
    const { text } = statementMath(statement);
    expect(text).toContain('<math');
    expect(text).not.toContain('<code>');
    expect(text).not.toContain('katex-error');
  });
  it('breaks between formulas that stand side by side, and not inside one', () => {
    expect(formulas(String.raw`a=b,\qquad c=d`)).toBe(2);
    expect(formulas(String.raw`\text{a \qquad b},\qquad \begin{pmatrix}1\qquad2\end{pmatrix}`)).toBe(2);
    expect(formulas(String.raw`\{a\qquad b\}`)).toBe(2);
    expect(formulas(String.raw`a=b,\quad c=d,\ e=f`)).toBe(2);
    expect(formulas(String.raw`a\quad(b),\quad\left(c,\quad d\right)`)).toBe(2);
  });
  it('writes styled letters as the characters that MathML Core has for them', () => {
    const { text } = statementMath(String.raw`\mathbb E\mathbb R\mathcal W\mathcal N\mathbf 1`);
    for (const letter of ['𝔼', 'ℝ', '𝒲', '𝒩', '𝟏']) expect(text).toContain(letter);
    expect(text).not.toMatch(/mathvariant="(?!normal)/);
  });
  it('shows what is no TeX as it is written, escaped', () => {
    expect(statementMath(String.raw`\frac{<b>`).text).toContain(String.raw`<code>\frac{&lt;b&gt;</code>`);
  });
});
