import { existsSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { defineConfig, mergeConfig } from 'vitest/config';
import sources from './vitest.config.js';

const root = fileURLToPath(new URL('.', import.meta.url));

/**
 * Imports of the sources lead to what was built of them, which Node loads as it is: a module that vitest transforms reaches everything it imports through
 * an object, which makes exact arithmetic three times slower.
 */
export const built = {
  name: 'built',
  enforce: 'pre' as const,
  resolveId: (specifier: string, importer?: string): string | undefined => {
    if (importer === undefined || !specifier.startsWith('.')) return undefined;
    const path = resolve(dirname(importer), specifier);
    if (!path.startsWith(`${root}src/`)) return undefined;
    const file = path.replace(`${root}src/`, `${root}dist/`);
    return existsSync(file) ? file : undefined;
  },
};

/** The suite on the built package, as `npm test` runs it. Without this configuration, and for coverage, it runs on the sources. */
export default mergeConfig(
  sources,
  defineConfig({ plugins: [built], test: { server: { deps: { external: [/\/dist\//] } } } }),
);
