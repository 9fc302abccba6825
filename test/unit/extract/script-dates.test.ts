import { describe, expect, it } from 'vitest';
import { extractArticle } from '../../../src/extract/extract-article.ts';
import type { Article } from '../../../src/model/article.ts';
import { NO_RULES } from './golden-pages.ts';

const TITLE = 'Ferry stays in port for a day';
const PATH = '/harbour/ferry-stays-in-port';
const PROSE =
  '<p>The ferry did not leave on Tuesday morning, and the passengers who had come early went home again.</p>'.repeat(3);

function read(scripts: string, shown = ''): Article {
  const url = `https://paper.example${PATH}`;
  const html = `<html><head><title>${TITLE}</title></head><body><main><h1>${TITLE}</h1>${shown}<div>${PROSE}</div></main>${scripts}</body></html>`;
  return extractArticle({ url, finalUrl: url, html }, { ...NO_RULES, timezone: 'Europe/Berlin' });
}

const json = (value: unknown) =>
  `<script type="application/json">${JSON.stringify({ padding: 'x'.repeat(300), value })}</script>`;
const DATE = '2024-01-02T03:04:05Z';

describe('a date that only a script has', () => {
  it.each<[string, unknown, string]>([
    ['datePublished', { headline: TITLE, datePublished: DATE }, DATE],
    ['publishedAt, in an object with the address', { url: `https://paper.example${PATH}`, publishedAt: DATE }, DATE],
    ['first_published_at', { title: TITLE, first_published_at: DATE, updated_at: '2024-02-02T00:00:00Z' }, DATE],
    ['published_date, deep in the page', { props: { story: [{ title: TITLE, published_date: DATE }] } }, DATE],
    ['a time without a zone', { title: TITLE, pubDate: '2024-01-02 03:04' }, '2024-01-02T03:04:00+01:00'],
    ['seconds', { title: TITLE, publishTime: 1704164645 }, DATE],
    ['milliseconds', { title: TITLE, publishTimestamp: 1704164645000 }, DATE],
    ['a part for dates', { title: TITLE, dates: { modified: '2024-02-02', published: DATE } }, DATE],
    [
      'publication before creation',
      { title: TITLE, created_at: '2023-12-24', published_at: '2024-01-02' },
      '2024-01-02',
    ],
    ['creation alone', { title: TITLE, createdAt: DATE }, DATE],
  ])('is read from %s', (_, value, expected) => {
    const { publishedAt, evidence } = read(json(value));
    expect(publishedAt).toBe(expected);
    expect(evidence.publishedAt?.from).toBe('script');
  });

  it.each<[string, unknown]>([
    ['another article’s', { headline: 'Another boat', datePublished: DATE }],
    ['of an author in the article', { title: TITLE, author: { name: 'Anna', createdAt: DATE } }],
    ['of an edit', { title: TITLE, updatedAt: DATE, lastPublishedCheck: DATE }],
    ['of an end', { title: TITLE, unpublishAt: DATE, expirationDate: DATE }],
    ['no date', { title: TITLE, published: true, publishedAt: 'soon', pubTime: 12 }],
  ])('is not one that is %s', (_, value) => expect(read(json(value)).publishedAt).toBeNull());

  it('gives way to one that the page shows', () => {
    const shown = '<time datetime="2024-01-01T10:00:00Z">1 January</time>';
    expect(read(json({ title: TITLE, datePublished: DATE }), shown).publishedAt).toBe('2024-01-01T10:00:00Z');
  });
});
