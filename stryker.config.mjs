/**
 * Mutation testing of one folder of src at a time, by the tests that are about it: `FOLDER=model npx stryker run`.
 * docs/mutation-testing.md says what is left out and why.
 */
const folder = process.env.FOLDER ?? 'arithmetic';

/** @type {import('@stryker-mutator/api/core').PartialStrykerOptions} */
const config = {
  mutate: [`src/${folder}/**/*.ts`, '!src/**/*.{test,properties}.ts', '!src/arithmetic/straight-line.ts'],
  testRunner: 'vitest',
  vitest: { configFile: 'vitest.mutation.config.ts', related: false },
  coverageAnalysis: 'perTest',
  // What runs once, while a module loads: the descriptions of claims, the tables of constants.
  ignoreStatic: true,
  // Titles, TeX, reasons and messages.
  mutator: { excludedMutations: ['StringLiteral'] },
  ignorePatterns: ['dist', 'reports', 'coverage', 'bench', 'deploy', 'docs', 'examples', 'fixtures/recovery*.json'],
  incremental: true,
  incrementalFile: `reports/mutation/${folder}.incremental.json`,
  reporters: ['json', 'event-recorder', 'progress-append-only'],
  eventReporter: { baseDir: `reports/mutation/${folder}.events` },
  jsonReporter: { fileName: `reports/mutation/${folder}.json` },
  concurrency: 1,
  timeoutMS: 2000,
  allowEmpty: true,
};

export default config;
