/** Which code made a table. */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** The modules a file names in `import … from '…'`, `export … from '…'` and `import '…'`. */
const importsOf = (text: string): readonly string[] =>
  [...text.matchAll(/^(?:(?:import|export)\b[^'"]*?\bfrom\s*|import\s*)['"]([^'"]+)['"]/gm)].map(([, name]) => name);

/**
 * SHA-256 of the code that a module runs: of the text of its file and of every file it imports, directly or not, by a relative path, in
 * the order of their paths from the module; of packages the names alone. Comments count: another hash means other text, not other results.
 */
export const codeHash = (module: URL): string => {
  const extension = module.pathname.endsWith('.ts') ? '.ts' : '.js';
  const files = new Map<string, string>();
  const visit = (file: URL): void => {
    if (files.has(file.href)) return;
    const text = readFileSync(fileURLToPath(file), 'utf8');
    files.set(file.href, text);
    for (const name of importsOf(text)) {
      if (name.startsWith('.')) visit(new URL(name.replace(/\.js$/, extension), file));
    }
  };
  visit(module);
  const hash = createHash('sha256');
  for (const href of [...files.keys()].sort()) {
    const text = files.get(href) ?? '';
    // Lengths keep two files apart from one file of the same text; the folder of the installation is left out.
    hash.update(`${text.length}\n${text}`);
  }
  return hash.digest('hex');
};

/** The hash of what a training run executes: the tree kernel and all it reads, and the run itself. */
export const modelHash = (): string =>
  codeHash(new URL(import.meta.url.endsWith('.ts') ? './run.ts' : './run.js', import.meta.url));
