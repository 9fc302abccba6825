import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Span } from '../../../src/model/block.ts';
import { renderRichText } from '../../../src/review/views/render-rich-text.ts';

const link = (start: number, end: number, href = 'https://a.example/'): Span => ({ start, end, kind: 'link', href });
const strong = (start: number, end: number): Span => ({ start, end, kind: 'strong' });
const emphasis = (start: number, end: number): Span => ({ start, end, kind: 'emphasis' });
const open = '<a class="external" href="https://a.example/" rel="noreferrer noopener nofollow">';

describe('renderRichText', () => {
  it.each<[string, Span[], string]>([
    ['no span', [], 'abcdef'],
    ['a link', [link(1, 3)], `a${open}bc</a>def`],
    ['emphasis within a link', [link(0, 4), emphasis(1, 2)], `${open}a<em>b</em>cd</a>ef`],
    ['a link across emphasis', [strong(0, 3), link(2, 5)], `<strong>ab</strong>${open}<strong>c</strong>de</a>f`],
    ['overlapping links', [link(0, 3), link(2, 5, 'https://a.example/')], `${open}abc</a>${open}de</a>f`],
    ['strong emphasis', [strong(1, 3), emphasis(1, 3)], 'a<strong><em>bc</em></strong>def'],
    [
      'spans out of range',
      [strong(4, 99), emphasis(-5, 1), link(9, 12), strong(3, 3)],
      '<em>a</em>bcd<strong>ef</strong>',
    ],
    ['a link that may not be followed', [link(0, 2, 'javascript:alert(1)')], 'abcdef'],
  ])('renders %s', (_name, spans, expected) => {
    expect(String(renderRichText({ text: 'abcdef', spans }))).toBe(expected);
  });

  it('keeps the text, and nests its elements, whatever the spans', () => {
    const place = fc.integer({ min: -2, max: 14 });
    const span = fc.oneof(
      fc.tuple(place, place).map(([start, end]) => link(start, end)),
      fc.tuple(place, place).map(([start, end]) => strong(start, end)),
      fc.tuple(place, place).map(([start, end]) => emphasis(start, end)),
    );
    fc.assert(
      fc.property(fc.array(span, { maxLength: 8 }), (spans) => {
        const rendered = String(renderRichText({ text: 'abcdefghijkl', spans }));
        expect(rendered.replaceAll(/<[^>]*>/g, '')).toBe('abcdefghijkl');
        const stack: string[] = [];
        for (const [, slash, name = ''] of rendered.matchAll(/<(\/?)(\w+)[^>]*>/g)) {
          if (slash === '') {
            expect(stack).not.toContain(name);
            stack.push(name);
          } else {
            expect(stack.pop()).toBe(name);
          }
        }
        expect(stack).toEqual([]);
      }),
    );
  });

  it('escapes what it shows', () => {
    const text = `<b onclick="x">&'`;
    expect(String(renderRichText({ text, spans: [strong(0, 3)] }))).toBe(
      '<strong>&lt;b </strong>onclick=&quot;x&quot;&gt;&amp;&#39;',
    );
  });
});
