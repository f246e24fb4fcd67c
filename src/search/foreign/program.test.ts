import { mkdtempSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import { BadInput } from '../../ledger/problem.js';
import { type Conversation, converse } from './program.js';

/** A shell command that runs JavaScript. */
const script = (code: string): string => `"${process.execPath}" -e ${JSON.stringify(code)}`;

const talk = (command: string, options: Partial<Conversation> = {}) => {
  const heard: string[] = [];
  const done = converse(command, {
    lines: ['a', 'b', 'c'],
    answers: 3,
    timeout: 20,
    onLine: (line) => heard.push(line),
    ...options,
  });
  return { heard, done };
};

/** A program that ignores SIGTERM and its input, and writes to a file every 20 ms as long as it lives. */
const staying = (): { command: string; beats: () => number } => {
  const file = join(mkdtempSync(join(tmpdir(), 'contrapose-')), 'beats');
  const beat = `setInterval(() => require('fs').appendFileSync('${file}', '.'), 20)`;
  return { command: script(`process.on('SIGTERM', () => {}); ${beat}`), beats: () => statSync(file).size };
};

const hasEnded = async (beats: () => number): Promise<boolean> => {
  const before = beats();
  await setTimeout(500);
  return before > 0 && beats() === before;
};

describe('a conversation with a program', () => {
  test('is a line in, a line out, whether it answers at once or at the end', async () => {
    for (const command of ['cat', 'sort -r']) {
      const { heard, done } = talk(command);
      expect(await done).toBe(3);
      expect(heard.sort()).toEqual(['a', 'b', 'c']);
    }
  });
  test.each([
    ['a command that is not there', 'no-such-command-here', /got exit code 127 after 0 of 3 answers, its last words/],
    ['a crash, with its last words', script(`throw new TypeError('bad weights')`), /got exit code 1 after 0 of 3/],
    ['an end before the last answer', 'head -n 2', /got exit code 0 after 2 of 3 answers/],
    ['a line too many', 'cat; echo more', /expected 3 answers, got "more" too/],
    ['a failure after the last answer', 'cat; exit 3', /got exit code 3 after 3 of 3 answers/],
    [
      'a line without an end',
      script(`process.stdout.write('x'.repeat(2 ** 24 + 1)); setInterval(() => {}, 999)`),
      /lines of at most/,
    ],
  ])('fails with one line: %s', async (_, command, message) => {
    const { done } = talk(command);
    await expect(done).rejects.toThrow(BadInput);
    await expect(done).rejects.toThrow(message);
  });
  test('that is silent too long is ended, though the program ignores SIGTERM', async () => {
    const { command, beats } = staying();
    await expect(talk(command, { timeout: 1 }).done).rejects.toThrow(/expected answer 0, got none within 1 s/);
    expect(await hasEnded(beats)).toBe(true);
  });
  test('that does not end at the end of its input is ended', async () => {
    const { done } = talk(`cat; ${script('setInterval(() => {}, 1000)')}`, { timeout: 1 });
    await expect(done).rejects.toThrow(/expected an end at the end of its input, got none within 1 s/);
  });
  test('that is aborted keeps what was answered, and ends the program', async () => {
    const { command, beats } = staying();
    const abort = new AbortController();
    const { heard, done } = talk(`head -n 1; ${command}`, {
      signal: abort.signal,
      onLine: (line) => {
        heard.push(line);
        void setTimeout(500).then(() => abort.abort());
      },
    });
    expect(await done).toBe(1);
    expect(heard).toEqual(['a']);
    expect(await hasEnded(beats)).toBe(true);
  });
  test('ends with what its reader throws', async () => {
    const onLine = (): void => {
      throw new BadInput('answer 0: expected sense, got none');
    };
    await expect(talk('cat', { onLine }).done).rejects.toThrow('expected sense');
  });
});
