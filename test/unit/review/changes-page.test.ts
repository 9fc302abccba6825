import { expect, it } from 'vitest';
import { renderArticlesPage } from '../../../src/review/views/render-articles-page.ts';
import { renderChangesPage } from '../../../src/review/views/render-changes-page.ts';
import type { Web } from '../../../src/review/web.ts';

const assets = { stylesheet: '/a.css', script: '/a.js', files: new Map() };
const web = { assets, sources: () => [] } as unknown as Web;
const at = new Date('2026-01-31T12:00:00Z');
const params = new URLSearchParams({ search: 'zebra' });
const nothing = { items: [], hasMore: true, next: 'place' };

it.each([
  ['newest', `datetime="${at.toISOString()}"`],
  ['importance', 'importance 0.42'],
] as const)('says how far changes were gone through, in the order of the list: %s', async (order, told) => {
  const query = { search: 'zebra', order, page: 1 };
  const found = { ...nothing, lookedTo: { importance: 0.42, at, id: 'abc' } };
  const text = `${await renderChangesPage(web, { query, params, found, users: [], languages: ['ar'], saved: [], waiting: null, latestUrl: '' })}`;
  expect(text).toContain('gone through so far');
  expect(text).toContain(told);
  expect(text).toContain('<option value="ar">Arabic</option>');
  expect(text).toContain('rel="next" href="/?search=zebra&amp;after=place"');
});

it('says how far articles were gone through', async () => {
  const found = { ...nothing, lookedTo: { at, id: 'abc' } };
  const text = `${await renderArticlesPage(web, { query: { search: 'zebra', page: 1 }, params, found })}`;
  expect(text).toContain('gone through so far');
  expect(text).toContain(`datetime="${at.toISOString()}"`);
  expect(text).toContain('rel="next" href="/articles?search=zebra&amp;after=place"');
});
