import { expect, it } from 'vitest';
import { renderNumbersPage } from '../../../src/review/views/render-numbers-page.ts';
import type { Web } from '../../../src/review/web.ts';

const assets = { stylesheet: '/a.css', script: '/a.js', files: new Map() };
const at = new Date('2026-01-31T12:00:00Z');

/** Figures of so many sources, of which the last have the most edits. */
async function show(count: number): Promise<string> {
  const ids = Array.from({ length: count }, (_, n) => `s${n}`);
  const configured = ids.map((id) => ({ id, name: `Paper ${id}` }));
  const web = { assets, sources: () => configured } as unknown as Web;
  const sources = ids.map((sourceId, edits) => {
    return { sourceId, edits, silent: 0, headlineTests: 0, away: 0, articles: edits, edited: edits };
  });
  const numbers = { sources, kinds: [], hours: Array(24).fill(0), days: [], firstEdit: null, countedAt: at };
  return `${await renderNumbersPage(web, { query: {}, params: new URLSearchParams(), since: at, numbers })}`;
}

it('shows the sources that were edited most where there are thousands, and sums of all', async () => {
  const text = await show(10_000);
  expect(text.length).toBeLessThan(100_000);
  expect(text).toContain('<th scope="row">Paper s9999</th>');
  expect(text).not.toContain('<th scope="row">Paper s9899</th>');
  expect(text).toContain('The 100 with the most edits, of 10,000');
  expect(text).toContain(((10_000 * 9_999) / 2).toLocaleString('en'));
});

it('shows all of a few, by their names', async () => {
  const text = await show(100);
  expect(text).toContain('<th scope="row">Paper s0</th>');
  expect(text).not.toContain('with the most edits');
});
