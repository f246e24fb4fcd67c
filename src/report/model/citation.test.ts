import { describe, expect, it } from 'vitest';
import { claims } from '../../theory/index.js';
import { bibtexOf } from './citation.js';

describe('the citation of a claim', () => {
  it('is an entry of the paper with its arXiv number, its authors in full where they are known', () => {
    const { source } = claims[0];
    const text = bibtexOf(source, '1.0.0');
    expect(text).toMatch(/^@misc\{tian2020,\n/);
    expect(text).toContain('{Tian, Yuandong and Yu, Lantao and Chen, Xinlei and Ganguli, Surya}');
    expect(text).toMatch(/eprint +?= \{2010\.00578\}/);
    expect(text.endsWith('}')).toBe(true);
  });
  it('takes another paper as it is named', () => {
    const text = bibtexOf({ paper: 'Doe, Roe: On views, arXiv:2103.12345', result: 'Lemma 1' }, '1.0.0');
    expect(text).toContain('@misc{doe2021,');
    expect(text).toContain('{Doe and Roe}');
    expect(text).toContain('{On views}');
  });
  it('is one of this project, with its version, for what was derived here', () => {
    expect(bibtexOf({ paper: 'contrapose', result: 'x' }, '2.3.4')).toMatch(/@software\{contrapose,[\s\S]*\{2\.3\.4\}/);
  });
  it('has balanced braces whatever the result is called', () => {
    const text = bibtexOf({ paper: 'contrapose', result: '}} \\evil{ %' }, '1');
    expect(text.split('{').length).toBe(text.split('}').length);
  });
});
