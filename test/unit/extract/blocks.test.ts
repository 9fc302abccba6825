import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readRichTexts } from '../../../src/extract/body/read-rich-text.ts';
import { splitCredit } from '../../../src/extract/body/split-credit.ts';
import { extractArticle } from '../../../src/extract/extract-article.ts';
import { parsePage } from '../../../src/extract/parse-page.ts';
import type { Block } from '../../../src/model/block.ts';
import { NO_RULES } from './golden-pages.ts';

const BASE = 'https://paper.example/dir/';
const PROSE =
  '<p>The ferry did not leave on Tuesday morning, and the passengers who had come early went home again without a word of complaint.</p>' +
  '<p>The harbour office said that the crew had fallen ill, all of them at once, and that nobody knew when the boat would leave.</p>';

function textsOf(html: string) {
  const parsed = parsePage(html);
  if (parsed.kind === 'refused') throw new Error(parsed.reason);
  return readRichTexts(parsed.document.children, BASE);
}

function blocksOf(inner: string): Block[] {
  const html = `<html><body><h1>Ferry stays in port</h1><div class="body">${PROSE}${inner}${PROSE.replaceAll('The', 'Later the')}</div></body></html>`;
  const { body } = extractArticle({ url: BASE, finalUrl: BASE, html }, NO_RULES);
  return body.slice(2, -2);
}

describe('readRichTexts', () => {
  it('folds white space, keeps links absolute and emphasis in place', () => {
    expect(textsOf('a  <b>bold </b>\n <a href="x">li<i>nk</i></a>.')).toEqual([
      {
        text: 'a bold link.',
        spans: [
          { kind: 'strong', start: 2, end: 6 },
          { kind: 'link', href: 'https://paper.example/dir/x', start: 7, end: 11 },
          { kind: 'emphasis', start: 9, end: 11 },
        ],
      },
    ]);
  });

  it('ends a paragraph at two line breaks, and keeps one', () => {
    expect(textsOf('one<br>two<br><br/>three').map(({ text }) => text)).toEqual(['one\ntwo', 'three']);
  });

  it.each([
    ['one <span class="ad-slot"><i>Anzeige</i></span>two', ['one two']],
    [
      '<p>one</p><div class="dfp"><script>show("a long advert of many words that is not read")</script>Ad</div><p>two</p>',
      ['one', 'two'],
    ],
    // A text of some length under such a name was named by mistake, and a heading is no slot.
    [
      '<div class="ads">The harbour office put its adverts on the wall of the ferry.</div>',
      ['The harbour office put its adverts on the wall of the ferry.'],
    ],
    ['<h2 class="ad">A bridge</h2>', ['A bridge']],
    ['<span class="shadow head">Three added</span>', ['Three added']],
  ])('reads no label of an advert: %s', (html, texts) => {
    expect(textsOf(html).map(({ text }) => text)).toEqual(texts);
  });

  it('knows no link that runs a script', () => {
    expect(textsOf('<a href="javascript:alert(1)">x</a><a href="data:text/html,y">y</a>')[0]?.spans).toEqual([]);
  });

  it('gives spans that lie within the text, end on letters and never run backwards', () => {
    const piece = fc.oneof(
      fc.constantFrom('<b>', '</b>', '<a href="/x">', '</a>', '<em>', '</em>', '<br>', '<p>', ' ', '&nbsp;'),
      fc.string(),
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 40 }), (pieces) => {
        for (const { text, spans } of textsOf(pieces.join(''))) {
          expect(text).toBe(text.trim());
          for (const { start, end } of spans) {
            expect(start).toBeGreaterThanOrEqual(0);
            expect(end).toBeLessThanOrEqual(text.length);
            expect(text.slice(start, end).trim()).toBe(text.slice(start, end));
            expect(start).toBeLessThan(end);
          }
        }
      }),
    );
  });
});

