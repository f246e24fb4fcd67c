import * as fc from 'fast-check';
import { parseHTML } from 'linkedom';
import { describe, expect, it } from 'vitest';
import { escaped, html, type Html, trusted } from './escape.js';

/** The parts of a document that are asked about. */
interface Parsed {
  readonly document: {
    readonly body: { readonly textContent: string; readonly children: { readonly length: number } };
    querySelector(selector: string): { getAttribute(name: string): string | null; readonly textContent: string };
  };
}

const parsed = (page: Html) =>
  (parseHTML(`<!doctype html><html><body>${page.text}</body></html>`) as unknown as Parsed).document;

describe('HTML by template', () => {
  it('shows any text between tags and in attributes as that text, and as nothing else', () => {
    const text = fc.string({ unit: fc.constantFrom(...'<>&"\'`=/ab;#-! '.split('')) });
    fc.assert(
      fc.property(text, (hostile) => {
        const document = parsed(html`<p title="${hostile}">${hostile}</p>`);
        expect(document.body.children.length).toBe(1);
        expect(document.querySelector('p').textContent).toBe(hostile);
        expect(document.querySelector('p').getAttribute('title')).toBe(hostile);
      }),
    );
  });
  it('keeps HTML, joins lists, and leaves out nothing', () => {
    const items = ['a', '<b>'].map((item) => html`<li>${item}</li>`);
    expect(html`${items}`.text).toBe('<li>a</li><li>&lt;b&gt;</li>');
    expect(html`${undefined}${null}${false}${0}${['x', [1, undefined]]}`.text).toBe('0x1');
    expect(html`${trusted('<svg></svg>')}`.text).toBe('<svg></svg>');
  });
  it('writes out characters that are not seen, but for lines and tabs', () => {
    expect(escaped('a\u202eb\u0000c\n\td')).toBe('a\\u{202e}b\\u{0}c\n\td');
    expect(escaped('\u2028')).toBe('\\u{2028}');
  });
  it('drops the indentation of the source, and no space of a text', () => {
    const inner = 'two\n   lines';
    expect(
      html`<p>
        <code>${inner}</code>
      </p>`.text,
    ).toBe('<p>\n<code>two\n   lines</code>\n</p>');
  });
});
