import { describe, expect, it } from 'vitest';
import { readPage } from '../../../src/extract/read-page.ts';
import type { Explanation } from '../../../src/model/explanation.ts';
import type { ExtractRule, Rules } from '../../../src/model/source.ts';
import { emptyRule } from './empty-rule.ts';
import { listGoldenNames, NO_RULES, readGolden, readGoldenPage } from './golden-pages.ts';

const ADDRESS = 'https://paper.example/2024/05/02/mill';
const LONG =
  'The mill at the river will grind again from next week, as its owner said on Thursday while the wheel was tried out for the first time in years.';
const HTML = `<html lang="en"><head><title>Mill Grinds Again | Paper</title>
<meta property="og:type" content="article"><meta name="author" content="Desk">
<script type="application/ld+json">{"@type":"NewsArticle","headline":"Mill grinds again","datePublished":"2024-05-02T08:00:00Z","dateModified":"2024-05-02T09:00:00Z","author":{"@type":"Person","name":"Ida Holm"}}</script></head>
<body><main><article class="story"><h1>Mill Grinds Again</h1><div class="story-byline">By Ida Holm</div><time datetime="2024-05-02T09:00:00Z">2 May</time>
<div class="text"><p>${LONG}</p><p>${LONG.replace('mill', 'old mill')}</p>
<div class="newsletter-box"><p>Get our letter every morning.</p></div><div hidden>Unseen</div><div class="extra"><p>A box of the story that a rule removes here.</p></div>
<p>Share this article</p><p>${LONG.replace('mill', 'new mill')}</p></div></article></main><footer><p>${LONG.replace('mill', 'imprint')}</p></footer></body></html>`;

function explain(html: string, ...rules: Partial<ExtractRule>[]): Explanation {
  const all: Rules = { ...NO_RULES, extract: rules.map((rule) => ({ ...emptyRule, ...rule })) };
  const input = { url: ADDRESS, finalUrl: ADDRESS, contentType: 'text/html', bytes: Buffer.from(html) };
  const reading = readPage(input, all, { anyKind: true, explain: true });
  if (reading.kind !== 'article' || reading.explanation === undefined) throw new Error('not explained');
  return reading.explanation;
}

describe('the explanation of a reading', () => {
  it('names what each field came from, and the element that shows it', () => {
    const { kind, kindReasons, fields } = explain(HTML);
    expect(kind).toBe('article');
    expect(kindReasons.slice(0, 2)).toEqual(['Its JSON-LD calls it NewsArticle.', 'Its og:type is article.']);
    expect(fields).toContainEqual({
      field: 'headline',
      value: 'Mill Grinds Again',
      from: 'h1',
      confidence: 0.97,
      where: '… > main > article.story > h1',
    });
    expect(fields).toContainEqual(expect.objectContaining({ field: 'byline', value: 'By Ida Holm', from: 'json-ld' }));
  });

  it('lists what else was in question, and what agrees with the record', () => {
    const { headlines, dates, authors } = explain(HTML);
    expect(headlines.map(({ text, isChosen }) => [text, isChosen])).toEqual([
      ['Mill Grinds Again', true],
      ['Mill grinds again', false],
      ['Mill Grinds Again', true],
    ]);
    expect(dates.map(({ where, text }) => [where, text])).toEqual([
      ['its datePublished', '2024-05-02T08:00:00Z'],
      ['its dateModified', '2024-05-02T09:00:00Z'],
      ['… > main > article.story > time', '2024-05-02T09:00:00Z'],
    ]);
    expect(authors.map(({ text, where, isChosen }) => [text, where, isChosen])).toEqual([
      ['Ida Holm', 'its author, a Person', true],
      ['Desk', '<meta author>', false],
      ['By Ida Holm', '… > main > article.story > div.story-byline', true],
    ]);
  });

  it('shows the body’s container, its share of the text, and all that was left out there with the reason', () => {
    const { body, rule } = explain(HTML);
    expect(rule).toBeNull();
    expect(body.regions.map(({ path }) => path)).toEqual(['html > body > main > article.story > div.text']);
    expect(body.regions[0]?.share).toBeGreaterThan(0.7);
    expect(body.regions[0]?.share).toBeLessThan(1);
    expect(body.removed.map(({ what, reason }) => [what, reason])).toEqual([
      ['div.newsletter-box', 'its name says so'],
      ['div', 'the page hides it'],
      ['paragraph in p', 'it only labels what is around it'],
    ]);
  });

  it('tells of the rule that was applied and what it removed', () => {
    const { body, rule } = explain(
      HTML,
      { validUntil: '2024-01-01' },
      { validFrom: '2024-01-01', body: ['.text'], remove: ['.extra'] },
    );
    expect(rule).toEqual({ place: 2, of: 2, validFrom: '2024-01-01', validUntil: null });
    expect(body.chosenBecause).toEqual(["the source's rule names it"]);
    expect(body.removed).toContainEqual(
      expect.objectContaining({ what: 'div.extra', reason: 'a rule removes it', times: 1 }),
    );
  });

  it('tells of a page that is no article, and of one without any container', () => {
    const missing = explain('<title>Page not found</title><body><h1>Page not found</h1><p>Sorry.</p>');
    expect(missing).toMatchObject({ kind: 'soft-404', kindReasons: ['It is headed “Page not found”.'] });
    expect(explain('<p>Hm').body.regions[0]?.share).toBe(0);
  });

  it('leaves the record as it is without one', () => {
    for (const name of listGoldenNames()) {
      const { url } = readGolden(name);
      const plain = readGoldenPage(name, url, NO_RULES, { anyKind: true });
      const explained = readGoldenPage(name, url, NO_RULES, { anyKind: true, explain: true });
      expect({ ...explained, explanation: undefined }).toEqual({ ...plain, explanation: undefined });
      expect('explanation' in plain).toBe(false);
    }
  });
});