describe('blocks of a body', () => {
  it.each<[string, string, Block[]]>([
    ['a heading', '<h3>Later</h3>', [{ type: 'heading', level: 3, text: 'Later', spans: [] }]],
    [
      'a quotation and its citation beside it',
      '<blockquote>No boat.</blockquote><cite>– Ida Falk</cite>',
      [{ type: 'quote', citation: 'Ida Falk', text: 'No boat.', spans: [] }],
    ],
    [
      'a quotation with its citation inside',
      '<blockquote><p>No boat.</p><footer>— Ida Falk</footer></blockquote>',
      [{ type: 'quote', citation: 'Ida Falk', text: 'No boat.', spans: [] }],
    ],
    [
      'an ordered list',
      '<ol><li>wait</li><li>go <b>home</b></li></ol>',
      [
        {
          type: 'list',
          ordered: true,
          items: [
            { text: 'wait', spans: [] },
            { text: 'go home', spans: [{ kind: 'strong', start: 3, end: 7 }] },
          ],
        },
      ],
    ],
    [
      'a table',
      '<table><tr><th>day</th><th>boats</th></tr><tr><td>Tue</td><td>0</td></tr></table>',
      [
        {
          type: 'table',
          rows: [
            ['day', 'boats'],
            ['Tue', '0'],
          ],
        },
      ],
    ],
    [
      'a picture with caption and credit',
      '<figure><img src="/p.jpg" alt="Pier"><figcaption>The pier. <span class="credit">Photo: Bo Ek</span></figcaption></figure>',
      [{ type: 'image', url: 'https://paper.example/p.jpg', alt: 'Pier', caption: 'The pier.', credit: 'Bo Ek' }],
    ],
    [
      'a related article',
      '<aside class="related"><span class="label">news</span><a href="/old">Ferry was late in May</a></aside>',
      [{ type: 'related', title: 'Ferry was late in May', url: 'https://paper.example/old', label: 'news' }],
    ],
    [
      'a line that sends to another article',
      '<p><strong>Read also:</strong> <a href="/old">Ferry was late in May</a></p>',
      [{ type: 'related', title: 'Ferry was late in May', url: 'https://paper.example/old', label: 'Read also' }],
    ],
    [
      'an aside',
      '<aside><p>The ferry was built in 1961 and carries ninety people.</p></aside>',
      [{ type: 'aside', text: 'The ferry was built in 1961 and carries ninety people.', spans: [] }],
    ],
    [
      'text without any paragraph element',
      'It may leave on Friday, or not.',
      [{ type: 'paragraph', text: 'It may leave on Friday, or not.', spans: [] }],
    ],
  ])('%s', (_, html, expected) => expect(blocksOf(html)).toEqual(expected));

  it.each([
    [
      'an advert',
      '<div class="ad-slot"><p>Learn to trade from your sofa and retire before the summer begins.</p></div>',
    ],
    ['an advert’s label', '<div>Advertisement</div>'],
    [
      'a newsletter box',
      '<div class="newsletter-box"><h3>Our newsletter</h3><p>Sign up for the best of the harbour every morning.</p></div>',
    ],
    [
      'an appeal named by its words alone',
      '<p>Dear readers, your support keeps us going: <a href="/give">make a donation</a></p>',
    ],
    [
      'a share bar',
      '<ul class="share"><li><a href="https://www.facebook.com/sharer">Facebook</a></li><li><a href="https://t.me/share">Telegram</a></li></ul>',
    ],
    [
      'a list of links',
      '<div><ul><li><a href="/1">Ten storms that changed the coast</a></li><li><a href="/2">What the horse saw</a></li></ul></div>',
    ],
    ['a hidden text', '<div style="display:none"><p>This text is for nobody who looks at the page.</p></div>'],
    ['a script', '<script>var text = "The crew fell ill";</script>'],
    [
      'a teaser',
      '<article class="teaser"><h3><a href="/x">Snow on the pass</a></h3><p>It came early and it will stay, says the weather service.</p></article>',
    ],
    ['a counting pixel', '<img src="https://count.example/p.gif" width="1" height="1">'],
  ])('%s is none', (_, html) => expect(blocksOf(html)).toEqual([]));
});

describe('a page without containers', () => {
  const expected = ['paragraph', 'paragraph'];
  it.each([
    ['paragraphs straight in the body', `<html><body><h1>Ferry</h1>${PROSE}</body></html>`],
    ['paragraphs without a body', `<h1>Ferry</h1>${PROSE}`],
    ['a body whose head never ends', `<html><head><title>Ferry</title><body><h1>Ferry</h1><div>${PROSE}</div>`],
  ])('%s', (_, html) => {
    const { body, headline } = extractArticle({ url: BASE, finalUrl: BASE, html }, NO_RULES);
    expect(headline).toBe('Ferry');
    expect(body.map(({ type }) => type)).toEqual(expected);
  });
});

describe('a body in several containers', () => {
  const read = (html: string) =>
    extractArticle({ url: BASE, finalUrl: BASE, html: `<html><body><h1>Ferry</h1>${html}</body></html>` }, NO_RULES)
      .body.length;
  const [first = '', second = ''] = PROSE.split('</p>').map((text) => `${text}</p>`);

  it('is joined across an advert and a soft paywall', () => {
    const parts = [first, second, first.replace('The', 'A'), second.replace('The', 'A')];
    const between =
      '<div class="ad">Advertisement</div><div class="paywall"><p>Subscribe to continue reading for one euro.</p></div>';
    expect(read(`<article>${parts.map((part) => `<div class="text">${part}</div>`).join(between)}</article>`)).toBe(4);
    expect(
      read(
        `<article>${parts.map((part) => `<div class="w"><div class="text">${part}</div></div>`).join(between)}</article>`,
      ),
    ).toBe(4);
  });

  it('ends where the page appends another article', () => {
    const next =
      '<article><h1>Snow on the pass</h1><div class="text"><p>It came early and it will stay, says the weather service, which has said so before and was right each time, to its own surprise.</p></div></article>';
    expect(
      read(
        `<div class="feed"><article><div class="text">${PROSE}${PROSE.replaceAll('The', 'A')}</div></article>${next}</div>`,
      ),
    ).toBe(4);
  });
});

describe('splitCredit', () => {
  it.each<[string, string | null, string | null]>([
    ['The pier on Monday. Photo: Bo Ek', 'The pier on Monday.', 'Bo Ek'],
    ['Der Damm. (Foto: dpa)', 'Der Damm.', 'dpa'],
    ['The pier © Reuters', 'The pier', 'Reuters'],
    ['The pier on Monday.', 'The pier on Monday.', null],
    ['A photo of the pier: it is long.', 'A photo of the pier: it is long.', null],
  ])('%s', (caption, kept, credit) => expect(splitCredit(caption)).toEqual({ caption: kept, credit }));
});
