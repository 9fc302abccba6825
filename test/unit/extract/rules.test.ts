import { describe, expect, it } from 'vitest';
import { extractArticle } from '../../../src/extract/extract-article.ts';
import { identifyArticle } from '../../../src/extract/identify-article.ts';
import type { ExtractRule, Rules } from '../../../src/model/source.ts';
import { emptyRule } from './empty-rule.ts';
import { NO_RULES } from './golden-pages.ts';

const URL_HERE = 'https://paper.example/2021/06/01/a-story-a77';
const HTML = `<html><head><title>Shown headline | Paper</title><meta property="article:published_time" content="2021-06-01T10:00:00Z"></head>
<body><h1>Shown headline</h1><h2 class="other">Another headline</h2>
<div class="one"><p>The first container holds a paragraph that is long enough to be taken for the text of an article by anyone, and then some more.</p></div>
<div class="two"><p>The second container holds another, which says in so many words what the first one has said before it.</p><div class="box"><p>A box that a rule removes.</p></div><div class="related-stories"><p>Kept by a rule though its name speaks against it.</p></div></div>
<div class="standing">What the story is about.</div><time class="saved" datetime="2021-06-02T08:00:00Z">2 June</time>
<div class="odd"><img class="photo" src="/boat.jpg"><i class="shows">A boat.</i><i class="whose">Ann Lee</i></div>
<span class="who">By Ann Lee</span><span class="when">3 May 2020</span><span class="part">Rivers</span><a class="t" href="/t/1">water</a><a class="t" href="/t/2">boats</a>
</body></html>`;

function read(...rules: Partial<ExtractRule>[]) {
  const all: Rules = { ...NO_RULES, extract: rules.map((rule) => ({ ...emptyRule, ...rule })) };
  return extractArticle({ url: URL_HERE, finalUrl: URL_HERE, html: HTML }, all);
}

const textsOf = (article: ReturnType<typeof read>) =>
  article.body.map((block) => ('text' in block ? block.text : block.type));

