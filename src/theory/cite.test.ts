import { expect, it } from 'vitest';
import { bibtex, cite, papersOf } from './cite.js';
import { claimById, claims } from './index.js';

it('a claim of the main paper is cited by its entry', () => {
  expect(cite(claimById('dual-networks/covariance-operator'))).toBe(`@misc{tian2020dual,
  author = {Yuandong Tian and Lantao Yu and Xinlei Chen and Surya Ganguli},
  title = {{Understanding Self-supervised Learning with Dual Deep Networks}},
  year = {2020},
  eprint = {2010.00578},
  archivePrefix = {arXiv},
  url = {https://arxiv.org/abs/2010.00578}
}
`);
});

it('a claim that another paper restates is cited by both', () => {
  const text = cite(claimById('byol/linear-dynamics'));
  expect(text.match(/^@misc\{.*,$/gm)).toEqual(['@misc{tian2020dual,', '@misc{tian2021dynamics,']);
});

it('a claim that was derived here is cited by no entry, and it says so', () => {
  expect(cite(claimById('beyond/norm-thermostat'))).toBe(
    '% beyond/norm-thermostat: norm thermostat; no paper states it\n',
  );
});

it('every claim has its papers or is derived here, and every arXiv number that a source names is among its papers', () => {
  for (const { id, source } of claims) {
    const papers = source.papers ?? [];
    expect(papers.length > 0, id).toBe(source.paper !== 'contrapose');
    const named = [...`${source.paper} ${source.result}`.matchAll(/arXiv:(\d{4}\.\d{5})/g)].map(([, arxiv]) => arxiv);
    expect(
      papers.map(({ arxiv }) => arxiv),
      id,
    ).toEqual(named);
  }
});

it('a paper is listed once, with all of its claims', () => {
  const all = papersOf(claims);
  expect([...all.keys()].map(({ key }) => key)).toEqual(['tian2020dual', 'tian2021dynamics']);
  expect([...all.values()].map(({ length }) => length)).toEqual([
    claims.filter(({ source }) => source.papers !== undefined).length,
    1,
  ]);
});

it('what TeX would take for a command is escaped, and letters of other languages are not', () => {
  const entry = bibtex({
    key: 'k',
    authors: ['Jürgen & Søn'],
    title: '100 % of $x_1$ {in} ~2^n\\',
    year: 2000,
    arxiv: '1',
  });
  expect(entry).toContain('author = {Jürgen \\& Søn},');
  expect(entry).toContain(
    'title = {{100 \\% of \\$x\\_1\\$ \\{in\\} \\textasciitilde{}2\\textasciicircum{}n\\textbackslash{}}},',
  );
});
