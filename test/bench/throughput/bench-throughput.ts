/**
 * How many pages a second stet visits (fetch, extract, compare, store), and at what CPU, beside a bare CheerioCrawler
 * that fetches and parses the same real pages from the same server, in turns.
 */
import { type BenchPage, listPaths, median, withBenchPages } from './bench-pages.ts';
import { startChild, startSite } from './bench-site.ts';
import { type Round, startWatch } from './bench-watch.ts';
import { cpuMs } from './cpu-time.ts';

const CONCURRENCY = 8;
/** Articles of a round. stet begins a round at its next sweep, two seconds later at most: that must not be what is measured. */
const A_ROUND = 1_000;
const ROUNDS = Number(process.argv[2] ?? 4);

const say = (line: string) => process.stdout.write(`${line}\n`);
const perSecond = ({ visits, wallMs }: Round) => visits / (wallMs / 1_000);
const cpuEach = ({ visits, cpuMs }: Round) => cpuMs / visits;
const tell = (name: string, round: Round) =>
  say(`  ${name.padEnd(22)} ${perSecond(round).toFixed(1)} pages/s, ${cpuEach(round).toFixed(1)} CPU ms a page`);

type Crawler = { crawl(paths: string[]): Promise<Round>; end(): void };

/** A bare crawler, or several side by side that share the pages. */
async function startCrawlers(origin: string, count: number): Promise<Crawler> {
  const children = await Promise.all(
    Array.from({ length: count }, () => startChild('./run-crawlee.ts', [String(CONCURRENCY)])),
  );
  const pids = children.map(({ pid }) => pid);
  return {
    crawl: async (paths) => {
      const before = cpuMs(pids);
      const startedAt = performance.now();
      const urls = paths.map((path) => origin + path);
      await Promise.all(children.map((child, turn) => child.ask(urls.filter((_, index) => index % count === turn))));
      return { visits: paths.length, wallMs: performance.now() - startedAt, cpuMs: cpuMs(pids) - before };
    },
    end: () => {
      for (const child of children) child.end();
    },
  };
}

async function compareThroughput(pages: BenchPage[]): Promise<void> {
  const site = await startSite();
  const crawler = await startCrawlers(site.origin, 1);
  const pair = await startCrawlers(site.origin, 2);
  const watch = await startWatch(site.origin, ['scheduler,worker', 'worker'], CONCURRENCY);
  const turns: { bare: Round; two: Round; first: Round; again: Round }[] = [];
  try {
    for (let turn = 0; turn <= ROUNDS; turn += 1) {
      const paths = listPaths(pages, A_ROUND * (turn + 1)).slice(-A_ROUND);
      await site.publish({ edition: 2 * turn, latencyMs: 0 });
      const bare = await crawler.crawl(paths);
      const first = await watch.visit(paths);
      await site.publish({ edition: 2 * turn + 1, latencyMs: 0 });
      const two = await pair.crawl(paths);
      const again = await watch.visit(paths);
      say(turn === 0 ? 'warming up' : `turn ${turn} of ${ROUNDS}`);
      tell('bare crawler', bare);
      tell('two bare crawlers', two);
      tell('stet, first visits', first);
      tell('stet, visits again', again);
      if (turn > 0) turns.push({ bare, two, first, again });
    }
    report(turns);
    say(`what the visits came to: ${JSON.stringify(await watch.outcomes())}`);
  } finally {
    crawler.end();
    pair.end();
    site.end();
    await watch.end();
  }
}

function report(turns: { bare: Round; two: Round; first: Round; again: Round }[]): void {
  const both = ({ first, again }: (typeof turns)[number]): Round => ({
    visits: first.visits + again.visits,
    wallMs: first.wallMs + again.wallMs,
    cpuMs: first.cpuMs + again.cpuMs,
  });
  const bare = (turn: (typeof turns)[number]): Round => ({
    visits: turn.bare.visits + turn.two.visits,
    wallMs: 0,
    cpuMs: turn.bare.cpuMs + turn.two.cpuMs,
  });
  const rate = median(turns.map((turn) => perSecond(both(turn)) / perSecond(turn.bare)));
  const rateOfTwo = median(turns.map((turn) => perSecond(both(turn)) / perSecond(turn.two)));
  const cpu = median(turns.map((turn) => cpuEach(both(turn)) / cpuEach(bare(turn))));
  say(
    `pages a second beside one bare crawler: ${rate.toFixed(2)}× (goal at least 1×); beside two: ${rateOfTwo.toFixed(2)}×`,
  );
  say(`CPU a page beside it: ${cpu.toFixed(2)}× (goal at most 1.25×)`);
}

await withBenchPages(compareThroughput);
