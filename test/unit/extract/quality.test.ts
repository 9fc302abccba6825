import { expect, it } from 'vitest';
import { extract } from '../../bench/extract/adapter.ts';
import { loadHarness } from '../../bench/extract/harness.ts';
import { scoreResults } from '../../bench/extract/score-results.ts';

const harness = await loadHarness(process.env.STET_SHARED);

/** What extraction has reached on the shared pages, less what one page more or less makes: shares in percent. */
const FLOORS = {
  fundusF1: 96.5,
  fundusPageF1: 96.3,
  scrapinghubF1: 97.2,
  trafilaturaF1: 93,
  headlineExact: 83.4,
  headlineKept: 97,
  authorsF1: 90,
  dateInstant: 92.5,
  dateDay: 98.2,
  images: 90.5,
  cover: 94,
  captions: 90.2,
};

it.runIf(harness !== null)(
  'extraction is as good on the shared pages (STET_SHARED) as it was: no figure has fallen',
  { timeout: 180_000 },
  () => {
    if (harness === null) throw new Error('This test needs the shared pages.');
    const pages = harness.load(['fundus', 'scrapinghub', 'trafilatura']);
    expect(pages.length).toBeGreaterThan(600);
    const figures = scoreResults(
      harness,
      pages.map((page) => ({ page, result: extract(page.html, page.url) })),
    );
    const fallen = Object.entries(FLOORS).filter(([name, floor]) => figures[name as keyof typeof FLOORS] < floor);
    expect(fallen, JSON.stringify(figures)).toEqual([]);
    expect(figures.empty).toBe(0);
    expect(figures.below50).toBeLessThanOrEqual(1);
  },
);
