import { describe, expect, it } from 'vitest';
import { CHANGE_KINDS } from '../../../src/model/change.ts';
import { startOfNext, type TimeUnit } from '../../../src/model/time-unit.ts';
import { fillStretches } from '../../../src/review/fill-stretches.ts';
import type { CountedNumbers } from '../../../src/review/remember-numbers.ts';
import { tableNumbers, toCsvRows } from '../../../src/review/table-numbers.ts';
import { renderNumbersPage } from '../../../src/review/views/render-numbers-page.ts';
import type { Web } from '../../../src/review/web.ts';
import type { StretchNumbers } from '../../../storage/numbers.ts';

const assets = { stylesheet: '/a.css', script: '/a.js', files: new Map() };
const at = new Date('2026-01-31T12:00:00Z');

const stretch = (from: string, more: Partial<StretchNumbers> = {}): StretchNumbers => {
  const changes = { edits: 4, silent: 1, headlineTests: 2, away: 3 };
  return { from, ...changes, articles: 9, edited: 5, young: 0, firstEditMs: 7_200_000, ...more };
};

/** Figures of so many sources, of which the last have the most edits. */
function numbersOf(count: number, more: Partial<CountedNumbers> = {}): CountedNumbers {
  const sources = Array.from({ length: count }, (_, edits) => {
    const changes = { edits, silent: 0, headlineTests: 0, away: 0 };
    return { sourceId: `s${edits}`, ...changes, articles: edits, edited: edits, young: 0, firstEditMs: null };
  });
  const none = { kinds: [], hours: Array(24).fill(0), days: [], firstEdit: null, unit: 'day', stretches: [] } as const;
  return { ...none, kinds: [], days: [], stretches: [], sources, countedAt: at, ...more };
}

async function show(numbers: CountedNumbers): Promise<string> {
  const configured = numbers.sources.map(({ sourceId }) => ({ id: sourceId, name: `Paper ${sourceId}` }));
  const web = { assets, sources: () => configured } as unknown as Web;
  return `${await renderNumbersPage(web, { query: {}, params: new URLSearchParams(), since: at, numbers })}`;
}

/** So many days, weeks or months with figures that are as long as they get, and all kinds. */
function numbersOver(unit: TimeUnit, count: number, sources: number): CountedNumbers {
  const stretches: StretchNumbers[] = [];
  for (let from = '2018-01-01'; stretches.length < count; from = startOfNext(from, unit)) {
    const changes = { edits: 98_765, silent: 87_654, headlineTests: 12_345, away: 23_456 };
    stretches.push(stretch(from, { ...changes, articles: 98_765, edited: 76_543, young: 12_345, firstEditMs: 9e6 }));
  }
  const kinds = CHANGE_KINDS.map((kind) => ({
    kind,
    changes: 98_765,
    each: stretches.map((_, n) => 12_345 + (n % 7) * 9_999),
  }));
  return numbersOf(sources, { unit, stretches, kinds, hours: Array(24).fill(98_765) });
}

it('shows the sources that were edited most where there are thousands, and sums of all', async () => {
  const text = await show(numbersOf(10_000));
  expect(text.length).toBeLessThan(100_000);
  expect(text).toContain('<th scope="row">Paper s9999</th>');
  expect(text).not.toContain('<th scope="row">Paper s9899</th>');
  expect(text).toContain('The 100 with the most edits, of 10,000');
  expect(text).toContain(((10_000 * 9_999) / 2).toLocaleString('en'));
});

it('shows all of a few, by their names', async () => {
  const text = await show(numbersOf(100));
  expect(text).toContain('<th scope="row">Paper s0</th>');
  expect(text).not.toContain('with the most edits');
});

it.each([
  ['week', 54, 25],
  ['week', 54, 100],
  ['month', 300, 200],
] as const)('by %s, %i of them, of %i sources, is below 100 kB', async (unit, count, sources) => {
  expect(Buffer.byteLength(await show(numbersOver(unit, count, sources)))).toBeLessThan(100_000);
});

