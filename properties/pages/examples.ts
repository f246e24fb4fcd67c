import { fromMarkdown } from 'mdast-util-from-markdown';

/** The text a page says a command prints. */
export interface Shown {
  readonly line: number;
  readonly text: string;
}

/** What a page tells its reader to do, in its order. */
export type Step =
  | { readonly kind: 'file'; readonly line: number; readonly name: string; readonly text: string }
  | {
      readonly kind: 'run';
      readonly line: number;
      readonly commands: readonly string[];
      readonly exit: number;
      readonly shown: readonly Shown[];
    }
  | { readonly kind: 'not run'; readonly line: number; readonly reason: string };

/** The examples of a page, and whether they are for a clone of the repository (else for a folder of the reader's own). */
export interface Examples {
  readonly inClone: boolean;
  readonly steps: readonly Step[];
  /** What the page shows as an example and cannot be checked as one. */
  readonly problems: readonly string[];
}

interface Fence {
  readonly line: number;
  readonly lang: string;
  readonly meta: string;
  readonly value: string;
}
type Item = Fence | { readonly line: number; readonly comment: string };

interface MarkdownNode {
  readonly type: string;
  readonly value?: string;
  readonly lang?: string | null;
  readonly meta?: string | null;
  readonly children?: readonly MarkdownNode[];
  readonly position?: { readonly start: { readonly line: number } } | undefined;
}

/** Fences and comments in the order of the page. */
const itemsOf = ({ type, value = '', lang, meta, children = [], position }: MarkdownNode): readonly Item[] => {
  const line = position?.start.line ?? 0;
  if (type === 'code') return [{ line, lang: lang ?? '', meta: meta ?? '', value }];
  if (type === 'html') {
    const comment = /^<!--\s*([^]*?)\s*-->$/.exec(value)?.[1];
    return comment === undefined ? [] : [{ line, comment }];
  }
  return children.flatMap(itemsOf);
};

/** The commands of a block: a line each, with the lines it is continued on and the text it reads in place (`<<'JSON'`). */
export const commandsOf = (block: string): readonly string[] => {
  const commands: string[] = [];
  let open: string[] = [];
  let until: string | undefined;
  for (const line of block.split('\n')) {
    if (until === undefined && open.length === 0 && (line.trim() === '' || line.trim().startsWith('#'))) continue;
    open.push(line);
    if (until === undefined) until = /<<'(\w+)'/.exec(line)?.[1];
    else if (line === until) until = undefined;
    if (until !== undefined || line.endsWith('\\')) continue;
    commands.push(open.join('\n'));
    open = [];
  }
  return open.length > 0 ? [...commands, open.join('\n')] : commands;
};

const isJson = (text: string): boolean => {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
};

/** Fences that are no examples: formulas, and drawings without a language. */
const SHOWN_ONLY = ['', 'math'];

/**
 * The examples of a page.
 * - ```` ```sh ```` is run, command by command; ```` ```text ```` after it is what one of its commands prints, in their order.
 * - ```` ```js name.mjs ```` (any language) is a file of that name.
 * - ```` ```json ```` without a name is JSON.
 * - `<!-- not run: reason -->` before a block: it is not, nor is what it prints compared.
 * - `<!-- exit 1 -->` before a block: its last command ends with that code.
 * - `<!-- in a clone -->` anywhere: the commands are for a clone of the repository.
 */
export const examplesOf = (page: string): Examples => {
  const items = itemsOf(fromMarkdown(page));
  const steps: Step[] = [];
  const problems: string[] = [];
  let reason: string | undefined;
  let exit = 0;
  for (const item of items) {
    if ('comment' in item) {
      reason = /^not run: (.+)$/s.exec(item.comment)?.[1] ?? reason;
      exit = Number(/^exit (\d+)$/.exec(item.comment)?.[1] ?? exit);
      continue;
    }
    const { line, lang, meta, value } = item;
    const last = steps.at(-1);
    if (SHOWN_ONLY.includes(lang)) continue;
    if (reason !== undefined) steps.push({ kind: 'not run', line, reason });
    else if (lang === 'sh') steps.push({ kind: 'run', line, commands: commandsOf(value), exit, shown: [] });
    else if (lang === 'text') {
      if (last?.kind === 'run') steps[steps.length - 1] = { ...last, shown: [...last.shown, { line, text: value }] };
      else if (last?.kind !== 'not run')
        problems.push(`line ${line}: expected commands before what they print, got none`);
    } else if (meta !== '') steps.push({ kind: 'file', line, name: meta, text: value });
    else if (lang !== 'json' || !isJson(value)) {
      problems.push(`line ${line}: expected ${lang} with the name of its file, or JSON, got neither`);
    }
    reason = undefined;
    exit = 0;
  }
  const inClone = items.some((item) => 'comment' in item && item.comment === 'in a clone');
  return { inClone, steps, problems };
};
