import { Command } from 'commander';
import { bibtex, cite, papersOf } from '../theory/cite.js';
import { claimsOf, print, printJson } from './output.js';

/** `cite`: the papers that state claims, as BibTeX. */
export const citeCommand = (): Command =>
  new Command('cite')
    .description('the papers that state claims (all papers where none is named), as BibTeX')
    .argument('[id...]', 'claim ids')
    .option('--json', 'the papers as JSON, each with its entry and the ids of its claims')
    .action((ids: string[], { json }: { json?: boolean }) => {
      const chosen = [...new Set(claimsOf(ids))];
      const papers = [...papersOf(chosen)];
      const derived = chosen.filter(({ source }) => source.papers === undefined);
      if (json) {
        printJson({
          papers: papers.map(([paper, claims]) => ({ ...paper, bibtex: bibtex(paper), claims })),
          derived: derived.map(({ id }) => id),
        });
        return;
      }
      const entries = papers.map(([paper]) => bibtex(paper));
      // Whoever names a claim learns that there is nothing to cite for it; a list of all papers needs no such lines.
      const remarks = ids.length === 0 ? [] : derived.map((claim) => cite(claim).trimEnd());
      print([...entries, ...(remarks.length > 0 ? [remarks.join('\n')] : [])].join('\n\n'));
    });
