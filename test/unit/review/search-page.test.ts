import { expect, it } from 'vitest';
import { renderSearchPage } from '../../../src/review/views/render-search-page.ts';
import type { Web } from '../../../src/review/web.ts';

const assets = { stylesheet: '/a.css', script: '/a.js', files: new Map() };
const web = { assets, sources: () => [] } as unknown as Web;
const at = new Date('2026-01-31T12:00:00Z');

it('says how far the search has looked where that is not to the oldest, and goes on from there', async () => {
  const asked = { query: { q: 'zebra' }, params: new URLSearchParams({ q: 'zebra' }), hasWanted: true };
  const show = async (lookedTo: Date | null) => {
    const next = lookedTo === null ? null : { at: lookedTo, id: 'abc' };
    return `${await renderSearchPage(web, { ...asked, found: { items: [], next, lookedTo }, saved: [], languages: [], isCatchingUp: false })}`;
  };
  const text = await show(at);
  expect(text).toContain('gone through so far');
  expect(text).toContain(`datetime="${at.toISOString()}"`);
  expect(text).toContain('rel="next"');
  expect(await show(null)).not.toContain('datetime=');
});
