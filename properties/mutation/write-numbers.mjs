/**
 * Makes fixtures/mutation.json and the tables of docs/mutation-testing.md from the reports of the three runs, so that no number is typed by
 * hand: node properties/mutation/write-numbers.mjs [SECONDS], the duration of a full run where one was measured.
 */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';

const root = new URL('../../', import.meta.url);
const at = (path) => new URL(path, root);
const readJson = (path) => JSON.parse(readFileSync(at(path), 'utf8'));
const versionOf = (name) => createRequire(import.meta.url)(`${name}/package.json`).version;

const FOLDERS = ['arithmetic', 'model', 'theory'];
const NUMBERS = 'fixtures/mutation.json';
const PAGE = 'docs/mutation-testing.md';
const STATUSES = {
  Killed: 'killed',
  Timeout: 'timeout',
  Survived: 'survived',
  NoCoverage: 'noCoverage',
  Ignored: 'ignored',
};

const none = () => ({ killed: 0, timeout: 0, survived: 0, noCoverage: 0, ignored: 0, errors: 0 });

const total = (counts) =>
  counts.reduce((sum, each) => Object.fromEntries(Object.keys(sum).map((key) => [key, sum[key] + each[key]])), none());

/** Of the mutants that were tried, the part that a test fails on, in hundredths, rounded down. */
const scored = (counts) => {
  const { killed, timeout, survived, noCoverage } = counts;
  const tried = killed + timeout + survived + noCoverage;
  const found = killed + timeout;
  return { ...counts, score: tried === 0 ? null : Math.floor((10_000 * found) / tried) / 100 };
};

const countsOf = (mutants) => {
  const counts = none();
  for (const { status } of mutants) counts[STATUSES[status] ?? 'errors']++;
  return counts;
};

/** The text between two places of a source, which count lines and columns from 1. */
const textAt = (source, { start, end }) => {
  const lines = source.split('\n').slice(start.line - 1, end.line);
  lines[lines.length - 1] = lines[lines.length - 1].slice(0, end.column - 1);
  lines[0] = lines[0].slice(start.column - 1);
  return lines.map((line) => line.trim()).join(' ');
};

const survivorsOf = (path, { source, mutants }) =>
  mutants
    .filter(({ status }) => status === 'Survived' || status === 'NoCoverage')
    .map(({ status, mutatorName, replacement, location }) => ({
      file: path,
      line: location.start.line,
      column: location.start.column,
      mutator: mutatorName,
      from: textAt(source, location),
      to: replacement.replace(/\s+/g, ' '),
      ...(status === 'NoCoverage' && { covered: false }),
    }))
    .sort((a, b) => a.line - b.line || a.column - b.column || (a.to < b.to ? -1 : 1));

/** A reason with the changes it holds for, by file: "what was there → what came in its place". */
const reasons = readJson('properties/mutation/reasons.json');
const reasonOf = ({ file, from, to }) => reasons.find(({ changes }) => changes[file]?.includes(`${from} → ${to}`))?.why;

const reports = FOLDERS.filter((folder) => existsSync(at(`reports/mutation/${folder}.json`))).map((folder) => ({
  folder,
  files: Object.entries(readJson(`reports/mutation/${folder}.json`).files).sort(([a], [b]) => (a < b ? -1 : 1)),
}));

const old = existsSync(at(NUMBERS)) ? readJson(NUMBERS) : {};
const seconds = process.argv[2] === undefined ? old.seconds : Number(process.argv[2]);

const folders = Object.fromEntries(
  reports.map(({ folder, files }) => [folder, scored(total(files.map(([, { mutants }]) => countsOf(mutants))))]),
);
const numbers = {
  versions: {
    stryker: versionOf('@stryker-mutator/core'),
    vitest: versionOf('vitest'),
    typescript: versionOf('typescript'),
    node: process.version,
  },
  ...(seconds !== undefined && { seconds }),
  all: scored(total(Object.values(folders))),
  folders,
  files: Object.fromEntries(
    reports.flatMap(({ files }) => files.map(([path, { mutants }]) => [path, scored(countsOf(mutants))])),
  ),
  survivors: reports.flatMap(({ files }) =>
    files.flatMap(([path, file]) =>
      survivorsOf(path, file).map((survivor) => ({ ...survivor, why: reasonOf(survivor) ?? null })),
    ),
  ),
};

const lists = (key, value) => (Array.isArray(value) || key === 'files' ? value : undefined);
const oneLineEach = ([key, value]) => {
  const list = lists(key, value);
  if (list === undefined) return `  ${JSON.stringify(key)}: ${JSON.stringify(value)}`;
  if (Array.isArray(list))
    return `  ${JSON.stringify(key)}: [\n${list.map((each) => `    ${JSON.stringify(each)}`).join(',\n')}\n  ]`;
  const rows = Object.entries(list).map(([name, each]) => `    ${JSON.stringify(name)}: ${JSON.stringify(each)}`);
  return `  ${JSON.stringify(key)}: {\n${rows.join(',\n')}\n  }`;
};
writeFileSync(at(NUMBERS), `{\n${Object.entries(numbers).map(oneLineEach).join(',\n')}\n}\n`);

const percent = (score) => (score === null ? '–' : score.toFixed(2));
const row = (name, { killed, timeout, survived, noCoverage, ignored, score }) =>
  `| ${name} | ${killed} | ${timeout} | ${survived} | ${noCoverage} | ${ignored} | ${percent(score)} |`;
const head = (name) =>
  `| ${name} | killed | timeout | survived | not covered | left out | % |\n| --- | ---: | ---: | ---: | ---: | ---: | ---: |`;

const folderTable = [
  head('folder'),
  ...Object.entries(numbers.folders).map(([name, counts]) => row(`src/${name}`, counts)),
  row('together', numbers.all),
].join('\n');
const fileTable = [
  head('file'),
  ...Object.entries(numbers.files).map(([path, counts]) => row(path.replace('src/', ''), counts)),
].join('\n');

const code = (text) => {
  const short = text.length > 110 ? `${text.slice(0, 107)}…` : text;
  return short.includes('`') ? `\`\` ${short} \`\`` : `\`${short}\``;
};
const item = ({ file, line, column, from, to, covered }) =>
  `- ${file.replace('src/', '')}:${line}:${column} ${code(from)} → ${code(to)}${covered === false ? ' (not covered)' : ''}`;
const groups = new Map();
for (const survivor of numbers.survivors) {
  const key = survivor.why === null ? 'Not explained.' : survivor.why;
  groups.set(key, [...(groups.get(key) ?? []), survivor]);
}
const survivors = [...groups].map(([why, group]) => `${why}\n\n${group.map(item).join('\n')}`).join('\n\n');

const between = (text, name, content) => {
  const [from, to] = [`<!-- ${name} -->`, `<!-- /${name} -->`];
  const [a, b] = [text.indexOf(from), text.indexOf(to)];
  if (a < 0 || b < 0) throw new Error(`${PAGE}: expected ${from} … ${to}, got none`);
  return `${text.slice(0, a + from.length)}\n\n${content}\n\n${text.slice(b)}`;
};
const page = [
  ['folders', folderTable],
  ['files', fileTable],
  ['survivors', survivors],
].reduce((text, [name, content]) => between(text, name, content), readFileSync(at(PAGE), 'utf8'));
writeFileSync(at(PAGE), page);

const { all } = numbers;
const open = numbers.survivors.filter(({ why }) => why === null).length;
process.stdout.write(`${JSON.stringify(all)} ${open} not explained\n`);
