import { describe, expect, it } from 'vitest';
import type { Article } from '../../../src/model/article.ts';
import type { Block } from '../../../src/model/block.ts';
import { renderArticleMarkdown } from '../../../src/review/render-article-markdown.ts';
import { renderArticleText } from '../../../src/review/render-article-text.ts';
import { readGolden } from './golden-pages.ts';

function golden(): Article {
  const { reading } = readGolden('staff-report');
  if (reading?.kind !== 'article') throw new Error('staff-report holds no article.');
  return reading.article;
}

function render(...body: Block[]): string {
  const article = {
    ...golden(),
    body,
    headline: null,
    publishedAt: null,
    leadImage: null,
    canonicalUrl: null,
    finalUrl: 'https://x.example/a',
  };
  return renderArticleMarkdown(article).replace('\n\nOriginal url:\n\n<https://x.example/a>\n', '');
}

const paragraph = (text: string, spans: Extract<Block, { type: 'paragraph' }>['spans'] = []): Block => ({
  type: 'paragraph',
  text,
  spans,
});

describe('renderArticleMarkdown', () => {
  it('begins with headline and day in the page’s own zone, and ends with the address', () => {
    const article = { ...golden(), publishedAt: '2022-06-08T00:30:00+03:00' };
    const lines = renderArticleMarkdown(article).split('\n');
    expect(lines.slice(0, 3)).toEqual(['# Zoo Names Newborn Snow Leopard', '', 'June 8, 2022']);
    expect(lines.slice(-4)).toEqual(['Original url:', '', `<${article.canonicalUrl}>`, '']);
  });

  it.each<[string, Block, string]>([
    [
      'links and emphasis in each other',
      paragraph('see the law now', [
        { start: 4, end: 11, kind: 'link', href: 'https://x.example/l' },
        { start: 8, end: 11, kind: 'strong' },
      ]),
      'see [the **law**](https://x.example/l) now',
    ],
    [
      'spans that cross',
      paragraph('abcdef', [
        { start: 0, end: 4, kind: 'strong' },
        { start: 2, end: 6, kind: 'emphasis' },
      ]),
      '**abcd**ef',
    ],
    [
      'square brackets as they are',
      paragraph('these regions [Rostov and Voronezh] are'),
      'these regions [Rostov and Voronezh] are',
    ],
    ['stars, ticks and tags as text', paragraph('2 * 3 `x` <b> &amp; _y_'), '2 \\* 3 \\`x\\` \\<b> \\&amp; \\_y\\_'],
    ['what would begin a list or a heading', paragraph('# one\n- two\n3. three'), '\\# one\n\\- two\n3\\. three'],
    [
      'parentheses in an address',
      paragraph('x', [{ start: 0, end: 1, kind: 'link', href: 'https://x.example/a_(b)' }]),
      '[x](https://x.example/a_%28b%29)',
    ],
    [
      'a bare address as a link',
      paragraph('see https://x.example/a, or not'),
      'see [https://x.example/a](https://x.example/a), or not',
    ],
    [
      'a quotation of two paragraphs',
      { type: 'quote', text: 'One.\nTwo.', spans: [], citation: 'Ida' },
      '> One.\n> Two.\n>\n> — Ida',
    ],
    [
      'a list',
      {
        type: 'list',
        ordered: true,
        items: [
          { text: 'a\nb', spans: [] },
          { text: 'c', spans: [] },
        ],
      },
      '1. a\n   b\n2. c',
    ],
    [
      'a table of uneven rows',
      { type: 'table', rows: [['a|b', 'c'], ['d']] },
      '| a\\|b | c |\n| --- | --- |\n| d |  |',
    ],
    [
      'an image without words',
      { type: 'image', url: 'https://x.example/p q.jpg', alt: null, caption: null, credit: null },
      '![](https://x.example/p%20q.jpg)',
    ],
    [
      'a related article',
      { type: 'related', title: 'Old', url: 'https://x.example/o', label: 'news' },
      '**Related article:** [Old](https://x.example/o)',
    ],
    [
      'an embed',
      {
        type: 'embed',
        provider: 'twitter',
        url: 'https://x.com/a/status/1',
        author: 'max',
        handle: '@m',
        date: '2022-02-10',
        text: 'cold pic.twitter.com/F',
      },
      '**Embed:**\n\ncold [pic.twitter.com/F](https://pic.twitter.com/F)\n\n— max (@m) [February 10, 2022](https://x.com/a/status/1)',
    ],
    [
      'a post of which only the channel is known',
      {
        type: 'embed',
        provider: 'telegram',
        url: 'https://t.me/pier/7',
        author: null,
        handle: '@pier',
        date: null,
        text: null,
      },
      '**Embed:**\n\n@pier [https://t.me/pier/7](https://t.me/pier/7)',
    ],
    [
      'the words of a post by a mere handle',
      {
        type: 'embed',
        provider: 'telegram',
        url: 'https://t.me/pier/7',
        author: null,
        handle: '@pier',
        date: null,
        text: 'No boat.',
      },
      '**Embed:**\n\nNo boat.\n\n— @pier [https://t.me/pier/7](https://t.me/pier/7)',
    ],
  ])('writes %s', (_, block, expected) => expect(render(block)).toBe(expected));
});

