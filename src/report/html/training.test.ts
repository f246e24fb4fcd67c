import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { readRecoveryTable, readRunsFolder } from '../../experiments/recovery-file.js';
import { trainingSettings } from '../../experiments/settings.js';
import { reportPage } from '../model/report-page.js';
import { trainCommand } from '../model/training.js';
import { markdownReport } from '../markdown/document.js';
import { crossMap, crossText } from './cross-map.js';
import { trainingSection } from './training.js';
import { spectrumCurves } from './training-plots.js';

const file = (name: string): string => fileURLToPath(new URL(`../../../fixtures/${name}`, import.meta.url));
const table = (name: string) => ({ file: name, table: readRecoveryTable(readFileSync(file(name), 'utf8'), name), runs: [] }); // prettier-ignore

const inputs = {
  witnesses: [],
  problems: [],
  training: [table('recovery.json'), table('recovery-as-released.json'), { file: 'training', ...readRunsFolder(file('training')) }], // prettier-ignore
};
const page = reportPage(inputs, '1');
const html = trainingSection(page.training).text;

describe('training on the page', () => {
  it('has a curve for every layer, polarity and number of units, and a table with every cell', () => {
    const { cells, settings } = page.training[0].table;
    for (let layer = 0; layer < settings.depth; layer++) {
      expect(html).toContain(layer === 0 ? 'at the topmost latent, |ρ| ≥ 0.7' : `at layer ${layer} (${2 ** layer} latents), |ρ| ≥ 0.7`); // prettier-ignore
    }
    for (const { epochs } of cells) {
      expect(html).toContain(epochs[epochs.length - 1].layers[0].mean.toFixed(3));
    }
  });
  it('says of each effect whether it grows, falls or is open, in a word and a symbol', () => {
    for (const word of ['▲ grows', '○ open']) expect(html).toContain(word);
    expect(html).toContain('97.9 %');
  });
  it('draws norms over time and every latent where the runs are at hand, and says where they are not', () => {
    const [first] = page.training[2].runs;
    const last = first.epochs[first.epochs.length - 1];
    expect(html).toContain('Operator norms over epochs, 10 units, |ρ| ≥ 0.8');
    const shown = html.match(/heat-tree[\s\S]*?<\/svg>/g) ?? [];
    expect(shown).toHaveLength(2);
    for (const value of Object.values(last.correlation)) expect(shown[1]).toContain(`>${(value ?? 0).toFixed(2)}<`);
    const units = Object.values(last.unitCorrelation).flat();
    expect(shown[1].match(/class="cell"/g)).toHaveLength(units.length);
    // The area of a unit's square is corr² of 7 × 7, its side rounded to a tenth.
    const [[rho]] = Object.values(last.unitCorrelation);
    const side = Number(/class="cell" d="M[^h]*h([\d.]+)/.exec(shown[1])?.[1]);
    expect(side).toBe(Math.round(10 * 7 * Math.abs(rho ?? 0)) / 10);
    expect(html).toContain(`root: ${last.unitCorrelation[''].map((a) => (a ?? 0).toFixed(2)).join(', ')}<`);
    expect(html.split('which a table').length - 1).toBe(2);
  });
  it('draws the spectrum of the operator of every layer by powers of ten, and no curve without a value', () => {
    const { settings } = page.training[2].table;
    const drawn = html.match(/aria-label="Operator spectrum of layer \d/g) ?? [];
    expect(drawn).toHaveLength(settings.depth);
    const [run] = page.training[2].runs;
    const zero = { ...run, epochs: run.epochs.map((epoch) => ({ ...epoch, operatorSpectrum: { '': [0] } })) };
    expect(spectrumCurves([zero], 0, 'none')).toBeUndefined();
    expect(spectrumCurves([run], 1, 'some')?.text).toContain('aria-label="some"');
  });
  it('draws the units of every latent against every latent, and says what they know of their own', () => {
    const [{ across }] = page.training[2].runs;
    expect(html.match(/class="graph cross-map"/g)).toHaveLength(2);
    expect(html).toContain(crossText(across.trained));
    const few = {
      '': { '': 0.5, '0': 0.25, '1': 0 },
      '0': { '': 0.5, '0': 1, '1': 0.125 },
      '1': { '': 0, '0': 0, '1': 0 },
    };
    expect(crossText(few)).toBe('own latent 0.50, latents above and below it 0.19, all others 0.06');
    const { text } = crossMap(few, 'few');
    // Squares of corr 1, ½, ¼ and ⅛ of a side of 9; none where there is no correlation.
    expect([...text.matchAll(/h([\d.]+)v\1h-\1z/g)].map(([, side]) => side).slice(0, 5)).toEqual(['4.5', '2.3', '4.5', '9', '1.1']); // prettier-ignore
  });
  it('says the same in Markdown', () => {
    const text = markdownReport(page);
    expect(text).toContain('By the formulas of the paper, sampled tuples');
    expect(text).toContain('every latent:');
    expect(text).toContain('npx contrapose train latent-tree --as-released');
  });
});

describe('the command of training', () => {
  it('says what differs from the defaults, and nothing else', () => {
    const command = (given: Parameters<typeof trainingSettings>[0]): string => trainCommand(trainingSettings(given)).replace('npx contrapose train latent-tree', '').trim(); // prettier-ignore
    expect(command({})).toBe('');
    expect(command({ hidden: [3, 7], tau: 0.5 })).toBe('--hidden 3,7 --tau 0.5');
    expect(command({ exact: true, depth: 2, steps: 9 })).toBe('--depth 2 --steps 9 --exact');
    expect(command({ normalise: true })).toBe('--normalise');
    expect(command({ released: ['biases'] })).toBe('--released biases');
    expect(command({ released: ['normalise-epsilon'] })).toBe('--released normalise-epsilon');
  });
});
