import { parseDocument } from 'htmlparser2';
import { extract } from './adapter.ts';
import { type Harness, loadHarness, type SharedPage } from './harness.ts';
import { type Figures, type Scored, scoreResults } from './score-results.ts';

/** What extraction is to reach: shares in percent, the last two at most. */
const GOALS: Record<keyof Figures, number> = {
  fundusF1: 96.5,
  fundusPageF1: 95.5,
  scrapinghubF1: 97,
  trafilaturaF1: 93,
  headlineExact: 82,
  headlineKept: 97,
  authorsF1: 87,
  dateInstant: 94,
  dateDay: 98,
  images: 90,
  cover: 92,
  captions: 88,
  empty: 0,
  below50: 1,
};

const say = (line: string) => process.stdout.write(`${line}\n`);

/** CPU time of this process, in milliseconds: the machine may be shared, so the time on the wall says little. */
function cpuMs(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1_000;
}

/** Extracts all pages and parses them barely, side by side; gives the results, both times, and the highest memory. */
function measure(pages: SharedPage[]) {
  const scored: Scored[] = [];
  let parsingMs = 0;
  let extractingMs = 0;
  let peakBytes = process.memoryUsage.rss();
  for (const page of pages) {
    const startedAt = cpuMs();
    parseDocument(page.html);
    const parsedAt = cpuMs();
    scored.push({ page, result: extract(page.html, page.url) });
    extractingMs += cpuMs() - parsedAt;
    parsingMs += parsedAt - startedAt;
    peakBytes = Math.max(peakBytes, process.memoryUsage.rss());
  }
  return { scored, parsingMs, extractingMs, peakBytes };
}

function report(harness: Harness): void {
  const pages = harness.load(['fundus', 'scrapinghub', 'trafilatura']);
  for (const page of pages.slice(0, 50)) extract(page.html, page.url); // warm up
  const baseBytes = process.memoryUsage.rss();
  const { scored, parsingMs, extractingMs, peakBytes } = measure(pages);
  const figures = scoreResults(harness, scored);
  say(`${pages.length} pages`);
  for (const [name, goal] of Object.entries(GOALS) as [keyof Figures, number][]) {
    const isCount = name === 'empty' || name === 'below50';
    const isReached = isCount ? figures[name] <= goal : figures[name] >= goal;
    say(`${isReached ? '✓' : '✗'} ${name.padEnd(14)} ${String(figures[name]).padStart(6)}  (goal ${goal})`);
  }
  say(`pages a CPU second: ${(pages.length / (extractingMs / 1_000)).toFixed(1)}`);
  say(`beside bare htmlparser2 in this run: ${(parsingMs / extractingMs).toFixed(2)}× (goal 0.45×)`);
  say(`highest memory above the loaded pages: ${Math.round((peakBytes - baseBytes) / 1e6)} MB (goal 400)`);
}

const harness = await loadHarness(process.env.STET_SHARED);
if (harness === null) say('STET_SHARED names no folder with extraction/: there is nothing to measure on.');
else report(harness);
