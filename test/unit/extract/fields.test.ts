import { describe, expect, it } from 'vitest';
import { readPage } from '../../../src/extract/read-page.ts';
import type { Article } from '../../../src/model/article.ts';
import { NO_RULES } from './golden-pages.ts';

const URL_OF_PAGE = 'https://paper.example/news/ferry-stays-4711';
const SENTENCE = 'The ferry to Osterholm stays in the harbour because the wind has grown to a storm, the company said.';
const TEXT = `<p>${SENTENCE}</p><p>${SENTENCE} Four hundred people wait.</p><p>${SENTENCE} The harbour master hopes.</p>`;

function read(head: string, body: string): Article {
  const html = `<!DOCTYPE html><html lang="en"><head>${head}</head><body><main>${body}</main></body></html>`;
  const page = {
    url: URL_OF_PAGE,
    finalUrl: URL_OF_PAGE,
    contentType: 'text/html; charset=utf-8',
    bytes: Buffer.from(html),
  };
  const reading = readPage(page, NO_RULES, { anyKind: true });
  if (reading.kind !== 'article') throw new Error('The page holds no article.');
  return reading.article;
}

const linked = (fields: object) =>
  `<script type="application/ld+json">${JSON.stringify({ '@type': 'NewsArticle', headline: 'Ferry stays', ...fields })}</script>`;
const meta = (name: string, content: string) => `<meta property="${name}" content="${content}">`;

describe('the headline', () => {
  const cases: [what: string, head: string, h1: string, expected: string][] = [
    [
      'is the shown one where metadata differs',
      meta('og:title', 'Storm keeps the ferry from sailing'),
      'Ferry stays in harbour',
      'Ferry stays in harbour',
    ],
    [
      'has the kicker that all metadata sets before it',
      meta('og:title', 'Storm: Ferry stays in harbour') + meta('twitter:title', 'Storm: Ferry stays in harbour'),
      'Ferry stays in harbour',
      'Storm: Ferry stays in harbour',
    ],
    [
      'has no kicker that one source alone sets before it',
      meta('og:title', 'Storm: Ferry stays in harbour') + meta('twitter:title', 'Ferry stays in harbour'),
      'Ferry stays in harbour',
      'Ferry stays in harbour',
    ],
    [
      'has the colon between its parts that metadata writes',
      meta('og:title', 'Storm: Ferry stays in harbour'),
      '<span>Storm</span> <span>Ferry stays in harbour</span>',
      'Storm: Ferry stays in harbour',
    ],
    [
      'is the part of its heading that metadata gives whole',
      meta('og:title', 'Ferry stays in harbour'),
      '<span>Storm</span><span>Ferry stays in harbour</span>',
      'Ferry stays in harbour',
    ],
    [
      'is its whole heading where metadata gives a part of two words',
      meta('og:title', 'Ferry stays in harbour for a week'),
      '<span>Storm</span> <span>Ferry stays in harbour</span>',
      'Storm Ferry stays in harbour',
    ],
    [
      'is not a slogan that shares no word with all metadata',
      meta('og:title', 'Ferry to Osterholm stays in harbour') +
        meta('twitter:title', 'Ferry to Osterholm stays in harbour'),
      'Always one wave ahead',
      'Ferry to Osterholm stays in harbour',
    ],
  ];
  for (const [what, head, h1, expected] of cases)
    it(what, () => expect(read(head, `<h1>${h1}</h1>${TEXT}`).headline).toBe(expected));

  it('leaves the part before it to the kicker', () => {
    const head = meta('og:title', 'Ferry stays in harbour');
    const heading = '<h1><span>Storm</span><span>Ferry stays in harbour</span></h1>';
    expect(read(head, `${heading}${TEXT}`).kicker).toBe('Storm');
  });

  it('keeps titles without the names of site and section', () => {
    const head = `${meta('og:site_name', 'The Paper')}${meta('article:section', 'Harbour')}<title>Ferry stays-Harbour | The Paper | by Jane Doe</title>`;
    expect(read(head, TEXT).headlines).toEqual([{ text: 'Ferry stays', from: 'title' }]);
  });
});

