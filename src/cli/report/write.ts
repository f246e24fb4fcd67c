/** The page of a report, written. */
import { readInputs } from '../../report/model/inputs.js';
import type { ReportPage } from '../../report/model/page.js';
import { reportPage } from '../../report/model/report-page.js';
import { writeText } from '../output.js';
import { packageVersion } from '../version.js';
import { reportFiles } from './files.js';

/** Writes the page as HTML. Plots and formulas are drawn by large libraries, loaded where a page is asked for. */
export const writeHtml = async (option: string, file: string, page: ReportPage): Promise<void> => {
  const { htmlReport } = await import('../../report/html/document.js');
  writeText(option, file, htmlReport(page));
  process.stderr.write(`${file} written\n`);
};

/** Writes the page as Markdown. */
export const writeMarkdown = async (file: string, page: ReportPage): Promise<void> => {
  const { markdownReport } = await import('../../report/markdown/document.js');
  writeText('--markdown', file, markdownReport(page));
  process.stderr.write(`${file} written\n`);
};

/** What there is to say of files that could not be used, on stderr. */
export const tellProblems = ({ problems }: ReportPage): void => {
  for (const { message } of problems) process.stderr.write(`contrapose: ${message}\n`);
};

/** The page of a check that has just been run, its other files being those at hand. */
export const writeCheckReport = async (file: string, check: unknown): Promise<void> => {
  const text = JSON.stringify(check);
  const page = reportPage(
    readInputs({ ...reportFiles({}), check: { file: 'this check', text: () => text } }),
    packageVersion(),
  );
  await writeHtml('--report', file, page);
  tellProblems(page);
};
