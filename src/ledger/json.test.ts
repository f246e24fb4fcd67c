import { describe, expect, test } from 'vitest';
import { DEEPEST, inWords, LONGEST_TEXT, numberText, parseJson } from './json.js';
import { BadInput } from './problem.js';

/** The message of a refusal, which must be a BadInput of one line. */
const refusal = (text: string): string => {
  try {
    parseJson(text, 'net.json');
  } catch (error) {
    if (error instanceof BadInput && !error.message.includes('\n')) return error.message;
    throw error;
  }
  return 'accepted';
};

describe('reading JSON', () => {
  test('keeps each number as it is written', () => {
    const { a } = parseJson('{"a":[0.1,1e-3,123456789012345678901234567890,-0]}') as { a: unknown[] };
    expect(a.map(numberText)).toEqual(['0.1', '1e-3', '123456789012345678901234567890', '-0']);
  });

  test('reads text, lists, objects, true, false and null as JSON.parse does, and skips a byte-order mark', () => {
    const text = '{"a":["x \\u0041\\"]}",true,false,null,[]],"b":{"c,d":"{"},"constructor":"x"}';
    expect(parseJson(`\uFEFF${text}`)).toEqual(JSON.parse(text));
  });

  test.each(['\\n', '\\u001b', '\u009b', '\u007f', '\u202e', '\\u2066', '\u2028', '\ufeff', '\\ud800', '\u200b'])(
    'refuses a text with %j, which a terminal or a page would obey or not show, in a key as in a value',
    (unseen) => {
      for (const text of [`{"a":["x${unseen}"]}`, `{"a":[{"k${unseen}":1}]}`]) {
        expect(() => parseJson(text, 'f')).toThrow(
          /^a\[0\]: expected text of characters that are seen, got the character \\u\{[0-9a-f]+\}$/,
        );
      }
    },
  );

  test.each([
    ['{"a":1,}', 'net.json, line 1, column 8: expected JSON, got "}"'],
    ['{"a":\n  [1, 2', 'net.json, line 2, column 8: expected JSON, got the end of the text'],
    ['', 'net.json, line 1, column 1: expected JSON, got the end of the text'],
    ['{"a": NaN}', 'net.json, line 1, column 7: expected JSON, got "N"'],
    ['{"a": Infinity}', 'net.json, line 1, column 7: expected JSON, got "I"'],
    ['{"a": -Infinity}', 'net.json, line 1, column 8: expected JSON, got "I"'],
    ['{"a": .5}', 'net.json, line 1, column 7: expected JSON, got "."'],
    ['{"a": 01}', 'net.json, line 1, column 8: expected JSON, got "1"'],
    ['[1] 2', 'net.json, line 1, column 5: expected JSON, got "2"'],
    [']', 'net.json, line 1, column 1: expected JSON, got "]"'],
    ['["a\u0007"]', 'net.json, line 1, column 4: expected JSON, got "\\u0007"'],
  ])('malformed text %j is refused with its line and column', (text, message) => {
    expect(refusal(text)).toBe(message);
  });

  test.each([
    ['{"network":{"__proto__":{"x":1}}}', 'network.__proto__: expected no key of this name, got one'],
    ['{"a":[0,{"\\u005f_proto__":1}]}', 'a[1].__proto__: expected no key of this name, got one'],
    ['{"a":[[],{"b":1,"c":{},"b":1}]}', 'a[1].b: expected the key once, got it twice'],
    ['{"a b":1,"a b":2}', '["a b"]: expected the key once, got it twice'],
  ])('the keys of %j are refused with their path', (text, message) => {
    expect(refusal(text)).toBe(message);
    expect(({} as Record<string, unknown>).x).toBeUndefined();
  });

  test('nesting is limited: at the limit it is read, one deeper or a million deeper it is refused', () => {
    const nested = (depth: number): string => '['.repeat(depth) + ']'.repeat(depth);
    expect(refusal(nested(DEEPEST))).toBe('accepted');
    expect(refusal(nested(DEEPEST + 1))).toMatch(/: expected at most 128 levels of nesting, got more$/);
    expect(refusal('{"a":'.repeat(1e6))).toMatch(/^a\.a.*: expected at most 128 levels of nesting, got more$/);
  });

  test('brackets, braces and colons inside a string are text, also after an escaped quote', () => {
    const value = { a: `"${'[{'.repeat(DEEPEST)}":\\`, b: ['"', ':', '","'] };
    expect(parseJson(JSON.stringify(value))).toEqual(value);
  });

  test('a text that is too long is refused before it is read', () => {
    expect(refusal(' '.repeat(LONGEST_TEXT + 1))).toBe('net.json: expected at most 67108864 characters, got 67108865');
  });

  test('a value in words is short and without control characters', () => {
    const long = 'x'.repeat(1000);
    const words = [undefined, null, [1], [], { a: 1 }, 'a\nb', true, 2, parseJson(`1${'0'.repeat(99)}`)].map(inWords);
    expect(words).toEqual([
      ...['nothing', 'null', 'a list of 1 item', 'a list of 0 items', 'an object', '"a\\nb"', 'true', '2'],
      'a number of 100 characters',
    ]);
    expect(inWords(long).length).toBeLessThan(70);
  });
});
