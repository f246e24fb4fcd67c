import { appendFileSync } from 'node:fs';
import { relative } from 'node:path';
import type { Reporter, TestCase, TestModule, Vitest } from 'vitest/node';
import { colors } from '../report/colors.js';
import { theoremTable } from '../report/theorem-table.js';
import { annotation } from '../report/workflow-command.js';
import { accountOf, type Tested } from './account.js';
import { definitionSite } from './definition-site.js';
import type { HandedOver } from './hand-over.js';
import { summaryMarkdown } from './summary.js';

/** A claim, and the test that attacked it. */
interface Reported {
  readonly tested: Tested;
  readonly test: TestCase;
}

const handedOver = (test: TestCase): HandedOver | undefined =>
  (test.meta() as { readonly contrapose?: HandedOver }).contrapose;

/** Those of the package in the order of its proof chains, then others in the order of their files: whichever finished first. */
const inOrder = (all: readonly Reported[]): readonly Reported[] =>
  [...all].sort(
    ({ tested: a }, { tested: b }) =>
      (a.place ?? Infinity) - (b.place ?? Infinity) || (a.testFile < b.testFile ? -1 : a.testFile > b.testFile ? 1 : 0),
  );

/**
 * A reporter for vitest 4, beside another one: `reporters: ['default', 'contrapose/reporter']`. It speaks of the tests that handed a report over
 * (`handOver`): they end with the table of theorems, and where one fails because its claim did not come out as expected, the error tells the claim, the
 * shrunk instance and the command to repeat it in the place of a stack. In GitHub Actions it also writes the summary of the job and an
 * annotation on the line that states the claim.
 */
export class ClaimsReporter implements Reporter {
  #vitest: Vitest | undefined;

  /** Where to print, and where the suite is. */
  onInit(vitest: Vitest): void {
    this.#vitest = vitest;
  }

  /** The error of a claim's test becomes the account of the claim, for every reporter that shows it afterwards. */
  onTestCaseResult(test: TestCase): void {
    const reported = this.#reported(test);
    if (reported === undefined || reported.tested.report.asExpected) return;
    const [error, ...others] = test.result().errors ?? [];
    if (error === undefined || others.length > 0) return;
    // An account needs no stack: where the claim is attacked says nothing about why it is false.
    Object.assign(error, {
      name: 'Claim',
      message: accountOf(reported.tested),
      stack: '',
      stacks: [],
      diff: undefined,
      actual: undefined,
      expected: undefined,
    });
  }

  /** The table of theorems; in GitHub Actions also annotations and the summary of the job. */
  onTestRunEnd(modules: readonly TestModule[]): void {
    const all = inOrder(
      modules.flatMap((module) => [...module.children.allTests()].flatMap((test) => this.#reported(test) ?? [])),
    );
    if (all.length === 0) return;
    const tested = all.map((one) => one.tested);
    this.#print(`\n${theoremTable(tested.map(({ report }) => report))}`);
    if (process.env.GITHUB_ACTIONS !== 'true') return;
    for (const one of all.filter(({ tested: { report } }) => !report.asExpected)) this.#print(this.#annotated(one));
    const summary = process.env.GITHUB_STEP_SUMMARY ?? '';
    if (summary !== '') this.#append(summary, summaryMarkdown(tested));
  }

  #reported(test: TestCase): Reported | undefined {
    const handed = handedOver(test);
    if (handed === undefined || test.result().state === 'skipped') return undefined;
    return { test, tested: { ...handed, testFile: test.module.relativeModuleId, testName: test.fullName } };
  }

  #annotated({ tested, test }: Reported): string {
    const { report } = tested;
    const { moduleId, viteEnvironment } = test.module;
    const site = definitionSite(viteEnvironment?.moduleGraph.getModuleById(moduleId), report.id);
    const root = process.env.GITHUB_WORKSPACE ?? this.#vitest?.config.root ?? '';
    const file = relative(root, site?.file ?? moduleId);
    return annotation('error', { file, line: site?.line, title: `${report.id}: ${report.verdict}` }, accountOf(tested));
  }

  /** A summary that cannot be written does not change what the suite found. */
  #append(file: string, text: string): void {
    try {
      appendFileSync(file, text);
    } catch (error) {
      this.#print(colors.yellow(`GITHUB_STEP_SUMMARY: expected a file that can be written, got ${String(error)}`));
    }
  }

  #print(text: string): void {
    if (this.#vitest) this.#vitest.logger.log(text);
    else process.stdout.write(`${text}\n`);
  }
}