describe('renderArticleText', () => {
  it('gives the words in the order of the page, without any mark-up', () => {
    const text = renderArticleText(golden());
    expect(text).toContain(
      'Zoo Names Newborn Snow Leopard\n\nJune 7, 2022\n\n(Moscow Zoo press service)\n\nMoscow Zoo has named',
    );
    expect(text).toContain(
      'Related article: Zoo Reopens Its Pond (https://www.themoscowtimes.com/2022/05/02/zoo-reopens-its-pond-a77500)',
    );
    expect(text).not.toMatch(/[*<>]|\]\(/);
  });

  const URL_OF_PICTURE = 'https://x.example/p.jpg';
  const note: Block = { type: 'paragraph', text: 'The ferry stays.', spans: [] };
  const post = { type: 'embed', provider: 'telegram', url: 'https://t.me/pier/7', date: null } as const;
  it.each<[string, Block, string]>([
    ['a paragraph with its lines', { ...note, text: 'The ferry\nstays.' }, 'The ferry\nstays.'],
    ['a heading', { type: 'heading', level: 2, text: 'Ice', spans: [] }, 'Ice'],
    ['an aside', { type: 'aside', text: 'Glossary\nQuay: a wall', spans: [] }, 'Glossary\nQuay: a wall'],
    ['a quotation', { type: 'quote', text: 'No boat.', citation: null, spans: [] }, 'No boat.'],
    ['a quotation and who said it', { type: 'quote', text: 'No boat.', citation: 'Bo', spans: [] }, 'No boat.\n— Bo'],
    [
      'a list with lists in its items',
      { type: 'list', ordered: false, items: ['Fish\nCod\nEel', 'Flour'].map((text) => ({ text, spans: [] })) },
      '- Fish\n  Cod\n  Eel\n- Flour',
    ],
    [
      'a numbered list',
      { type: 'list', ordered: true, items: ['Fish\nCod', 'Flour'].map((text) => ({ text, spans: [] })) },
      '1. Fish\n   Cod\n2. Flour',
    ],
    [
      'a table, a line a row',
      {
        type: 'table',
        rows: [
          ['Port', 'Boats'],
          ['A\nB', '2'],
        ],
      },
      'Port\tBoats\nA B\t2',
    ],
    [
      'a picture with caption and credit',
      { type: 'image', url: URL_OF_PICTURE, alt: 'a boat', caption: 'A boat.', credit: 'Bo' },
      `[A boat. (Bo) ${URL_OF_PICTURE}]`,
    ],
    [
      'a picture with an alt text alone',
      { type: 'image', url: URL_OF_PICTURE, alt: 'a boat', caption: null, credit: null },
      `[a boat ${URL_OF_PICTURE}]`,
    ],
    [
      'an embed',
      { ...post, author: 'Pier', handle: '@pier', text: 'No boat.' },
      'Embed from telegram:\nNo boat.\n— Pier (@pier), https://t.me/pier/7',
    ],
    [
      'an embed of which only the channel is known',
      { ...post, author: null, handle: '@pier', text: null },
      'Embed from telegram:\n— (@pier), https://t.me/pier/7',
    ],
    [
      'a related article',
      { type: 'related', title: 'Old', url: 'https://x.example/o', label: 'news' },
      'Related article: Old (https://x.example/o)',
    ],
    [
      'a live entry',
      { type: 'live-entry', id: '1', time: '14:10', blocks: [note, note] },
      '14:10\n\nThe ferry stays.\n\nThe ferry stays.',
    ],
  ])('writes %s', (_, block, expected) => {
    const shown = renderArticleText({
      ...golden(),
      body: [{ ...note, text: 'START' }, block, { ...note, text: 'END' }],
    });
    expect(shown.slice(shown.indexOf('START') + 7, shown.indexOf('END') - 2)).toBe(expected);
  });
});
