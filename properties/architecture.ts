import { dirname, join } from 'node:path/posix';
import ts from 'typescript';

/** The text of each file by its path from the root of the repository, with `/` between folders. */
export type Sources = ReadonlyMap<string, string>;

/** What each folder of `src` may import besides itself; `cli` and `src/index.ts` may import all of them. */
export const ARROWS: Readonly<Record<string, readonly string[]>> = {
  arithmetic: [],
  model: ['arithmetic'],
  theory: ['arithmetic', 'model'],
  judge: ['arithmetic', 'model', 'theory'],
  ledger: ['arithmetic', 'model', 'theory', 'judge'],
  work: ['ledger'],
  search: ['arithmetic', 'model', 'theory', 'judge', 'ledger', 'kernels', 'experiments', 'work'],
  kernels: ['arithmetic', 'model'],
  experiments: ['arithmetic', 'model', 'ledger', 'kernels', 'work'],
  report: ['arithmetic', 'model', 'theory', 'judge', 'ledger', 'experiments'],
  vitest: ['arithmetic', 'model', 'theory', 'judge', 'ledger', 'report'],
  cli: ['arithmetic', 'model', 'theory', 'judge', 'ledger', 'search', 'kernels', 'experiments', 'report'],
};

/** Packages that only one folder may import. */
export const OWNED_PACKAGES: Readonly<Record<string, string>> = { 'fast-check': 'search' };

/** The one file with a default export: vitest looks for a reporter there. */
export const DEFAULT_EXPORT = 'src/vitest/index.ts';

export const LONGEST_FILE = 250;

/** Tests, and the properties that tests of several implementations share. */
const isTest = (path: string): boolean => /\.(test|properties)\.ts$/.test(path);

/** The sources the rules speak of: the files of `src` that are not tests. */
export const ruled = (sources: Sources): Sources =>
  new Map([...sources].filter(([path]) => path.startsWith('src/') && !isTest(path)));

/** The modules a file names: `import`, `import type`, `import(…)` and `export … from` alike. */
export const importsOf = (text: string): readonly string[] =>
  ts.preProcessFile(text, true, true).importedFiles.map(({ fileName }) => fileName);

/** The source file a relative import means, `./x.js` being `./x.ts`. */
const target = (importer: string, specifier: string): string =>
  join(dirname(importer), specifier).replace(/\.js$/, '.ts');

const folderOf = (path: string): string | undefined => /^src\/([^/]+)\//.exec(path)?.[1];

const isRelative = (specifier: string): boolean => specifier.startsWith('.');

const arrowProblem = (importer: string, imported: string): string | undefined => {
  if (importer === 'src/index.ts') return undefined;
  const [from, to] = [folderOf(importer), folderOf(imported)];
  if (from === undefined || !(from in ARROWS)) return `${importer}: expected a folder of the house, got none`;
  if (to === undefined) return `${importer}: expected an import from a folder of src, got ${imported}`;
  return from === to || ARROWS[from].includes(to)
    ? undefined
    : `${importer}: expected ${from} to import only ${['itself', ...ARROWS[from]].join(', ')}, got ${imported}`;
};

/** The imports that go against the arrows between folders. */
export const wrongArrows = (sources: Sources): readonly string[] =>
  [...ruled(sources)].flatMap(([path, text]) =>
    importsOf(text)
      .filter(isRelative)
      .flatMap((specifier) => arrowProblem(path, target(path, specifier)) ?? []),
  );

/** The imports of a package outside the folder that owns it. */
export const strayPackages = (sources: Sources): readonly string[] =>
  [...ruled(sources)].flatMap(([path, text]) =>
    importsOf(text)
      .filter((name) => name in OWNED_PACKAGES && folderOf(path) !== OWNED_PACKAGES[name])
      .map((name) => `${path}: expected ${name} to be imported only in ${OWNED_PACKAGES[name]}`),
  );

/** One circle of imports through each file that closes one, as `a → b → a`. */
export const importCycles = (sources: Sources): readonly string[] => {
  const files = ruled(sources);
  const finished = new Set<string>();
  const cycles: string[] = [];
  const visit = (path: string, trail: readonly string[]): void => {
    const seen = trail.indexOf(path);
    if (seen >= 0) {
      cycles.push([...trail.slice(seen), path].join(' → '));
      return;
    }
    if (finished.has(path)) return;
    for (const specifier of importsOf(files.get(path) ?? '').filter(isRelative)) {
      visit(target(path, specifier), [...trail, path]);
    }
    finished.add(path);
  };
  for (const path of files.keys()) visit(path, []);
  return cycles;
};

/** The relative imports that name no file. */
export const missingFiles = (sources: Sources): readonly string[] =>
  [...ruled(sources)].flatMap(([path, text]) =>
    importsOf(text)
      .filter((specifier) => isRelative(specifier) && !sources.has(target(path, specifier)))
      .map((specifier) => `${path}: expected a file, got ${specifier}`),
  );

const lines = (text: string): number => text.replace(/\n$/, '').split('\n').length;

/** The files longer than one idea should be. */
export const longFiles = (sources: Sources): readonly string[] =>
  [...ruled(sources)]
    .filter(([, text]) => lines(text) > LONGEST_FILE)
    .map(([path, text]) => `${path}: expected at most ${LONGEST_FILE} lines, got ${lines(text)}`);

const isDefaultExport = (statement: ts.Statement): boolean => {
  if (ts.isExportAssignment(statement)) return true;
  if (ts.isExportDeclaration(statement)) {
    const clause = statement.exportClause;
    return clause !== undefined && ts.isNamedExports(clause) && clause.elements.some((e) => e.name.text === 'default');
  }
  return (
    ts.canHaveModifiers(statement) &&
    (ts.getModifiers(statement) ?? []).some(({ kind }) => kind === ts.SyntaxKind.DefaultKeyword)
  );
};

/** The files that export without a name, but for the one that has to. */
export const defaultExports = (sources: Sources): readonly string[] =>
  [...ruled(sources)]
    .filter(([path]) => path !== DEFAULT_EXPORT)
    .filter(([path, text]) => ts.createSourceFile(path, text, ts.ScriptTarget.Latest).statements.some(isDefaultExport))
    .map(([path]) => `${path}: expected named exports, got a default export`);

/** The packages of an npm lockfile whose place of download is written down. */
export const namedRegistries = (lockfile: string): readonly string[] => {
  const { packages = {} } = JSON.parse(lockfile) as { packages?: Record<string, { resolved?: unknown }> };
  return Object.entries(packages)
    .filter(([, { resolved }]) => typeof resolved === 'string' && resolved.includes('://'))
    .map(([name, { resolved }]) => `${name}: expected no place of download, got ${String(resolved)}`);
};
