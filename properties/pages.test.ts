import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { commandsOf, examplesOf } from './pages/examples.js';
import { comparable, matches, renewed } from './pages/matches.js';
import { runPage } from './pages/run-page.js';

const root = fileURLToPath(new URL('..', import.meta.url));
const pages = [
  'README.md',
  ...readdirSync(`${root}docs`)
    .filter((name) => name.endsWith('.md'))
    .map((name) => `docs/${name}`),
];
const textOf = (page: string): string => readFileSync(root + page, 'utf8');

describe('what a page says', () => {
  it('is run but for what takes long, has to be installed or is not ours', () => {
    const skipped = pages.flatMap((page) => examplesOf(textOf(page)).steps.filter(({ kind }) => kind === 'not run'));
    expect(skipped.length).toBeLessThanOrEqual(12);
  });

  it('links to pages and headings that are there', () => {
    const slugs = (text: string): readonly string[] =>
      [...text.matchAll(/^#+ (.+)$/gm)].map(([, heading]) =>
        heading
          .toLowerCase()
          .replace(/[^\p{L}\p{N} _-]/gu, '')
          .replaceAll(' ', '-'),
      );
    const broken = pages.flatMap((page) =>
      [...textOf(page).matchAll(/\]\(([^)\s]+)\)/g)].flatMap(([, target]) => {
        if (/^https?:/.test(target)) return [];
        const [path, heading] = target.split('#');
        const base = page.includes('/') ? page.slice(0, page.lastIndexOf('/') + 1) : '';
        const file = path === '' ? page : new URL(path, `file:///${base}`).pathname.slice(1);
        try {
          if (heading === undefined) return file.endsWith('/') || readFileSync(root + file).length > 0 ? [] : [target];
          return slugs(textOf(file)).includes(heading) ? [] : [`${page}: ${target}`];
        } catch (error) {
          return (error as NodeJS.ErrnoException).code === 'EISDIR' ? [] : [`${page}: ${target}`];
        }
      }),
    );
    expect(broken).toEqual([]);
  });
});

describe('the glossary', () => {
  it('names what is in the files it links to', () => {
    const links = [...textOf('docs/glossary.md').matchAll(/\[`(\w+)`\]\(\.\.\/(src\/[^)]+)\)/g)];
    expect(links.length).toBeGreaterThan(50);
    const absent = links.filter(([, name, file]) => !new RegExp(`\\b${name}\\b`).test(textOf(file)));
    expect(absent.map(([link]) => link)).toEqual([]);
  });
});

