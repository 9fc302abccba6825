import { join } from 'node:path';
import { expect, it } from 'vitest';
import { startDaemonProcess } from '../helpers/daemon-process.ts';
import { setFileClock } from '../helpers/file-clock.ts';
import { makeAllDue, setUpWatch, waitUntilIdle } from '../helpers/watch.ts';
import { makeScript, momentOf } from '../newspaper/script.ts';
import { startNewspaper } from '../newspaper/start-newspaper.ts';
import { STORIES } from '../newspaper/stories/catalog.ts';
import { makeStoryClock } from '../newspaper/story-clock.ts';

const STARTS_AT = new Date('2026-03-03T09:00:00Z');
const MEGABYTE = 1_000_000;
/** What 600 visits may leave behind in the heap: three kilobytes leaked by each would be noticed. */
const MOST_HEAP_GROWTH = 1.8 * MEGABYTE;
/** What the process as a whole may grow by, the heaps of its threads included. */
const MOST_RSS_GROWTH = 1.15;

it('a thousand visits of unchanged pages add no version, and hold no more memory than two hundred', {
  timeout: 240_000,
}, async () => {
  const clock = makeStoryClock(STARTS_AT);
  const stories = STORIES.filter((story) => story.isPreview !== true);
  const steps = stories.map((story) => ({ at: -600, story: story.id, do: 'publish' as const }));
  const script = makeScript({ startsAt: STARTS_AT, stories, steps, endsAt: 10_000 });
  const newspaper = await startNewspaper({ now: clock.now, script });
  const setup = await setUpWatch(newspaper.origin);
  const { db } = setup.database;
  const clockPath = join(setup.environment.configDir, '..', 'clock');
  setFileClock(clockPath, STARTS_AT);
  const daemon = startDaemonProcess(setup.environment, clockPath);
  const countRows = async (table: 'captures' | 'versions') => {
    const { rows } = await db
      .selectFrom(table)
      .select((eb) => eb.fn.countAll<number>().as('rows'))
      .executeTakeFirstOrThrow();
    return Number(rows);
  };
  try {
    await daemon.ready;
    const held: { visits: number; usage: NodeJS.MemoryUsage }[] = [];
    for (let minute = 0; (held.at(-1)?.visits ?? 0) < 1_000; minute += 1) {
      clock.goTo(minute);
      const at = momentOf(script, minute);
      setFileClock(clockPath, at);
      await makeAllDue(setup.database, at);
      await waitUntilIdle(setup.database, at);
      held.push({ visits: await countRows('captures'), usage: await daemon.measureMemory() });
    }
    const articles = await db.selectFrom('articles').select('id').execute();
    expect(await countRows('versions')).toBe(articles.length);
    const early = held.filter(({ visits }) => visits >= 200 && visits < 400).map(({ usage }) => usage);
    const late = held.filter(({ visits }) => visits >= 800).map(({ usage }) => usage);
    const growth = describeGrowth(held);
    expect(median(late, 'heapUsed') - median(early, 'heapUsed'), growth).toBeLessThan(MOST_HEAP_GROWTH);
    expect(median(late, 'external') - median(early, 'external'), growth).toBeLessThan(MOST_HEAP_GROWTH);
    expect(median(late, 'rss') / median(early, 'rss'), growth).toBeLessThan(MOST_RSS_GROWTH);
  } finally {
    await daemon.end('SIGTERM');
    await newspaper.stop();
    await setup.close();
  }
});

/** What was held in the middle: single measurements catch what is just in hand. */
function median(usages: NodeJS.MemoryUsage[], part: 'heapUsed' | 'external' | 'rss'): number {
  const values = usages.map((usage) => usage[part]).toSorted((a, b) => a - b);
  return values[Math.floor(values.length / 2)] ?? Number.NaN;
}

function describeGrowth(held: { visits: number; usage: NodeJS.MemoryUsage }[]): string {
  return held
    .map(
      ({ visits, usage }) =>
        `${visits}: ${[usage.heapUsed, usage.external, usage.rss].map((n) => (n / MEGABYTE).toFixed(1))}`,
    )
    .join('\n');
}
