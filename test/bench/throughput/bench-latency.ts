/**
 * How long stet takes for 120 pages of a site that answers each after 300 ms, twenty at a time, against the ideal of
 * six answers one after the other. What is due waits for the next sweep, which comes every two seconds: that counts.
 */
import { type BenchPage, listPaths, median, withBenchPages } from './bench-pages.ts';
import { startSite } from './bench-site.ts';
import { startWatch } from './bench-watch.ts';

const PAGES = 120;
const CONCURRENCY = 20;
const LATENCY_MS = 300;
const ROUNDS = 5;
const IDEAL_MS = (PAGES / CONCURRENCY) * LATENCY_MS;

const say = (line: string) => process.stdout.write(`${line}\n`);

async function visitSlowly(pages: BenchPage[]): Promise<void> {
  const site = await startSite();
  await site.publish({ edition: 0, latencyMs: LATENCY_MS });
  const watch = await startWatch(site.origin, ['scheduler,worker'], CONCURRENCY);
  const times: number[] = [];
  try {
    for (let round = 0; round <= ROUNDS; round += 1) {
      const { wallMs } = await watch.visit(listPaths(pages, PAGES * (round + 1)).slice(-PAGES));
      say(`${round === 0 ? 'warming up' : `round ${round}`}: ${wallMs.toFixed(0)} ms`);
      if (round > 0) times.push(wallMs);
    }
  } finally {
    site.end();
    await watch.end();
  }
  const ratio = (median(times) / IDEAL_MS).toFixed(2);
  say(`${PAGES} pages at ${LATENCY_MS} ms: ${ratio}× the ideal (goal at most 3×)`);
}

await withBenchPages(visitSlowly);
