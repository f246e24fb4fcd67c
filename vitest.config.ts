import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['src/**/*.test.ts', 'properties/**/*.test.ts'],
    globalSetup: ['properties/announce-seed.ts'],
    setupFiles: ['properties/setup.ts'],
    pool: 'forks',
    // Files are independent, so every core takes one; the default leaves a core idle.
    maxWorkers: '100%',
    // No verdict depends on the clock: this only ends a run that hangs.
    testTimeout: 600_000,
    hookTimeout: 600_000,
    coverage: {
      provider: 'v8',
      include: ['src/**/*.ts'],
      // The command line is tested in processes of its own, where this count does not see it.
      exclude: ['src/**/*.test.ts', 'src/cli/**'],
      reporter: ['text-summary', 'html', 'json-summary'],
      thresholds: { lines: 90, branches: 90, functions: 90, statements: 90 },
    },
  },
});
