import { defineConfig } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** The stored counterexamples first: what no longer refutes is known before anything is searched for. */
class WitnessesFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files);
    const isReplay = ({ moduleId }: TestSpecification): boolean => moduleId.endsWith('properties/witnesses.test.ts');
    return [...sorted.filter(isReplay), ...sorted.filter((file) => !isReplay(file))];
  }
}

export default defineConfig({
  test: {
    include: ['src/**/*.test.ts', 'properties/**/*.test.ts'],
    // Those of the second lane (vitest.slow.config.ts).
    exclude: ['properties/slow/**', '**/*.slow.test.ts', 'properties/mutation/**'],
    // The second ends the run with the table of theorems. It is taken from its source, so that it needs no build.
    reporters: ['default', './src/vitest/index.ts'],
    globalSetup: ['properties/announce-seed.ts', 'properties/temporary-folder.ts'],
    setupFiles: ['properties/setup.ts'],
    pool: 'forks',
    // The modules are loaded once a worker, and not once a file: no test leaves anything behind in them that another would see.
    isolate: false,
    // Claims from outside the package are loaded as a user's Node loads them.
    server: { deps: { external: [/\/contrapose-suite-/] } },
    sequence: { sequencer: WitnessesFirst },
    // Files are independent, so every core takes one; the default leaves a core idle.
    maxWorkers: '100%',
    // No verdict depends on the clock: this only ends a run that hangs.
    testTimeout: 600_000,
    hookTimeout: 600_000,
    coverage: {
      provider: 'v8',
      include: ['src/**/*.ts'],
      // What processes and threads of their own run, where this count does not see it, and the command line.
      exclude: [
        'src/**/*.test.ts',
        'src/**/*.properties.ts',
        'src/cli/**',
        'src/vitest/index.ts',
        'src/vitest/claims-reporter.ts',
        'src/work/thread.ts',
      ],
      reporter: ['text-summary', 'html', 'json-summary'],
      thresholds: { lines: 90, branches: 90, functions: 90, statements: 90 },
    },
  },
});
