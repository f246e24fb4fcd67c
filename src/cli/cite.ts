import { bibtex, cite, papersOf } from '../theory/cite.js';
import { claimsOf } from './claims.js';
import type { Define } from './define.js';
import { print, printJson } from './surroundings.js';

/** `cite`: the papers that state claims, as BibTeX. */
export const citeCommand: Define = (command, io) =>
  command
    .argument('[id...]', 'claim ids')
    .option('--json', 'the papers as JSON, each with its entry and the ids of its claims')
    .action((ids: string[], { json }: { json?: boolean }) => {
      const chosen = [...new Set(claimsOf(ids))];
      const papers = [...papersOf(chosen)];
      const derived = chosen.filter(({ source }) => source.papers === undefined);
      if (json) {
        printJson(io, {
          papers: papers.map(([paper, claims]) => ({ ...paper, bibtex: bibtex(paper), claims })),
          derived: derived.map(({ id }) => id),
        });
        return;
      }
      const entries = papers.map(([paper]) => bibtex(paper));
      // Whoever names a claim learns that there is nothing to cite for it; a list of all papers needs no such lines.
      const remarks = ids.length === 0 ? [] : derived.map((claim) => cite(claim).trimEnd());
      print(io, [...entries, ...(remarks.length > 0 ? [remarks.join('\n')] : [])].join('\n\n'));
    });
