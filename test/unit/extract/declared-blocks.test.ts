import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { extractArticle } from '../../../src/extract/extract-article.ts';
import type { Article } from '../../../src/model/article.ts';
import type { Block } from '../../../src/model/block.ts';
import type { Rules } from '../../../src/model/source.ts';
import { emptyRule } from './empty-rule.ts';
import { NO_RULES } from './golden-pages.ts';

const URL_OF_PAGE = 'https://paper.example/2024/01/02/ferry-a12';
const PROSE =
  '<p>The ferry did not leave on Tuesday morning, and the passengers who had come early went home again without a word of complaint.</p>' +
  '<p>The harbour office said that the crew had fallen ill, all of them at once, and that nobody knew when the boat would leave.</p>';
const APPEAL =
  '<div class="contribute-article"><p>Dear readers,</p><p>We are facing challenges as never before, and the harbour has declared our paper an “undesirable” guest of its piers.</p><p>Please consider supporting us monthly.</p></div>';

function block(type: string, inner: string): string {
  return `<div class="article__block article__block--${type}">${inner}</div>`;
}

function readPage(content: string, rules: Rules = NO_RULES): Article {
  const html = `<html><head><base href="https://paper.example/"></head><body><article><h1>Ferry stays in port</h1><div class="wrap"><div class="article__content">${content}</div>${APPEAL}</div></article></body></html>`;
  return extractArticle({ url: URL_OF_PAGE, finalUrl: URL_OF_PAGE, html }, rules);
}

/** What the blocks give between two pieces of prose. */
function blocksOf(content: string): Block[] {
  const [before, after] = [block('html', PROSE), block('html', PROSE.replaceAll('The', 'Later the'))];
  return readPage(before + content + after).body.slice(2, -2);
}

const figure = (name: string) =>
  `<figure><img src="/g/${name}.jpg" alt="${name}"><figcaption><span class="x__caption">Boat ${name}.</span><span class="x__credits">P. ${name}</span></figcaption></figure>`;
const image = (name: string) => ({
  type: 'image',
  url: `https://paper.example/g/${name}.jpg`,
  alt: name,
  caption: `Boat ${name}.`,
  credit: `P. ${name}`,
});
const bare = (name: string) => ({ ...image(name), alt: null, caption: null, credit: null });
const related = (title: string, label: string | null = null) => ({
  type: 'related',
  title,
  url: 'https://example.org/report',
  label,
});

describe('pictures of a gallery', () => {
  it.each<[string, string, unknown[]]>([
    [
      'each their own caption in a figure around figures',
      `<figure class="article__images"><div class="slides">${figure('one')}${figure('two')}</div></figure>`,
      [image('one'), image('two')],
    ],
    [
      'each their own caption in boxes that are no figures',
      '<figure><div class="slide"><img src="/g/one.jpg"><span class="caption">Boat one.</span></div><div class="slide"><img src="/g/two.jpg"><span class="caption">Boat two.</span></div></figure>',
      [
        { ...bare('one'), caption: 'Boat one.' },
        { ...bare('two'), caption: 'Boat two.' },
      ],
    ],
    [
      'a caption for the one that has one, none for the other',
      `<figure>${figure('one')}<figure><img src="/g/two.jpg"></figure></figure>`,
      [image('one'), bare('two')],
    ],
    [
      'one caption at the last of those that share it',
      '<figure><img src="/g/one.jpg"><img src="/g/two.jpg"><figcaption>Both boats. <span class="credits">AP</span></figcaption></figure>',
      [bare('one'), { ...bare('two'), caption: 'Both boats.', credit: 'AP' }],
    ],
    [
      'their own captions beside one of the whole gallery',
      `<figure>${figure('one')}${figure('two')}<figcaption>Boats of the harbour.</figcaption></figure>`,
      [image('one'), image('two'), { type: 'aside', text: 'Boats of the harbour.', spans: [] }],
    ],
    [
      'nothing lost where one of the figures shows a video',
      `<figure>${figure('one')}<figure><video src="/v/a.mp4"></video></figure></figure>`,
      [
        image('one'),
        {
          type: 'embed',
          provider: 'video',
          url: 'https://paper.example/v/a.mp4',
          author: null,
          handle: null,
          date: null,
          text: null,
        },
      ],
    ],
  ])('have %s', (_, html, expected) => expect(blocksOf(block('images', html))).toEqual(expected));
});

