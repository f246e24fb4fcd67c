import { describe, expect, it } from 'vitest';
import { claims } from '../src/theory/index.js';
import { contrapose, json } from './run-contrapose.js';

describe('cite', () => {
  it('prints every paper once where no claim is named', async () => {
    const { code, stdout, stderr } = await contrapose('cite');
    expect([code, stderr]).toEqual([0, '']);
    expect(stdout.match(/^@misc\{.*$/gm)).toEqual(['@misc{tian2020dual,', '@misc{tian2021dynamics,']);
    expect(stdout).not.toContain('%');
  });
  it('prints the papers of the claims named, and says which claims have none', async () => {
    const { stdout } = await contrapose(
      'cite',
      'beyond/norm-thermostat',
      'dual-networks/homogeneity',
      'dual-networks/homogeneity',
    );
    expect(stdout).toMatch(/^@misc\{tian2020dual,\n[^@]+\n\}\n\n% beyond\/norm-thermostat: .*\n$/);
  });
  it('gives the same as JSON, with the claims of each paper', async () => {
    const found = json(await contrapose('cite', '--json')) as {
      papers: { arxiv: string; year: number; authors: string[]; bibtex: string; claims: string[] }[];
      derived: string[];
    };
    expect(found.papers.map(({ arxiv, year }) => [arxiv, year])).toEqual([
      ['2010.00578', 2020],
      ['2102.06810', 2021],
    ]);
    expect(found.papers[1].claims).toEqual(['byol/linear-dynamics']);
    expect(found.papers[0].bibtex).toContain(found.papers[0].authors.join(' and '));
    expect(new Set([...found.papers[0].claims, ...found.derived])).toEqual(new Set(claims.map(({ id }) => id)));
  });
  it('counts a claim once that is named twice', async () => {
    const id = 'byol/linear-dynamics';
    expect(json(await contrapose('cite', id, id, '--json'))).toMatchObject({
      papers: [{ claims: [id] }, { claims: [id] }],
    });
  });
  it('refuses a claim that is none and an option that is none', async () => {
    const unknown = await contrapose('cite', 'dual-networks/nothing');
    expect([unknown.code, unknown.stdout]).toEqual([2, '']);
    expect(unknown.stderr).toBe(
      'contrapose: claim: expected an id from "contrapose list", got "dual-networks/nothing"\n',
    );
    expect((await contrapose('cite', '--bib')).code).toBe(2);
  });
});
