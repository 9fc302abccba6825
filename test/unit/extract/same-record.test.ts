import { readFileSync } from 'node:fs';
import { array, assert, constantFrom, integer, property } from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readPage } from '../../../src/extract/read-page.ts';
import { GOLDEN_DIR, listGoldenNames, NO_RULES, readGolden } from './golden-pages.ts';

const SCRIPTS = /(<(script|style|textarea)\b[\s\S]*?<\/\2>)/i;
const TAG = /<([a-z][\w-]*)((?:\s+[\w:@-]+="[^"]*")+)\s*(\/?)>/gi;
const BETWEEN_BLOCKS =
  /(<\/(?:p|div|h[1-6]|ul|figure|section|article|header|aside)>)\s*(?=<(?:p|div|h[1-6]|ul|figure|section|article|aside)\b)/gi;

/** What a golden page reads as, without what it is called. */
function readingOf(html: string, url: string): string {
  const bytes = new TextEncoder().encode(html);
  const reading = readPage({ url, finalUrl: url, contentType: 'text/html; charset=utf-8', bytes }, NO_RULES);
  return reading.kind === 'article' ? reading.article.digest : JSON.stringify(reading);
}

function onMarkup(html: string, edit: (markup: string) => string): string {
  const parts = html.split(SCRIPTS);
  // The pattern gives each script and its name between two pieces of mark-up.
  return parts
    .filter((_, at) => at % 3 !== 2)
    .map((part, at) => (at % 2 === 0 ? edit(part) : part))
    .join('');
}

const rotateAttributes = (html: string, by: number) =>
  onMarkup(html, (markup) =>
    markup.replace(TAG, (_, name: string, attributes: string, end: string) => {
      const all = attributes.match(/[\w:@-]+="[^"]*"/g) ?? [];
      const turn = by % all.length;
      return `<${name} ${[...all.slice(turn), ...all.slice(0, turn)].join(' ')}${end}>`;
    }),
  );

const PAGES = listGoldenNames().map((name) => ({
  name,
  url: readGolden(name).url,
  html: readFileSync(new URL(`${name}.in.html`, GOLDEN_DIR), 'utf8'),
}));

describe('the record of a page', () => {
  it('is the same whatever pages were read before it', () => {
    const first = PAGES.map(({ html, url }) => readingOf(html, url));
    const places = array(integer({ min: 0, max: PAGES.length - 1 }), { minLength: 1, maxLength: 8 });
    assert(
      property(places, (order) => {
        for (const at of order) {
          const { html = '', url = '' } = PAGES[at] ?? {};
          expect(readingOf(html, url)).toBe(first[at]);
        }
      }),
      { numRuns: 20 },
    );
  });

  const spaces = array(constantFrom(' ', '\n', '\t', '\r\n', '\f'), { maxLength: 5 }).map((all) => all.join(''));
  it.each(PAGES)(
    'does not depend on the order of attributes or on white space between blocks: $name',
    ({ html, url }) => {
      const expected = readingOf(html, url);
      assert(
        property(integer({ min: 1, max: 6 }), spaces, (by, space) => {
          const edited = onMarkup(rotateAttributes(html, by), (markup) => markup.replace(BETWEEN_BLOCKS, `$1${space}`));
          expect(readingOf(edited, url)).toBe(expected);
        }),
        { numRuns: 12 },
      );
    },
  );
});
