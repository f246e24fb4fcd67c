import { defineConfig } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** What is mutated: a folder of src, or all three. */
const folder = process.env.FOLDER ?? 'all';

const claims = 'properties/mutation/**/*.test.ts';
const TESTS: Readonly<Record<string, readonly string[]>> = {
  arithmetic: ['src/arithmetic/**/*.test.ts'],
  model: ['src/model/**/*.test.ts', 'src/cli/operator/feature-forces.test.ts', claims],
  theory: ['src/theory/**/*.test.ts', claims],
  all: ['src/{arithmetic,model,theory,judge}/**/*.test.ts', claims],
};

/** A mutant ends with the first test it fails, so these, which take longest, come last. */
const SLOW = ['admission', 'bigfloat-rounding', 'definiteness', 'run-rational', 'explain'];

class QuickestFirst extends BaseSequencer {
  override sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const slow = ({ moduleId }: TestSpecification): number =>
      SLOW.some((name) => moduleId.endsWith(`/${name}.test.ts`)) ? 1 : 0;
    return Promise.resolve([...files].sort((a, b) => slow(a) - slow(b) || (a.moduleId < b.moduleId ? -1 : 1)));
  }
}

/** Cases of a property: a wrong line is wrong almost everywhere, and few show it. */
const casesOf = (runs: number): number => Math.min(runs, Math.max(25, Math.ceil(runs / 5)));

/** The tests with fewer cases of each property; a property that counts its cases is content with one of each kind. */
const fewCases = {
  name: 'few-cases',
  enforce: 'pre' as const,
  transform: (code: string, id: string): string | undefined =>
    id.endsWith('.test.ts') && code.includes('numRuns:')
      ? code
          .replace(/\bnumRuns: (\d+)/g, (_, runs: string) => `numRuns: ${casesOf(Number(runs))}`)
          .replace(/\.toBeGreaterThan\(\d+\)/g, '.toBeGreaterThan(0)')
      : undefined,
};

export default defineConfig({
  plugins: [fewCases],
  test: {
    include: [...TESTS[folder]],
    // Every claim on drawn instances once more, and a tree of 2³² states: slow, and what they see the others see.
    exclude: ['src/judge/judge.test.ts', 'src/**/*.slow.test.ts'],
    setupFiles: ['properties/mutation/setup.ts'],
    sequence: { sequencer: QuickestFirst },
    pool: 'threads',
    // One thread takes every file and loads each module once. Every mutant has a thread of its own.
    isolate: false,
    maxWorkers: 1,
    testTimeout: 600_000,
    hookTimeout: 600_000,
  },
});
