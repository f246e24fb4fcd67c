import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, describe, expect, it } from 'vitest';
import { codeHash, modelHash } from './code-hash.js';

const root = mkdtempSync(join(tmpdir(), 'contrapose-code-'));
afterAll(() => rmSync(root, { recursive: true }));

const files = {
  'run.js': `import { a } from './kernel/a.js';\nimport fc from 'package';\nexport const run = () => a;\n`,
  'kernel/a.js': `export { b as a } from '../b.js';\nexport * from "./c.js";\n`,
  'b.js': `import './run.js';\nimport {\n  d,\n} from './d.js';\nexport const b = d;\n`,
  'kernel/c.js': '// nothing\n',
  'd.js': 'export const d = 1;\n',
  'stranger.js': 'export const s = 1;\n',
};
let folders = 0;
const hashOf = (change: Readonly<Record<string, string>> = {}): string => {
  const folder = join(root, `${folders++}`);
  mkdirSync(join(folder, 'kernel'), { recursive: true });
  for (const [name, text] of Object.entries({ ...files, ...change })) writeFileSync(join(folder, name), text);
  return codeHash(pathToFileURL(join(folder, 'run.js')));
};

describe('the hash of the code', () => {
  it('is the same in every folder', () => {
    expect(hashOf()).toBe(hashOf());
    expect(hashOf()).toMatch(/^[0-9a-f]{64}$/);
  });

  it.each(Object.keys(files))('is another after a change of %s exactly if the module imports it', (name) => {
    const changed = hashOf({ [name]: `${files[name as keyof typeof files]}// changed\n` });
    expect(changed === hashOf()).toBe(name === 'stranger.js');
  });

  it('of training can be had', () => {
    expect(modelHash()).toMatch(/^[0-9a-f]{64}$/);
  });
});
