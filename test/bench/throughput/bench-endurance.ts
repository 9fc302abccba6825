/** Whether the last thousand visits of many in one process are as quick as the first (20,000, or as many as the argument says). */
import { type BenchPage, listPaths, withBenchPages } from './bench-pages.ts';
import { startSite } from './bench-site.ts';
import { startWatch } from './bench-watch.ts';

const CONCURRENCY = 8;
const A_ROUND = 1_000;
/** Before the first that counts: what it costs to compile is not what a visit costs. */
const WARM_UP = 1_000;
const VISITS = Number(process.argv[2] ?? 20_000);

const say = (line: string) => process.stdout.write(`${line}\n`);

/** The same thousand articles, visited again and again, each time in another edition. */
async function visitAgainAndAgain(pages: BenchPage[]): Promise<void> {
  const site = await startSite();
  const watch = await startWatch(site.origin, ['scheduler,worker'], CONCURRENCY);
  const paths = listPaths(pages, A_ROUND);
  const rates: number[] = [];
  try {
    for (let done = -WARM_UP; done < VISITS; done += A_ROUND) {
      await site.publish({ edition: Math.floor((done + WARM_UP) / A_ROUND), latencyMs: 0 });
      const { wallMs, cpuMs } = await watch.visit(paths);
      const rate = A_ROUND / (wallMs / 1_000);
      const megabytes = watch.memory().map((bytes) => Math.round(bytes / 1e6));
      say(
        `${done < 0 ? 'warming up' : `to ${done + A_ROUND}`}: ${rate.toFixed(1)} a second, ${(cpuMs / A_ROUND).toFixed(1)} CPU ms each, ${megabytes} MB`,
      );
      if (done >= 0) rates.push(rate);
    }
  } finally {
    site.end();
    await watch.end();
  }
  const ratio = (rates.at(-1) ?? Number.NaN) / (rates[0] ?? Number.NaN);
  say(`the last thousand of ${VISITS}: ${ratio.toFixed(2)}× the rate of the first (goal at least 0.9×)`);
}

await withBenchPages(visitAgainAndAgain);
