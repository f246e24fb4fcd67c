import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { definitionSite, type GraphModule } from './definition-site.js';

const folder = mkdtempSync(join(tmpdir(), 'contrapose-site-'));
const module = (name: string, text: string, ...importedModules: GraphModule[]): GraphModule => {
  const file = join(folder, name);
  writeFileSync(file, text);
  return { file, importedModules };
};

it('a claim is stated where its id is given, not where it is named', () => {
  const stated = module('stated.ts', `// a/b\nclaim({\n  id: 'a/b',\n});`);
  const other = module('other.ts', `claim({ id: 'a/b/c', dependsOn: ['a/b'] });`, stated);
  const suite = module('suite.ts', `claimById('a/b');`, other);
  expect(definitionSite(suite, 'a/b')).toEqual({ file: stated.file, line: 3 });
  expect(definitionSite(suite, 'a/b/c')).toEqual({ file: other.file, line: 1 });
});

it('files that import each other are each read once, and what is no file is passed by', () => {
  const imports: GraphModule[] = [
    { file: null, importedModules: [] },
    { file: '/no/such/file', importedModules: [] },
  ];
  const one: GraphModule = { ...module('one.ts', ''), importedModules: imports };
  imports.push(module('two.ts', '', one));
  expect(definitionSite(one, 'a/b')).toBeUndefined();
  expect(definitionSite(undefined, 'a/b')).toBeUndefined();
});

it('an id is no pattern', () => {
  expect(definitionSite(module('dots.ts', `id: 'a/bxc'`), 'a/b.c')).toBeUndefined();
});
