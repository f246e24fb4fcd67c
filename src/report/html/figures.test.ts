import { parseHTML } from 'linkedom';
import { describe, expect, it } from 'vitest';
import type { Html } from './escape.js';
import { instanceFigures } from './instance.js';
import { layered } from './layout.js';
import { powerTicks } from './plot.js';
import { sidesTable } from './sides.js';
import { numberOf } from './values.js';
import { numberText, powerOfTen, shareText } from './words.js';

interface Element {
  readonly textContent: string;
  getAttribute(name: string): string | null;
}

const parsed = (content: Html) =>
  (
    parseHTML(`<!doctype html><html><body>${content.text}</body></html>`) as unknown as {
      readonly document: { querySelectorAll(selector: string): readonly Element[] };
    }
  ).document;
const textsOf = (content: Html, selector: string): readonly string[] =>
  [...parsed(content).querySelectorAll(selector)].map(({ textContent }) => textContent.trim().replace(/\s+/g, ' '));

const network = {
  activation: 'relu',
  weights: [[['1', '-1/2'], ['0', '3']], [['2', '1']]],
  biases: [['1', '-1'], ['0']],
  top: 'linear',
}; // prettier-ignore

describe('a network drawn', () => {
  const drawn = instanceFigures({ network });
  it('has a circle for every unit, an edge with its weight for every pair, and the biases', () => {
    expect(textsOf(drawn, '.graph .unit')).toEqual(['x₁', 'x₂', 'f₁,₁', 'f₁,₂', 'f₂,₁']);
    expect(textsOf(drawn, '.graph .label')).toEqual(['1', '−1/2', '0', '3', '2', '1']);
    expect(textsOf(drawn, '.graph .bias')).toEqual(['b 1', 'b −1', 'b 0']);
    expect(textsOf(drawn, '.graph .caption')).toEqual(['input', 'relu', 'linear']);
  });
  it('draws a weight of 0 as another line than the others', () => {
    expect(parsed(drawn).querySelectorAll('.graph .zero').length).toBe(1);
  });
  it('stands beside its matrices', () => {
    expect(textsOf(drawn, '.values li')).toContain('W₂ = [ 2 1 ]');
    expect(textsOf(drawn, '.values mtd')).toEqual(['1', '−1/2', '0', '3']);
  });
  it('is no picture where it would be a tangle, or where matrices do not fit on one another', () => {
    const row = Array<string>(9).fill('1');
    expect(textsOf(instanceFigures({ network: { ...network, weights: [[row]] } }), '.graph')).toEqual([]);
    const odd = instanceFigures({ network: { ...network, weights: [[['1']], [['1', '2']]] } });
    expect(textsOf(odd, '.graph')).toEqual([]);
    expect(textsOf(odd, 'figcaption')).toEqual(['network']);
  });
});

describe('a world drawn', () => {
  const world = {
    points: [
      { probability: '1/3', x: ['0', '1'], views: [{ probability: '1/2', x: ['0', '1'] }, { probability: '1/2', x: ['1', '1'] }] },
      { probability: '2/3', views: [{ probability: '1', x: ['-1', '0'] }], positives: [{ probability: '1', x: ['2', '0'] }] },
    ],
    negatives: ['1/3', '2/3'],
  }; // prettier-ignore
  it('lists every point with its views, positives and probabilities, and what else it has', () => {
    const items = textsOf(instanceFigures({ world }), '.values li');
    expect(items[0]).toBe('● point 1 at (0, 1), probability 1/3: view (0, 1) with 1/2; view (1, 1) with 1/2'); // prettier-ignore
    expect(items[1]).toContain('view (−1, 0) with 1; positive (2, 0) with 1');
    expect(items[2]).toBe('negatives = (1/3, 2/3)');
  });
  it('is a plane in two dimensions, a line in one, and only a list in more or where a number is none', () => {
    const plots = (x: readonly string[]): number => {
      const points = [{ probability: '1', views: [{ probability: '1', x }] }];
      return parsed(instanceFigures({ world: { points } })).querySelectorAll('.plot').length;
    };
    expect([['1', '2'], ['1'], ['1', '2', '3'], ['one', '2']].map(plots)).toEqual([1, 1, 0, 0]);
  });
});