describe('the reader of a page', () => {
  const fence = (info: string, ...lines: string[]): string => ['```' + info, ...lines, '```', ''].join('\n');

  it('finds commands and what they print, files, and what is not run, wherever they stand', () => {
    const page = [
      '<!-- in a clone -->',
      fence('sh', 'a', 'b'),
      fence('text', 'printed'),
      `- in a list\n\n  ${fence('js one.mjs', 'x').replaceAll('\n', '\n  ')}`,
      '<!-- not run: it takes an hour -->',
      fence('sh', 'c'),
      fence('text', 'never compared'),
      '<!-- exit 1 -->',
      fence('sh', 'd'),
      fence('math', 'x'),
      fence('', 'a tree of folders'),
    ].join('\n');
    const { inClone, steps, problems } = examplesOf(page);
    expect([inClone, problems]).toEqual([true, []]);
    expect(steps).toEqual([
      { kind: 'run', line: 2, commands: ['a', 'b'], exit: 0, shown: [{ line: 7, text: 'printed' }] },
      { kind: 'file', line: 13, name: 'one.mjs', text: 'x' },
      { kind: 'not run', line: 18, reason: 'it takes an hour' },
      { kind: 'run', line: 27, commands: ['d'], exit: 1, shown: [] },
    ]);
  });

  it('refuses an example that cannot be checked', () => {
    expect(examplesOf(fence('text', 'x')).problems).toHaveLength(1);
    expect(examplesOf(fence('js', 'x')).problems).toHaveLength(1);
    expect(examplesOf(fence('json', '{')).problems).toHaveLength(1);
    expect(examplesOf(fence('json', '{}')).problems).toEqual([]);
  });

  it('takes a block apart into commands', () => {
    const block = [`cat > a <<'JSON'`, '{', '', '}', 'JSON', '# a remark', 'one \\', '  two', '', 'three'];
    expect(commandsOf(block.join('\n'))).toEqual([`cat > a <<'JSON'\n{\n\n}\nJSON`, 'one \\\n  two', 'three']);
  });

  it('compares whole outputs, but for lines and text left out', () => {
    const same = (shown: string, printed: string): boolean => matches(comparable(shown), comparable(printed));
    expect(same('a\nb', 'a\nb\n')).toBe(true);
    expect(same('a', 'a\nb')).toBe(false);
    expect(same('b', 'a\nb')).toBe(false);
    expect(same('a\n…\nd', 'a\nb\nc\nd')).toBe(true);
    expect(same('a\n… (two more)', 'a\nb\nc')).toBe(true);
    expect(same('a\n…\nd', 'a\nb\nc')).toBe(false);
    expect(same('{"id":1,…} end', '{"id":1,"x":2} end')).toBe(true);
    expect(same('{"id":1,…} end', '{"id":1,"x":2} other')).toBe(false);
    expect(same('a…a', 'a')).toBe(false);
  });

  it('leaves out seconds, in the table of theorems alone', () => {
    const table = (row: string, after: string): string =>
      `claim   verdict evid cases drop margin   s\n one    ${row}\nE exact\n${after}`;
    const same = (a: string, b: string): boolean => matches(comparable(a), comparable(b));
    expect(same(table('holds EI 200 0% 0  0.5', 'x 0.5'), table('holds EI 200 0% 0 12.5', 'x 0.5'))).toBe(true);
    expect(same(table('holds EI 200 0% 0  0.5', 'x 0.5'), table('holds EI 200 1% 0  0.5', 'x 0.5'))).toBe(false);
    expect(same(table('holds EI 200 0% 0  0.5', 'x 0.5'), table('holds EI 200 0% 0  0.5', 'x 0.6'))).toBe(false);
  });

  it('leaves out seconds of the table of mutants and of the line below it', () => {
    const table = (cases: number, seconds: string): readonly string[] =>
      comparable(
        `mutant verdict cases    s\na: b   refuted ${cases} ${seconds}\n1 of 1 mutants refuted: median 1 cases, ${seconds} s; most 1 cases, ${seconds} s`,
      );
    expect(matches(table(1, '0.68'), table(1, '12.34'))).toBe(true);
    expect(matches(table(1, '0.68'), table(2, '0.68'))).toBe(false);
  });

  it('tells what a page says and what does not happen', async () => {
    const page = [
      fence('sh', 'echo one', 'echo two'),
      fence('text', 'two'),
      fence('text', 'one'),
      fence('sh', 'exit 3'),
    ];
    const { problems, renewed: now } = await runPage(page.join('\n'));
    expect(problems).toHaveLength(2);
    expect(problems[0]).toMatch(/^line 10: expected what a command prints, got\n/);
    expect(problems[1]).toMatch(/^line 14: exit 3: expected exit code 0, got 3/);
    expect(now).toBe(page.join('\n'));
  });

  it('writes what is printed now, with as much left out as before', async () => {
    const page = [
      fence('sh', 'seq 5'),
      fence('text', '1', '…', '6'),
      fence('sh', 'echo x', 'echo c'),
      fence('text', 'b', 'c'),
    ];
    const { problems, renewed: now } = await runPage(page.join('\n'));
    expect(problems).toHaveLength(2);
    expect(now).toBe([page[0], fence('text', '1', '…', '5'), page[2], fence('text', 'c')].join('\n'));
    expect((await runPage(now)).problems).toEqual([]);
    expect(renewed(['…'], ['1', '2'])).toEqual(['…']);
  });
});
