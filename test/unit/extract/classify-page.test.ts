import { describe, expect, it } from 'vitest';
import { readPage } from '../../../src/extract/read-page.ts';
import { NO_RULES } from './golden-pages.ts';

const SENTENCE = 'The ferry did not leave on Tuesday morning, and the passengers who had come early went home again.';
const NEWS =
  '<script type="application/ld+json">{"@type":"NewsArticle","headline":"H","datePublished":"2024-01-02T03:04:05Z"}</script>';

function kindOf(html: string, url = 'https://paper.example/2024/01/02/ferry'): string {
  const bytes = new TextEncoder().encode(html);
  const reading = readPage({ url, finalUrl: url, contentType: 'text/html; charset=utf-8', bytes }, NO_RULES);
  if (reading.kind === 'article') return reading.article.kind;
  if (reading.kind === 'failed') return 'failed';
  expect(reading.reasons.join(' ')).toMatch(/^[A-Z].+\.$/);
  return reading.pageKind;
}

const paragraphs = (count: number) => Array.from({ length: count }, (_, at) => `<p>${at}. ${SENTENCE}</p>`).join('');
const page = (title: string, body: string, head = '') =>
  `<html><head><title>${title}</title>${head}</head><body><h1>${title}</h1><div>${body}</div></body></html>`;
const cards = (count: number) =>
  Array.from(
    { length: count },
    (_, at) => `<div><h3><a href="/a${at}">Ferry number ${at} is late</a></h3><p>It will come later.</p></div>`,
  ).join('');

describe('what a page is', () => {
  it.each<[title: string, html: string, kind: string]>([
    [
      'a long article about a missing page',
      page('404: the lost page of a diary is not found', paragraphs(12), NEWS),
      'article',
    ],
    ['a long article about consent', page('Your privacy and cookie consent: what changes', paragraphs(12)), 'article'],
    [
      'a long article that asks for subscriptions',
      page('Ferry', `${paragraphs(12)}<div class="paywall">Subscribe to continue reading</div>`),
      'article',
    ],
    ['one sentence that is declared as news', page('Ferry stays in port', paragraphs(1), NEWS), 'article'],
    [
      'a short piece of news with the script of a bot check',
      page('Ferry stays', paragraphs(2), `${NEWS}<script src="/cdn-cgi/challenge-platform/h/b/x.js"></script>`),
      'article',
    ],
    ['an article among many linked headings', page('Ferry', paragraphs(30) + cards(12)), 'article'],
    ['prose that nothing declares', page('Ferry', paragraphs(5)), 'article'],
    [
      'a few words that nothing declares',
      page(
        'Contact',
        '<p>Call us at the harbour office between nine and noon.</p><p>The office is closed on Sundays and in August, when everybody is at sea or wishes to be, as the harbour master likes to say.</p>',
      ),
      'other',
    ],
    ['many linked headings', page('News', cards(12)), 'section'],
    ['a page that is not there', page('Seite nicht gefunden', '<p>Diese Seite gibt es nicht mehr.</p>'), 'soft-404'],
    ['a page that is not there, in Russian', page('Страница не найдена', '<p>Вернитесь на главную.</p>'), 'soft-404'],
    [
      'a bot check',
      page('Attention Required!', '<p>Verify you are human by completing the action below.</p>'),
      'challenge',
    ],
    ['a denial', page('Access Denied', '<p>You don’t have permission to access this server.</p>'), 'challenge'],
    [
      'a consent wall',
      page(
        'Before you continue',
        '<p>We and our partners store cookies.</p><button>Accept all</button><p>Accept all or manage options.</p>',
      ),
      'consent',
    ],
    [
      'a paywall',
      page(
        'Ferry',
        `${paragraphs(1)}<div class="paywall"><p>Subscribe to continue reading.</p></div>`,
        NEWS.replace('"headline"', '"isAccessibleForFree":"False","headline"'),
      ),
      'paywall',
    ],
    ['an empty shell', '<html><head><title>Paper</title></head><body><div id="app"></div></body></html>', 'empty'],
    ['a live blog', page('Storm', paragraphs(3), NEWS.replace('NewsArticle', 'LiveBlogPosting')), 'live-blog'],
    ['an opinion', page('Storm', paragraphs(3), NEWS.replace('NewsArticle', 'OpinionNewsArticle')), 'opinion'],
    [
      'a gallery',
      page(
        'Storm',
        Array.from(
          { length: 6 },
          (_, at) => `<figure><img src="/p${at}.jpg"><figcaption>Picture ${at} of the storm</figcaption></figure>`,
        ).join('') + paragraphs(2),
        NEWS,
      ),
      'gallery',
    ],
  ])('%s', (_, html, kind) => expect(kindOf(html)).toBe(kind));

  it('is a front page at the root of a site', () => {
    expect(kindOf(page('Paper', cards(6)), 'https://paper.example/')).toBe('front');
    expect(kindOf(page('Paper', cards(6)), 'https://paper.example/en/')).toBe('front');
  });
});

describe('the record of any page', () => {
  const recordOf = (bytes: Uint8Array) => {
    const url = 'https://paper.example/2024/01/02/ferry';
    return readPage({ url, finalUrl: url, contentType: null, bytes }, NO_RULES, { anyKind: true });
  };
  // A fixed sequence that looks random: the same bytes at every run.
  const noise = Uint8Array.from({ length: 4_000 }, (_, at) => (at * at * 31 + at * 17 + (at >> 3) * 101) % 256);
  it.each<[string, Uint8Array, string]>([
    ['nothing', new Uint8Array(), 'empty'],
    ['an empty shell', new TextEncoder().encode('<html><body><div id="root"></div></body></html>'), 'empty'],
    [
      'many words without a headline or a text',
      new TextEncoder().encode(`<html><body>${'<nav><a href="/a">A boat</a></nav>'.repeat(30)}</body></html>`),
      'empty',
    ],
    ['bytes of something else', noise, 'other'],
    ['a front page', new TextEncoder().encode(page('News', cards(12))), 'section'],
    ['an article', new TextEncoder().encode(page('Ferry', paragraphs(5))), 'article'],
  ])('has the kind of what the page is: %s', (_, bytes, kind) => {
    expect(recordOf(bytes)).toMatchObject({ kind: 'article', article: { kind } });
  });
});