describe('what a page declares a block of its article', () => {
  it.each<[string, string, unknown[]]>([
    [
      'a link around a heading',
      block('link', '<a href="https://example.org/report" class="article__link"><h4>Read the full report</h4></a>'),
      [related('Read the full report')],
    ],
    [
      'a box with a label around a heading',
      block(
        'link',
        '<aside class="article__link"><a href="https://example.org/report"><span class="label">link</span><h3>The full report of the committee</h3></a></aside>',
      ),
      [related('The full report of the committee', 'link')],
    ],
    [
      'a link around a heading in a block of text',
      block('html', '<a href="https://example.org/report"><h4>Read the full report</h4></a>'),
      [related('Read the full report')],
    ],
    [
      'a bare link',
      block('link', '<a href="https://example.org/report">The full report</a>'),
      [
        {
          type: 'paragraph',
          text: 'The full report',
          spans: [{ kind: 'link', href: 'https://example.org/report', start: 0, end: 15 }],
        },
      ],
    ],
    [
      'a list of links',
      block('html', '<ul><li><a href="/a">Boats</a></li><li><a href="/b">Piers</a></li></ul>'),
      [
        {
          type: 'list',
          ordered: false,
          items: [
            { text: 'Boats', spans: [{ kind: 'link', href: 'https://paper.example/a', start: 0, end: 5 }] },
            { text: 'Piers', spans: [{ kind: 'link', href: 'https://paper.example/b', start: 0, end: 5 }] },
          ],
        },
      ],
    ],
    [
      'a short label line',
      block('header', '<h3>Related stories</h3>'),
      [{ type: 'heading', level: 3, text: 'Related stories', spans: [] }],
    ],
    [
      'a caption without a picture',
      block('image', '<figure><figcaption>The pier at noon.</figcaption></figure>'),
      [{ type: 'paragraph', text: 'The pier at noon.', spans: [] }],
    ],
    [
      'a box named aside',
      block(
        'aside',
        '<div class="article__aside"><h4>What is known</h4><p>It took two hours.</p><p>No more.</p></div>',
      ),
      [{ type: 'aside', text: 'What is known\nIt took two hours.\nNo more.', spans: [] }],
    ],
    [
      'a box named sidebar, with a picture in it',
      block('html', `<div class="sidebar-box"><p>It took two hours.</p>${figure('one')}<p>No more.</p></div>`),
      [
        { type: 'aside', text: 'It took two hours.', spans: [] },
        image('one'),
        { type: 'aside', text: 'No more.', spans: [] },
      ],
    ],
  ])('keeps %s', (_, html, expected) => expect(blocksOf(html)).toEqual(expected));

  it.each([
    ['an advert in a block', block('html', '<div class="advert-30" id="div-gpt-ad-5"><p>Advertisement 7091</p></div>')],
    ['a block of adverts', block('ad', '<p>Buy boats at half the price of last summer.</p>')],
    ['stars between two parts', block('html', '<p>* * *</p>')],
    ['a form in a block', block('html', '<form><p>Your address and name, please</p></form>')],
  ])('does not keep %s', (_, html) => expect(blocksOf(html)).toEqual([]));

  it('is not what stands outside of such blocks', () => {
    expect(blocksOf('<div class="card"><a href="/b"><h4>Another boat has sunk</h4></a></div>')).toEqual([]);
  });
});

describe('a live blog', () => {
  const intro = block('html', '<p>Intro of the live blog, which says how it goes on all day.</p>');
  const post = (id: number, inner: string) =>
    `<div class="live-post" id="post-${id}"><time class="live-post__date" datetime="2024-01-02T1${id}:00:00Z">1${id}:00</time><div class="live-post__body">${inner}</div></div>`;
  const tweet =
    '<blockquote class="twitter-tweet"><p>Obviously I get that the ferry was trying to channel the boats of old with this visit of hers</p>— max (@max) <a href="https://twitter.com/max/status/1">May 1, 2024</a></blockquote>';
  const posts = post(3, block('html', '<p>Third post.</p>') + block('embed', tweet)) + post(2, '<p>Second post.</p>');
  const authors = '<div class="article__authors"><p>Ida Falk is a reporter of this paper.</p></div>';
  const told = (content: string, rules?: Rules) =>
    readPage(content, rules).body.map((one) =>
      one.type === 'live-entry' ? [one.id, ...one.blocks.map(({ type }) => type)].join(' ') : JSON.stringify(one),
    );
  const expected = [
    expect.stringContaining('Intro of the live blog'),
    'post-3 paragraph embed',
    'post-2 paragraph',
  ] as unknown[];

  it.each([
    ['in a list', `${intro}<div class="live-posts">${posts}</div>${authors}`],
    ['right in the body', intro + posts + authors],
  ])('has its introduction and its entries %s, never the appeal', (_, content) => {
    expect(told(content)).toEqual(expected);
    expect(readPage(content).kind).toBe('live-blog');
  });

  it('has them by the rule of the shipped source too', () => {
    const file = new URL('../../../config/sources/moscow-times.yaml', import.meta.url);
    const shipped = parse(readFileSync(file, 'utf8')) as { extract: { body: string; remove: string }[] };
    const extract = shipped.extract.map(({ body, remove }) => ({ ...emptyRule, body: [body], remove: [remove] }));
    const rules = { ...NO_RULES, extract };
    expect(told(`${intro}<div class="live-posts">${posts}</div>${authors}`, rules)).toEqual(expected);
    expect(told(intro + posts + authors, rules)).toEqual(expected);
  });

  it('is not made of the ticker beside an article', () => {
    const ticker = `<div class="now">${post(3, '<p>A boat.</p>')}${post(2, '<p>A pier.</p>')}</div>`;
    const html = `<html><body><article><h1>Ferry</h1><div class="text">${PROSE}${PROSE.replaceAll('The', 'Later the')}</div></article>${ticker}</body></html>`;
    const { body } = extractArticle({ url: URL_OF_PAGE, finalUrl: URL_OF_PAGE, html }, NO_RULES);
    expect(body.map(({ type }) => type)).toEqual(['paragraph', 'paragraph', 'paragraph', 'paragraph']);
  });
});