describe('the byline', () => {
  const cases: [what: string, head: string, body: string, expected: string[]][] = [
    [
      'takes persons by reference',
      linked({ author: { '@id': '#p1' }, about: { '@type': 'Person', '@id': '#p1', name: 'Jane Doe' } }),
      '',
      ['Jane Doe'],
    ],
    [
      'takes several names in one text',
      linked({ author: 'By Jane Doe and John Roe, Harbour Correspondent' }),
      '',
      ['Jane Doe', 'John Roe'],
    ],
    [
      'takes an agency that is not the paper',
      linked({ author: { '@type': 'Organization', name: 'Sea Agency' }, publisher: { name: 'The Paper' } }),
      '',
      ['Sea Agency'],
    ],
    [
      'is empty for a staff report',
      linked({ author: { '@type': 'Organization', name: 'The Paper' }, publisher: { name: 'The Paper' } }),
      '',
      [],
    ],
    [
      'takes the person who signed a page of the paper’s account',
      linked({ author: { '@type': 'Person', name: 'The Paper' }, publisher: { name: 'The Paper' } }),
      '<p>By <a href="/authors/jane-doe">Jane Doe</a></p>',
      ['Jane Doe'],
    ],
    [
      'takes a person called as the paper where nobody else is named',
      linked({ author: { '@type': 'Person', name: 'The Paper' }, publisher: { name: 'The Paper' } }),
      '',
      ['The Paper'],
    ],
    [
      'takes a link to an author’s page',
      '',
      '<div><a href="/news/">News</a> <a href="/author/jane-doe">Jane Doe</a></div>',
      ['Jane Doe'],
    ],
    ['takes a line that begins with By', '', '<p>By Jane Doe, in Osterholm</p>', ['Jane Doe']],
    [
      'cuts a role where metadata ends the name',
      meta('author', 'Jane Doe'),
      '<div class="byline">By Jane DoeHarbour Desk</div>',
      ['Jane Doe'],
    ],
  ];
  for (const [what, head, body, expected] of cases)
    it(what, () => {
      const { byline } = read(head, `<h1>Ferry stays</h1>${body}${TEXT}`);
      expect(byline?.authors.map(({ name }) => name) ?? []).toEqual(expected);
    });

  it.each([
    [
      'up to the date in its box',
      '<p class="by">By Jane Doe <span class="story-time">Published May 3</span></p>',
      'By Jane Doe',
    ],
    [
      'with a space between a name and a role',
      '<p class="by"><a href="/author/jane-doe">Jane Doe</a><span>Reporter</span></p>',
      'Jane Doe Reporter',
    ],
  ])('gives its line %s', (_, line, text) =>
    expect(read('', `<h1>Ferry stays</h1>${line}${TEXT}`).byline?.text).toBe(text),
  );

  it('takes the signature under the text, and no sentence for one', () => {
    expect(read('', `<h1>Ferry stays</h1>${TEXT}<p><strong>Jane Doe</strong></p>`).byline?.text).toBe('Jane Doe');
    expect(read('', `<h1>Ferry stays</h1>${TEXT}<p><strong>Nobody was hurt.</strong></p>`).byline).toBeNull();
  });

  it('takes no author of other articles', () => {
    const others = ['Ann Lee', 'Bo Ray', 'Cy Fox'].map(
      (name) => `<div><a href="/x">Story</a><span class="author">${name}</span></div>`,
    );
    expect(read('', `<h1>Ferry stays</h1>${TEXT}<section>${others.join('')}</section>`).byline).toBeNull();
  });
});

describe('the dates', () => {
  const shown = '<time datetime="2024-03-05T16:40:00+01:00">5 March</time>';
  const cases: [what: string, head: string, body: string, published: string | null, modified: string | null][] = [
    [
      'are told apart by their words',
      '',
      '<p>Published 5 March 2024, 16:40</p><p>Updated 6 March 2024, 09:00</p>',
      '2024-03-05T16:40:00',
      '2024-03-06T09:00:00',
    ],
    [
      'are more precise where a shown time agrees with a day',
      linked({ datePublished: '2024-03-05' }),
      shown,
      '2024-03-05T16:40:00+01:00',
      null,
    ],
    [
      'are those of metadata where another day is shown',
      linked({ datePublished: '2024-03-04' }),
      shown,
      '2024-03-04',
      null,
    ],
    [
      'have a zone where another source gives it',
      linked({ datePublished: '2024-03-05T16:40:00' }) + meta('article:published_time', '2024-03-05T16:40:00+01:00'),
      '',
      '2024-03-05T16:40:00+01:00',
      null,
    ],
    [
      'are read under names with a colon',
      meta('article:published:time', '2024-03-05T16:40:00Z'),
      '',
      '2024-03-05T16:40:00Z',
      null,
    ],
    ['stand at the end of a title', '<title>Ferry stays | Paper | 05.03.2024</title>', '', '2024-03-05', null],
    [
      'are not those of a caption',
      '',
      '<div><p>The ferry in the harbour of Osterholm on a quiet morning, 1 March 2024</p></div>',
      null,
      null,
    ],
    ['are not those of other articles', '', `<aside>${shown}</aside>`, null, null],
    ['are not those of a clock', '', '<div><span id="live-clock">5 March 2024, 16:40</span></div>', null, null],
  ];
  it.each([
    ['<header><div>Tuesday, 5 March 2024</div></header>', null],
    ['<header><nav>News</nav><time>5 March 2024</time></header>', null],
    ['<div class="topbar"><div class="date">5 March 2024</div></div>', null],
    ['<div class="intro"><div class="date">5 March 2024</div></div>', '2024-03-05'],
  ])('over the headline are the reader’s day in a masthead: %s', (over, published) => {
    const { publishedAt } = read('', `${over}<article><h1>Ferry stays</h1>${TEXT}</article>`);
    expect(publishedAt).toBe(published);
  });
  for (const [what, head, body, published, modified] of cases)
    it(what, () => {
      const { publishedAt, modifiedAt } = read(head, `<h1>Ferry stays</h1>${body}${TEXT}`);
      expect([publishedAt, modifiedAt]).toEqual([published, modified]);
    });
});