describe('rules of a source', () => {
  it('win over what the page says of itself', () => {
    const article = read({
      headline: ['.other'],
      byline: ['.who'],
      publishedAt: ['.when'],
      section: ['.part'],
      tags: ['.t'],
    });
    expect(article).toMatchObject({
      headline: 'Another headline',
      byline: { text: 'By Ann Lee', authors: [{ name: 'Ann Lee', url: null }] },
      publishedAt: '2020-05-03',
      section: 'Rivers',
      tags: ['water', 'boats'],
    });
    expect(article.evidence.headline).toEqual({ from: 'rule', confidence: 1 });
  });

  it('name the body, and take the first selector that matches anything', () => {
    expect(textsOf(read({ body: ['.nowhere', '.two'], remove: ['.box'] }))).toEqual([
      'The second container holds another, which says in so many words what the first one has said before it.',
    ]);
    expect(textsOf(read({ body: ['.one, .two'], remove: ['.box'] }))).toHaveLength(2);
  });

  it('spare what they keep', () => {
    expect(textsOf(read({ body: ['.two'], remove: ['.box'], keep: ['.related-stories'] }))).toContain(
      'Kept by a rule though its name speaks against it.',
    );
  });

  it('that match nothing leave the field to the page', () => {
    const article = read({ headline: ['.nowhere'], body: ['.nowhere'] });
    expect(article.headline).toBe('Shown headline');
    expect(textsOf(article)[0]).toMatch(/^The first container/);
  });

  it('that match nothing lose no field at all', () => {
    const all = Object.keys(emptyRule).filter((field) => !field.startsWith('valid'));
    const nowhere = Object.fromEntries(all.map((field) => [field, ['.nowhere']]));
    const [ruled, plain] = [read(nowhere), read()];
    expect(ruled.digests).toEqual(plain.digests);
    expect(ruled.evidence).toEqual(plain.evidence);
  });

  it('give kicker, standfirst, the date of the last edit, and the lead image with caption and credit', () => {
    const article = read({
      kicker: ['.part'],
      dek: ['.standing'],
      modifiedAt: ['.saved'],
      leadImage: ['.photo'],
      caption: ['.shows'],
      credit: ['.whose'],
    });
    expect(article).toMatchObject({
      kicker: 'Rivers',
      dek: 'What the story is about.',
      modifiedAt: '2021-06-02T08:00:00Z',
      leadImage: { url: 'https://paper.example/boat.jpg', caption: 'A boat.', credit: 'Ann Lee' },
    });
    for (const field of ['kicker', 'dek', 'modifiedAt', 'leadImage'])
      expect(article.evidence[field]).toEqual({ from: 'rule', confidence: 1 });
  });

  it('give dateline, language, notes and access, and take line and notes out of the text', () => {
    const html = `<html lang="en"><body><h1>Shown headline</h1><div class="text"><p class="at">Port Tarran, May 3</p>
<p>The first paragraph of the text is long enough to be one, and says what there is to say about the boats.</p>
<p class="fix">The name of the second boat was wrong here until noon.</p><p class="fix">Correction: The boats are two.</p></div>
<p class="tongue">nb-NO</p><div class="wall">Subscribe</div></body></html>`;
    const readWith = (rule: Partial<ExtractRule>) =>
      extractArticle(
        { url: URL_HERE, finalUrl: URL_HERE, html },
        { ...NO_RULES, extract: [{ ...emptyRule, body: ['.text'], ...rule }] },
      );
    const article = readWith({
      dateline: ['.nowhere', '.at'],
      language: ['.tongue'],
      notes: ['.fix'],
      isAccessibleForFree: ['.wall'],
    });
    expect(article).toMatchObject({
      dateline: 'Port Tarran, May 3',
      language: 'nb-NO',
      notes: [
        { kind: 'editor', text: 'The name of the second boat was wrong here until noon.' },
        { kind: 'correction', text: 'Correction: The boats are two.' },
      ],
      isAccessibleForFree: false,
    });
    expect(textsOf(article)).toEqual([
      'The first paragraph of the text is long enough to be one, and says what there is to say about the boats.',
    ]);
    for (const field of ['dateline', 'language', 'isAccessibleForFree'])
      expect(article.evidence[field]).toEqual({ from: 'rule', confidence: 1 });
    const unmatched = { dateline: ['.none'], language: ['.none'], notes: ['.none'], isAccessibleForFree: ['.none'] };
    expect(readWith(unmatched)).toEqual(readWith({}));
    expect(readWith(unmatched)).toMatchObject({ language: 'en', isAccessibleForFree: null });
    expect(readWith(unmatched).notes).toEqual([{ kind: 'correction', text: 'Correction: The boats are two.' }]);
  });

  it('are chosen by the date of the page, from their first day to before their last', () => {
    const old = { validUntil: '2021-06-01', headline: ['.nowhere'] };
    const now = { validFrom: '2021-06-01', validUntil: '2022-01-01', headline: ['.other'] };
    expect(read(old, now, { validFrom: '2022-01-01' }).headline).toBe('Another headline');
    expect(read(now, old).headline).toBe('Another headline');
    expect(read({ validUntil: '2000-01-01' }, { validUntil: '2001-01-01', headline: ['.other'] }).headline).toBe(
      'Another headline',
    );
  });
});

describe('identifyArticle', () => {
  const canonical = 'https://paper.example/story/9?utm_medium=x#top';
  const cases: [title: string, url: string, canonicalUrl: string | null, pattern: RegExp | null, expected: string][] = [
    ['the first group', URL_HERE, canonical, /-a(\d+)$/, '77'],
    ['the whole match without a group', URL_HERE, canonical, /a\d+$/, 'a77'],
    ['a pattern with a state of its own', URL_HERE, null, /-a(\d+)$/gy, '77'],
    ['the canonical address where the pattern fails', URL_HERE, canonical, /-b(\d+)$/, 'https://paper.example/story/9'],
    [
      'the canonical address of a subdomain',
      'https://m.paper.example/s',
      'https://www.paper.example/s',
      null,
      'https://www.paper.example/s',
    ],
    [
      'its own address when the canonical is another site’s',
      `${URL_HERE}?fbclid=1&id=2#c`,
      'https://agency.example/x',
      null,
      `${URL_HERE}?id=2`,
    ],
    [
      'its own address without a canonical',
      'https://paper.example/s?utm_source=rss',
      null,
      null,
      'https://paper.example/s',
    ],
  ];
  it.each(cases)('%s', (_, url, canonicalUrl, pattern, expected) => {
    expect(identifyArticle(url, canonicalUrl, pattern)).toBe(expected);
  });
});
