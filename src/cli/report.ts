import { readInputs } from '../report/model/inputs.js';
import { reportPage } from '../report/model/report-page.js';
import { ExitCode } from './exit-code.js';
import type { Define } from './define.js';
import { checkWritable } from './files.js';
import { printJson } from './surroundings.js';
import { type ReportFileOptions, reportFiles } from './report/files.js';
import { tellProblems, writeHtml, writeMarkdown } from './report/write.js';
import { packageVersion } from './version.js';

/** The name of the page where none is given. */
export const REPORT_FILE = 'contrapose-report.html';

interface Options extends ReportFileOptions {
  readonly out?: string;
  readonly markdown?: string;
  readonly json?: boolean;
}

/** `report`: one page of everything the stored verdicts, witnesses and records say. */
export const reportCommand: Define = (command, io) =>
  command
    .option('--out <file>', `the HTML file (default: ${REPORT_FILE}, where neither --markdown nor --json is given)`)
    .option('--markdown <file>', 'the same as Markdown')
    .option('--json', 'the same as JSON on stdout')
    .option('--check <file>', 'verdicts that "check --mutants --json" printed (default: fixtures/check.json)')
    .option('--ablation <file>', 'what "ablate --out" wrote (default: fixtures/ablation.json)')
    .option('--witnesses <folder>', 'witness files (default: fixtures/witnesses)')
    .option('--training <path...>', 'tables of "train --table", folders of "train --out" (default: fixtures/recovery*.json, fixtures/training)')
    .option('--ledger <file>', 'the ledger (default: fixtures/ledger.json)')
    .action(async ({ out, markdown, json = false, ...files }: Options) => {
      const file = out ?? (markdown === undefined && !json ? REPORT_FILE : undefined);
      if (file !== undefined) checkWritable(io, '--out', file);
      if (markdown !== undefined) checkWritable(io, '--markdown', markdown);
      const page = reportPage(readInputs(reportFiles(io, files)), packageVersion());
      if (file !== undefined) await writeHtml(io, '--out', file, page);
      if (markdown !== undefined) await writeMarkdown(io, markdown, page);
      if (json) printJson(io, page);
      tellProblems(io, page);
      io.exitCode = page.problems.length > 0 ? ExitCode.differs : ExitCode.asExpected;
    }); // prettier-ignore
