import fc from 'fast-check';
import { micromark } from 'micromark';
import { gfm, gfmHtml } from 'micromark-extension-gfm';
import { describe, expect, it } from 'vitest';
import { parsePage } from '../../../src/extract/parse-page.ts';
import { attributeOf, findElements, textOf } from '../../../src/extract/tree.ts';
import type { Article } from '../../../src/model/article.ts';
import type { Block, RichText, Span } from '../../../src/model/block.ts';
import { renderArticleMarkdown } from '../../../src/review/render-article-markdown.ts';
import { readGolden } from './golden-pages.ts';

/** Pieces that Markdown or HTML could take for mark-up, among ordinary words. */
const PIECES = [
  ...'# * _ ~ ` [ ] ( ) ! < > & | \\ - + = : ; . , " \' 1 0 a B я 湖 é'.split(' '),
  ...['word', 'two words', '**', '__', '~~', '```', '<b>', '</p>', '<!--', '-->', '&amp;', '&#65;', '![', '](', '](x)'],
  ...['1.', '12)', '- ', '+ ', '* ', '> ', '# ', '## ', '---', '***', '===', '[^1]', '[x]', '[ ] ', ':--', '|--|'],
  ...['www.a.example', 'https://a.example/b_c*d', 'x@y.example', '\\*', '5 * 3', 'snake_case', '_em_', '*em*', '$1'],
  ...['“said”', '—', '…', '№ 5', 'http://', 'a`b', '~x~', '<https://a.example>', '<a@b.example>', '\t'],
];

const text = fc
  .array(fc.constantFrom(...PIECES), { minLength: 1, maxLength: 9 })
  .chain((pieces) => fc.constantFrom(pieces.join(''), pieces.join(' ')))
  .map((made) => made.replace(/\s+/g, ' ').trim())
  .filter((made) => made !== '');
const lines = fc.array(text, { minLength: 1, maxLength: 3 }).map((parts) => parts.join('\n'));

/** A cut anywhere but within an address: there it is made before the address. */
function cutOutside(made: string, at: number): number {
  const address = [...made.matchAll(/\S*(?:https?:|www)\S*/g)].find(
    ({ index, 0: whole }) => index < at && at < index + whole.length,
  );
  return address?.index ?? at;
}

/** A text with one stretch of it linked or set apart, cut anywhere. */
const richText: fc.Arbitrary<RichText> = fc
  .tuple(lines, fc.nat(), fc.nat(), fc.constantFrom('link', 'strong', 'emphasis', 'none'))
  .map(([made, a, b, kind]) => {
    const cuts = [a, b].map((cut) => cutOutside(made, cut % (made.length + 1))).toSorted((one, other) => one - other);
    const [start = 0, end = 0] = cuts;
    const href = 'https://x.example/a_(b)*c';
    const span: Span = kind === 'link' ? { start, end, kind, href } : { start, end, kind: kind as 'strong' };
    return { text: made, spans: kind === 'none' || start === end ? [] : [span] };
  });

const block: fc.Arbitrary<Block> = fc.oneof(
  richText.map((rich): Block => ({ type: 'paragraph', ...rich })),
  fc
    .tuple(richText, fc.integer({ min: 1, max: 6 }))
    .map(([rich, level]): Block => ({ type: 'heading', level, ...rich })),
  fc.tuple(richText, fc.option(text)).map(([rich, citation]): Block => ({ type: 'quote', citation, ...rich })),
  fc
    .tuple(fc.array(richText, { minLength: 1, maxLength: 3 }), fc.boolean())
    .map(([items, ordered]): Block => ({ type: 'list', ordered, items })),
  fc
    .array(fc.array(lines, { minLength: 2, maxLength: 3 }), { minLength: 2, maxLength: 3 })
    .map((rows): Block => ({ type: 'table', rows })),
  text.map((title): Block => ({ type: 'related', title, url: 'https://x.example/r', label: null })),
  fc
    .tuple(fc.option(text), fc.option(text))
    .map(([caption, credit]): Block => ({ type: 'image', url: 'https://x.example/p.jpg', alt: null, caption, credit })),
  richText.map((rich): Block => ({ type: 'aside', ...rich })),
);

function articleOf(body: Block[]): Article {
  const { reading } = readGolden('staff-report');
  if (reading?.kind !== 'article') throw new Error('staff-report holds no article.');
  return { ...reading.article, body, headline: null, publishedAt: null, leadImage: null, notes: [] };
}

/** What a reader of the rendered Markdown sees of a body, and where its links lead. */
function show(body: Block[]) {
  const markdown = renderArticleMarkdown(articleOf(body));
  const html = micromark(markdown, { extensions: [gfm()], htmlExtensions: [gfmHtml()] });
  const parsed = parsePage(html);
  if (parsed.kind === 'refused') throw new Error(parsed.reason);
  const { document } = parsed;
  const whole = document.children.map((child) => textOf(child)).join(' ');
  const hrefs = findElements(document, ({ name }) => name === 'a').map((link) => attributeOf(link, 'href'));
  return { markdown, text: fold(whole.split('Original url:')[0] ?? ''), hrefs };
}

function fold(shown: string): string {
  return shown.replace(/\s+/g, ' ').trim();
}

function wordsOf(one: Block): string[] {
  switch (one.type) {
    case 'quote':
      return [one.text, one.citation === null ? '' : `— ${one.citation}`];
    case 'list':
      return one.items.map((item) => item.text);
    case 'table':
      return one.rows.flat();
    case 'related':
      return ['Related article:', one.title];
    case 'image':
      return [one.caption ?? '', one.credit ?? ''];
    case 'paragraph':
    case 'heading':
    case 'aside':
      return [one.text];
    default:
      return [];
  }
}

const plain = (made: string) => ({ text: made, spans: [] });

/** Bodies that showed something else once. */
const FOUND: Block[][] = [
  [{ type: 'aside', ...plain('#\n-|') }],
  [{ type: 'paragraph', ...plain('#\n-:') }],
  [{ type: 'list', ordered: false, items: [plain('#\n-:')] }],
  [{ type: 'heading', level: 1, ...plain('#') }],
  [{ type: 'heading', level: 2, ...plain('\\#') }],
  [{ type: 'heading', level: 2, ...plain('## ##') }],
];

describe('an article as Markdown', () => {
  it('shows, rendered, just the words of the record, whatever mark-up they look like', () => {
    fc.assert(
      fc.property(fc.array(block, { minLength: 1, maxLength: 3 }), (body) => {
        const { markdown, text: shown } = show(body);
        // A table's empty cells and the spaces around a mark show as spaces: what counts is every other character.
        const bare = (words: string) => fold(words).replaceAll(' ', '');
        expect(bare(shown), markdown).toBe(bare(body.flatMap(wordsOf).join(' ')));
      }),
      { numRuns: 1_000, examples: FOUND.map((body) => [body]) },
    );
  });

  it('keeps every link', () => {
    fc.assert(
      fc.property(richText, (rich) => {
        const links = rich.spans.filter(
          (span) => span.kind === 'link' && rich.text.slice(span.start, span.end).trim() !== '',
        );
        const { hrefs, markdown } = show([{ type: 'paragraph', ...rich }]);
        if (links.length > 0) expect(hrefs, markdown).toContain('https://x.example/a_%28b%29*c');
      }),
      { numRuns: 1_000 },
    );
  });
});
