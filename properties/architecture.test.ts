import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import {
  ARROWS,
  DEFAULT_EXPORT,
  defaultExports,
  importCycles,
  LONGEST_FILE,
  longFiles,
  missingFiles,
  namedRegistries,
  ruled,
  strayPackages,
  wrongArrows,
  type Sources,
} from './architecture.js';

const root = fileURLToPath(new URL('..', import.meta.url));

/** What is, or would be, committed: tracked files and new ones that are not ignored. */
const paths = execFileSync('git', ['ls-files', '-z', '--cached', '--others', '--exclude-standard'], { cwd: root })
  .toString()
  .split('\0')
  .filter((path) => path !== '' && existsSync(root + path));

const read = (path: string): string => readFileSync(root + path, 'utf8');

const house: Sources = new Map(paths.filter((path) => path.endsWith('.ts')).map((path) => [path, read(path)]));

const lockfiles = paths.filter((path) => /(^|\/)(package-lock|npm-shrinkwrap)\.json$/.test(path));

describe('the house', () => {
  test('the rules are asked about the files of this repository', () => {
    const folders = new Set([...ruled(house).keys()].map((path) => path.split('/')[1]));
    expect([...folders]).toEqual(
      expect.arrayContaining(['arithmetic', 'model', 'theory', 'judge', 'ledger', 'search', 'cli']),
    );
  });
  test('every import follows the arrows between folders', () => {
    expect(wrongArrows(house)).toEqual([]);
  });
  test('every relative import names a file', () => {
    expect(missingFiles(house)).toEqual([]);
  });
  test('fast-check is imported by the search alone: a statement does not know how it is attacked', () => {
    expect(strayPackages(house)).toEqual([]);
  });
  test('no files import each other in a circle', () => {
    expect(importCycles(house)).toEqual([]);
  });
  test(`no file of src is longer than ${LONGEST_FILE} lines`, () => {
    expect(longFiles(house)).toEqual([]);
  });
  test('no file of src has a default export but the entry of the reporter', () => {
    expect(defaultExports(house)).toEqual([]);
  });
  test('the lockfile names no registry', () => {
    expect(lockfiles).toContain('package-lock.json');
    expect(lockfiles.flatMap((path) => namedRegistries(read(path)))).toEqual([]);
  });
});

describe('the rules can fail', () => {
  const planted = (files: Record<string, string>): Sources => new Map(Object.entries(files));

  test('no folder is reached against the arrows, whatever the form of the import', () => {
    for (const statement of [
      `import { attack } from '../search/attack.js';`,
      `import type { Attack } from '../search/attack.js';`,
      `export { attack } from '../search/attack.js';`,
      `export * from '../search/attack.js';`,
      `export const attack = async () => import('../search/attack.js');`,
      `export type Attack = import('../search/attack.js').Attack;`,
    ]) {
      const found = wrongArrows(planted({ 'src/theory/claim.ts': statement }));
      expect(found, statement).toEqual([
        'src/theory/claim.ts: expected theory to import only itself, arithmetic, model, got src/search/attack.ts',
      ]);
    }
  });
  test('exactly the pairs of folders without an arrow are reported', () => {
    for (const from of Object.keys(ARROWS)) {
      for (const to of Object.keys(ARROWS)) {
        const found = wrongArrows(planted({ [`src/${from}/a.ts`]: `import '../${to}/b.js';` }));
        expect(found.length === 0, `${from} → ${to}`).toBe(from === to || ARROWS[from].includes(to));
      }
    }
  });
  test('the index may import every folder', () => {
    expect(wrongArrows(planted({ 'src/index.ts': `export * from './cli/main.js';` }))).toEqual([]);
  });
  test('a folder outside the house, and an import from outside src, are reported', () => {
    expect(wrongArrows(planted({ 'src/tools/a.ts': `import '../model/b.js';` }))).toHaveLength(1);
    expect(wrongArrows(planted({ 'src/model/a.ts': `import '../../properties/b.js';` }))).toHaveLength(1);
  });
  test('a comment and a string are no imports', () => {
    const text = `// import '../cli/main.js'\nexport const s = "import '../cli/main.js'";\n`;
    expect(wrongArrows(planted({ 'src/model/a.ts': text }))).toEqual([]);
  });
  test('a circle of three files is reported once, and a diamond is none', () => {
    const circle = planted({
      'src/model/a.ts': `import './b.js';`,
      'src/model/b.ts': `import './c.js';`,
      'src/model/c.ts': `import type { A } from './a.js';`,
    });
    expect(importCycles(circle)).toEqual(['src/model/a.ts → src/model/b.ts → src/model/c.ts → src/model/a.ts']);
    const diamond = planted({
      'src/model/a.ts': `import './b.js'; import './c.js';`,
      'src/model/b.ts': `import './d.js';`,
      'src/model/c.ts': `import './d.js';`,
      'src/model/d.ts': '',
    });
    expect(importCycles(diamond)).toEqual([]);
  });
  test('an import of a file that is not there is reported', () => {
    expect(missingFiles(planted({ 'src/model/a.ts': `import './b.js';` }))).toEqual([
      'src/model/a.ts: expected a file, got ./b.js',
    ]);
  });
  test('fast-check in a statement or in the command line is reported, in the search it is not', () => {
    const importing = `import fc from 'fast-check';`;
    expect(strayPackages(planted({ 'src/theory/a.ts': importing }))).toHaveLength(1);
    expect(strayPackages(planted({ 'src/cli/a.ts': importing }))).toHaveLength(1);
    expect(strayPackages(planted({ 'src/search/a.ts': importing, 'src/model/a.test.ts': importing }))).toEqual([]);
  });
  test(`a file of ${LONGEST_FILE} lines passes and one of ${LONGEST_FILE + 1} is reported`, () => {
    expect(longFiles(planted({ 'src/model/a.ts': '\n'.repeat(LONGEST_FILE) }))).toEqual([]);
    expect(longFiles(planted({ 'src/model/a.ts': '\n'.repeat(LONGEST_FILE + 1) }))).toHaveLength(1);
  });
  test('every form of a default export is reported, and a default import is not', () => {
    for (const statement of [
      'export default 1;',
      'export default class A {}',
      'export default function f() {}',
      'const a = 1; export { a as default };',
      `export { default } from './b.js';`,
    ]) {
      expect(defaultExports(planted({ 'src/model/a.ts': statement })), statement).toHaveLength(1);
    }
    expect(defaultExports(planted({ 'src/model/a.ts': `import b from './b.js'; export const a = b;` }))).toEqual([]);
  });
  test('the entry of the reporter may have one', () => {
    expect(defaultExports(planted({ [DEFAULT_EXPORT]: 'export default class A {}' }))).toEqual([]);
  });
  test('a lockfile with the address of a registry is reported', () => {
    const lockfile = JSON.stringify({
      packages: {
        '': { name: 'contrapose' },
        'node_modules/a': { version: '1.0.0', resolved: 'https://registry.example/a.tgz' },
        'node_modules/b': { version: '1.0.0' },
      },
    });
    expect(namedRegistries(lockfile)).toEqual([
      'node_modules/a: expected no place of download, got https://registry.example/a.tgz',
    ]);
  });
});