describe('figures over time', () => {
  it('have the days, weeks and months in which nothing was', () => {
    const fill = (unit: TimeUnit, ...days: string[]) =>
      fillStretches({ unit, stretches: days.map((day) => stretch(day)) }).map(({ from, edits }) => [from, edits]);
    expect(fill('day', '2026-02-27', '2026-03-02')).toEqual([
      ['2026-02-27', 4],
      ['2026-02-28', 0],
      ['2026-03-01', 0],
      ['2026-03-02', 4],
    ]);
    expect(fill('week', '2026-02-23', '2026-03-09').map(([from]) => from)).toEqual([
      '2026-02-23',
      '2026-03-02',
      '2026-03-09',
    ]);
    expect(fill('month', '2025-12-01', '2026-02-01').map(([from]) => from)).toEqual([
      '2025-12-01',
      '2026-01-01',
      '2026-02-01',
    ]);
    expect(fill('day')).toEqual([]);
  });

  it('stand as charts with named ends, each with its figures, and say what is not the last word', async () => {
    const stretches = [stretch('2026-01-05'), stretch('2026-01-19', { young: 6, edits: 0, silent: 0 })];
    const kinds = [{ kind: 'figure' as const, changes: 8, each: [5, 3] }];
    const text = await show(numbersOf(2, { unit: 'week', stretches, kinds }));
    expect(text).toContain('<h2>Over time, by week</h2>');
    expect(text).toContain('Weeks from Monday');
    for (const title of ['Edits a week', 'Silent share of edits', 'Headline tests', 'Time to the first edit']) {
      expect(text).toMatch(
        new RegExp(`<h3>${title}</h3>[\\s\\S]*?<svg viewBox="0 0 3 100"[\\s\\S]*?<details class="figures">`),
      );
    }
    expect(text).toContain('text-anchor="start">2026-01-05</text>');
    expect(text).toContain('text-anchor="end">2026-01-19</text>');
    expect(text).toContain('<title>2026-01-05: 25%</title>');
    expect(text).toMatch(/class="pale"[^>]*><title>2026-01-19: 2.0 hours, of 5 articles</);
    expect(text).toContain('<th scope="row">2026-01-12</th><td>–</td><td>0</td><td>0</td><td>0</td>');
    expect(text).toMatch(/<text x="27.08%" y="18" text-anchor="middle">06:00</);
    expect(text).not.toContain('style=');
  });

  it('of more months than a page takes are the last, and it says so', async () => {
    const text = await show(numbersOver('month', 300, 1));
    expect(text).toContain('The last 54 of 300; the CSV has all.');
    expect(tableNumbers(numbersOver('month', 300, 1), 'over-time', (id) => id).rows).toHaveLength(300);
  });

  it('are seconds and shares in CSV, and nothing where there is nothing to tell', () => {
    const stretches = [stretch('2026-01-05'), stretch('2026-01-06', { edits: 0, silent: 0, firstEditMs: null })];
    const kinds = [{ kind: 'figure' as const, changes: 8, each: [5, 3] }];
    const numbers = numbersOf(0, { stretches, kinds });
    const rowsOf = (name: 'over-time' | 'kinds-over-time') => toCsvRows(tableNumbers(numbers, name, (id) => id));
    expect(rowsOf('over-time')).toEqual([
      [
        ...['Day', 'Edits', 'Silent edits', 'Headline tests', 'Gone, withdrawn or closed', 'Articles first seen'],
        ...['Of them edited since', 'Silent share of edits (0 to 1)', 'Time to the first edit (seconds)'],
        'Not edited so far, younger than a week',
      ],
      ['2026-01-05', 4, 1, 2, 3, 9, 5, 0.25, 7_200, 0],
      ['2026-01-06', 0, 0, 2, 3, 9, 5, '', '', 0],
    ]);
    expect(rowsOf('kinds-over-time')).toEqual([
      ['Day', 'figure'],
      ['2026-01-05', 5],
      ['2026-01-06', 3],
    ]);
  });
});
