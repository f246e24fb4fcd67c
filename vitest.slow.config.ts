import { defineConfig } from 'vitest/config';
import { built } from './vitest.built.config.js';

/**
 * The second lane, `npm run test:slow`: whole processes that are killed, many shards, edits of the gate, other Node versions, a cluster, and
 * searches that go through all claims once more.
 */
export default defineConfig({
  // Says nothing of the source maps of the package below, which point to sources it does not ship.
  logLevel: 'error',
  plugins: [built],
  test: {
    // The package imports JSON as bundlers do and node does not.
    server: { deps: { external: [/\/dist\//, /\/contrapose-suite-/], inline: ['@actions/workflow-parser'] } },
    include: ['properties/slow/**/*.test.ts', 'src/**/*.slow.test.ts', 'properties/mutation/**/*.test.ts'],
    globalSetup: ['properties/announce-seed.ts', 'properties/temporary-folder.ts'],
    setupFiles: ['properties/setup.ts'],
    pool: 'forks',
    isolate: false,
    maxWorkers: '100%',
    // No verdict depends on the clock: this only ends a run that hangs.
    testTimeout: 900_000,
    hookTimeout: 900_000,
  },
});
