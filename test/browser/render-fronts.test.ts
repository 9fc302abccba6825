import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readEnvironment } from '../../config/environment.ts';
import { requireConfig } from '../../src/cli/context.ts';
import { openLog } from '../../src/cli/program-log.ts';
import { type Daemon, startDaemon } from '../../src/cli/start-daemon.ts';
import { findChromium } from '../helpers/browser.ts';
import { makeAllDue, setUpWatch, type WatchSetup, waitUntilIdle } from '../helpers/watch.ts';
import type { Dress } from '../newspaper/dress-page.ts';
import { makeScript, momentOf, type Step } from '../newspaper/script.ts';
import { type Newspaper, startNewspaper } from '../newspaper/start-newspaper.ts';
import { STORIES } from '../newspaper/stories/catalog.ts';
import { makeStoryClock } from '../newspaper/story-clock.ts';

const STARTS_AT = new Date('2026-03-03T09:00:00Z');
const ROUNDS = [0, 10, 20];

/** What each story of Plain Wire wears in each round. */
const DRESSES: Record<number, Dress | Dress[]> = {
  21: 'script',
  22: 'live',
  23: 'consent',
  24: 'folded',
  25: 'lazy',
  26: ['shadow', 'hang', 'shadow'],
  27: 'worker',
  28: ['script', 'crash', 'script'],
};
const IDS = Object.keys(DRESSES).map(Number);

const STEPS: Step[] = [
  ...IDS.map((story): Step => ({ at: -60, story, do: 'publish' })),
  { at: 5, story: 21, do: 'edit', edit: { kind: 'figure', from: '70 000', to: '90 000' } },
  { at: 15, story: 22, do: 'edit', edit: { kind: 'event-date', from: 'le 2 avril', to: 'le 9 avril' } },
  { at: 5, story: 23, do: 'edit', edit: { kind: 'figure', from: '640 листов', to: '680 листов' } },
  { at: 15, story: 24, do: 'edit', edit: { kind: 'deletion', block: 4 } },
  { at: 15, story: 25, do: 'edit', edit: { kind: 'headline', to: 'Almirán abre al fin su puente peatonal' } },
  { at: 5, story: 26, do: 'edit', edit: { kind: 'figure', from: 'del 4 %', to: 'del 5 %' } },
  { at: 5, story: 27, do: 'touch' },
  { at: 5, story: 28, do: 'edit', edit: { kind: 'figure', from: '9 тисяч саджанців', to: '19 тисяч саджанців' } },
];

describe.runIf(findChromium(readEnvironment()) !== null)('a newspaper whose fronts need a browser', () => {
  const clock = makeStoryClock(STARTS_AT);
  const stories = STORIES.filter(({ id }) => IDS.includes(id));
  const script = makeScript({ startsAt: STARTS_AT, stories, steps: STEPS, endsAt: 30 });
  const watched: { newspaper: Newspaper; setup: WatchSetup; daemon: Daemon }[] = [];
  let round = 0;

  const dressOf = (path: string): Dress | null => {
    const dress = DRESSES[Number(/\/story\/(\d+)\//.exec(path)?.[1])];
    return (Array.isArray(dress) ? dress[round] : dress) ?? null;
  };

  async function watch(isDressed: boolean): Promise<void> {
    const newspaper = await startNewspaper({ now: clock.now, script, ...(isDressed ? { dressOf } : {}) });
    const setup = await setUpWatch(newspaper.origin, {
      render: isDressed ? 'auto' : 'http',
      // What hangs takes the whole of its time; the others must have enough of it on a machine that does much else.
      concurrency: 2,
      renderTimeout: '50s',
    });
    const { environment } = setup;
    const daemon = await startDaemon({
      environment,
      config: requireConfig(environment),
      roles: isDressed ? ['scheduler', 'worker', 'browser'] : ['scheduler', 'worker'],
      clock: { now: clock.now, rate: 1 },
      log: openLog('silent', false),
      sweep: { everyMs: 50, requeueMs: 5_000 },
    });
    watched.push({ newspaper, setup, daemon });
  }

  beforeAll(async () => {
    await watch(false);
    await watch(true);
  });
  afterAll(async () => {
    for (const { daemon, newspaper, setup } of watched) {
      await daemon.stop();
      await newspaper.stop();
      await setup.close();
    }
  });

  /** All that was recorded, without the times and the place. */
  async function tell({ database: { db } }: WatchSetup) {
    const versions = await db
      .selectFrom('versions as v')
      .innerJoin('articles as a', 'a.id', 'v.article_id')
      .select(['a.identity', 'v.number', 'v.record'])
      .orderBy('a.identity')
      .orderBy('v.number')
      .execute();
    const changes = await db
      .selectFrom('changes as c')
      .innerJoin('articles as a', 'a.id', 'c.article_id')
      .select(['a.identity', 'c.kinds', 'c.importance', 'c.noise'])
      .orderBy('a.identity')
      .execute();
    return {
      versions: versions.map(({ identity, number, record: { headline, digests, wordCount } }) => {
        return { identity, number, headline, body: digests.body, wordCount };
      }),
      changes: changes.map(({ importance, ...change }) => ({ ...change, importance: importance.toFixed(2) })),
    };
  }

  async function listOutcomes({ database: { db } }: WatchSetup, story: number): Promise<string[]> {
    const captures = await db
      .selectFrom('captures as c')
      .innerJoin('articles as a', 'a.id', 'c.article_id')
      .select(['c.outcome', 'c.render'])
      .where('a.identity', '=', String(story))
      .orderBy('c.fetched_at')
      .execute();
    return captures.filter(({ render }) => render === 'browser').map(({ outcome }) => outcome);
  }

  it('is recorded as its plain twin is, with nothing more', { timeout: 900_000 }, async () => {
    for (const [index, minute] of ROUNDS.entries()) {
      round = index;
      clock.goTo(minute);
      const at = momentOf(script, minute);
      for (const { setup } of watched) await makeAllDue(setup.database, at);
      for (const { setup } of watched) await waitUntilIdle(setup.database, at, 240_000);
    }
    const [plain, dressed] = watched.map(({ setup }) => setup);
    if (plain === undefined || dressed === undefined) throw new Error('nothing was watched');
    expect(await listOutcomes(dressed, 22)).toEqual(['new', 'unchanged', 'changed']);
    for (const story of [26, 28]) expect(await listOutcomes(dressed, story)).toEqual(['new', 'failed', 'changed']);
    const expected = await tell(plain);
    expect(await tell(dressed)).toEqual(expected);
    expect(expected.versions.length).toBeGreaterThan(IDS.length + 5);
    expect(watched[1]?.newspaper.accessLog.map(({ url }) => url)).not.toContain('/accepted');
  });
});
