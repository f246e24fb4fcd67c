/** The page of a report, written. */
import { readInputs } from '../../report/model/inputs.js';
import type { ReportPage } from '../../report/model/page.js';
import { reportPage } from '../../report/model/report-page.js';
import { writeText } from '../files.js';
import { type Surroundings, tell } from '../surroundings.js';
import { packageVersion } from '../version.js';
import { reportFiles } from './files.js';

/** Writes the page as HTML. Plots and formulas are drawn by large libraries, loaded where a page is asked for. */
export const writeHtml = async (io: Surroundings, option: string, file: string, page: ReportPage): Promise<void> => {
  const { htmlReport } = await import('../../report/html/document.js');
  writeText(io, option, file, htmlReport(page));
  tell(io, `${file} written`);
};

/** Writes the page as Markdown. */
export const writeMarkdown = async (io: Surroundings, file: string, page: ReportPage): Promise<void> => {
  const { markdownReport } = await import('../../report/markdown/document.js');
  writeText(io, '--markdown', file, markdownReport(page));
  tell(io, `${file} written`);
};

/** What there is to say of files that could not be used, on stderr. */
export const tellProblems = (io: Surroundings, { problems }: ReportPage): void => {
  for (const { message } of problems) tell(io, `contrapose: ${message}`);
};

/** The page of a check that has just been run, its other files being those at hand. */
export const writeCheckReport = async (io: Surroundings, file: string, check: unknown): Promise<void> => {
  const text = JSON.stringify(check);
  const page = reportPage(
    readInputs({ ...reportFiles(io, {}), check: { file: 'this check', text: () => text } }),
    packageVersion(),
  );
  await writeHtml(io, '--report', file, page);
  tellProblems(io, page);
};