describe('a latent tree drawn', () => {
  const tree = {
    polarity: '0',
    children: [
      { polarity: '1/2', children: [{ polarity: '1' }, { polarity: '-1' }] },
      { transition: [['1', '0'], ['1/2', '1/2']] },
    ],
  }; // prettier-ignore
  const drawn = instanceFigures({ tree, latent: '0', network: { weights: { '': [['1', '2']] } } });
  it('has a circle for every latent, a square for every leaf, the polarity on every edge, and marks the latent asked about', () => {
    expect(textsOf(drawn, '.graph .unit')).toEqual(['root', '0', '00', '01', '1']);
    expect(parsed(drawn).querySelectorAll('.graph circle').length).toBe(2);
    expect(parsed(drawn).querySelectorAll('.graph rect').length).toBe(3);
    expect(textsOf(drawn, '.graph .label')).toEqual(['ρ 1/2', 'ρ 1', 'ρ −1', 'P']);
    expect(parsed(drawn).querySelectorAll('.graph circle.chosen').length).toBe(1);
  });
  it('has children in their order from left to right', () => {
    const x = [...parsed(drawn).querySelectorAll('.graph rect')].map((leaf) => Number(leaf.getAttribute('x')));
    expect(x[0]).toBeLessThan(x[1]);
  });
  it('names matrices by the node they are at', () => {
    expect(textsOf(drawn, '.values li')).toContain('W(root) = [ 1 2 ]');
  });
});

describe('the two sides', () => {
  const sides = (relation: 'equal' | 'psd' | 'law', left: readonly string[], right: readonly string[]) =>
    sidesTable({ relation, exponential: 'e^a', left, right });
  it('mark the entries that differ, and only them', () => {
    const table = sides('equal', ['1/4', '0'], ['0', '0']);
    expect(textsOf(table, 'tr.differs td')).toEqual(['1/4', 'should equal', '0']);
  });
  it('show a matrix that should be positive semidefinite as one, and a law as what was drawn and claimed', () => {
    expect(textsOf(sides('psd', ['1', '2', '2', '1'], []), 'mtr').length).toBe(2);
    expect(textsOf(sides('law', ['1/2'], ['3/4']), 'th')).toEqual(['drawn', 'by the law']);
  });
  it('are cut off where they are long, and say how long', () => {
    const table = sides('equal', Array<string>(40).fill('1'), Array<string>(40).fill('0'));
    expect(textsOf(table, '.note')).toEqual(['… 40 entries in all.']);
  });
});

describe('numbers in words', () => {
  it('have three digits, a true minus, and powers of ten where they are small', () => {
    expect([null, 0, -0.25, 0.0123456, -1.6e-14, 1e-5, 5e8].map(numberText)).toEqual(['–', '0', '−0.25', '0.0123', '−1.6 · 10⁻¹⁴', '1 · 10⁻⁵', '5 · 10⁸']); // prettier-ignore
    expect(powerOfTen(-12)).toBe('10⁻¹²');
    expect([shareText(0, 0), shareText(1, 300), shareText(27, 227)]).toEqual(['–', '0.3 %', '12 %']);
    expect([numberOf('-1/2'), numberOf(3), numberOf('x'), numberOf(null)]).toEqual([-0.5, 3, undefined, undefined]);
  });
});

describe('drawings', () => {
  it('leave out an edge to a node that is not there', () => {
    const { at, width } = layered([{ id: 'a', width: 10, height: 10 }], [['a', 'b']], { direction: 'LR', between: 1, layers: 1 }); // prettier-ignore
    expect(at('a').x).toBeGreaterThan(0);
    expect(width).toBeLessThan(40);
  });
  it('mark a logarithmic axis at powers of ten, a few, or at its ends where there are fewer than two', () => {
    expect(powerTicks([0.002, 3])).toEqual([0.01, 0.1, 1]);
    expect(powerTicks([1e-9, 1e3]).length).toBeLessThanOrEqual(6);
    expect(powerTicks([2, 5])).toEqual([2, 5]);
  });
});
