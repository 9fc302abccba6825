import { afterEach, describe, expect, it } from 'vitest';
import { readEnvironment } from '../../config/environment.ts';
import { visitArticle } from '../../jobs/visit-article.ts';
import { listCaptures } from '../../storage/captures.ts';
import { loadRender } from '../../storage/source-renders.ts';
import { findChromium } from '../helpers/browser.ts';
import { makeAllDue } from '../helpers/watch.ts';
import {
  addDueArticles,
  openWorkshop,
  STARTS_AT,
  setSources,
  type Workshop,
} from '../integration/jobs/open-workshop.ts';
import type { Dress } from '../newspaper/dress-page.ts';

const MINUTE = 60_000;
const DAY = 24 * 60;
/** A name is mended at minute 61 and taken back at 63; a figure is mended at 13. */
const [NAME, FIGURE] = [502, 506];
const STORIES = [NAME, FIGURE, 21];

describe.runIf(findChromium(readEnvironment()) !== null)('visits of pages that need a browser', () => {
  const shops: Workshop[] = [];
  afterEach(async () => {
    for (const shop of shops.splice(0)) await shop.close();
  });

  async function open(
    dressOf: (story: number) => Dress | null,
    render: 'http' | 'auto',
    stories = STORIES,
  ): Promise<Workshop> {
    const shop: Workshop = await openWorkshop({
      newspaper: {
        dressOf: (path) => {
          const asked = shop.newspaper.stories().find((state) => state.path === path);
          return asked === undefined ? null : dressOf(asked.story.id);
        },
      },
    });
    shops.push(shop);
    setSources(shop, (sources) => sources.map((source) => ({ ...source, fetch: { ...source.fetch, render } })));
    await addDueArticles(shop, stories);
    return shop;
  }

  async function visitAll(shop: Workshop, minute: number) {
    const { db } = shop.stet.database;
    const now = new Date(STARTS_AT.getTime() + minute * MINUTE);
    shop.clock.goTo(minute);
    await makeAllDue(shop.setup.database, now, true);
    const articles = await db.selectFrom('articles').select('id').orderBy('identity').execute();
    return await Promise.all(
      articles.map(async ({ id: articleId }) => {
        const visit = await visitArticle(shop.stet, { articleId }, now);
        return { outcome: visit?.verdict.outcome, version: visit?.saved.version, reason: visit?.verdict.reason };
      }),
    );
  }

  /** What a reviewer is told of a workshop's articles, without what names the place and the time. */
  async function tell({ stet: { database } }: Workshop) {
    const versions = await database.db
      .selectFrom('versions as v')
      .innerJoin('articles as a', 'a.id', 'v.article_id')
      .select(['a.identity', 'v.number', 'v.record'])
      .orderBy('a.identity')
      .orderBy('v.number')
      .execute();
    const changes = await database.db.selectFrom('changes').select(['kinds', 'importance']).execute();
    return {
      versions: versions.map(({ identity, number, record }) => {
        return { identity, number, headline: record.headline, digest: record.digests.body, words: record.wordCount };
      }),
      changes: changes.map(({ kinds, importance }) => `${kinds.join()} ${importance.toFixed(2)}`).sort(),
    };
  }

  const listModes = async (shop: Workshop, story: number) => {
    const { db } = shop.stet.database;
    const { id } = await db
      .selectFrom('articles')
      .select('id')
      .where('identity', '=', String(story))
      .executeTakeFirstOrThrow();
    return (await listCaptures(db, id)).reverse().map(({ render, outcome }) => `${render} ${outcome}`);
  };

  it('record what their plain twins do, and nothing more', { timeout: 120_000 }, async () => {
    const dresses: Dress[] = ['script', 'consent', 'lazy'];
    const plain = await open(() => null, 'http');
    const dressed = await open((story) => dresses[STORIES.indexOf(story)] ?? null, 'auto');
    for (const minute of [0, 20, 62]) {
      const [expected, seen] = [await visitAll(plain, minute), await visitAll(dressed, minute)];
      // A page that a browser loads is never asked for conditionally.
      const outcomes = expected.map(({ outcome }) => (outcome === 'not-modified' ? 'unchanged' : outcome));
      expect(seen.map(({ outcome }) => outcome)).toEqual(outcomes);
    }
    expect(await tell(dressed)).toEqual(await tell(plain));
    expect((await tell(dressed)).changes.length).toBeGreaterThan(1);
    for (const story of STORIES) {
      expect((await listModes(dressed, story)).every((each) => each.startsWith('browser'))).toBe(true);
    }
    expect(dressed.newspaper.accessLog.map(({ url }) => url)).not.toContain('/accepted');
    expect(await loadRender(dressed.stet.database.db, 'plain-wire')).toMatchObject({ mode: 'browser' });
  });

  it('make no version of a change of the mode, there or back, and miss no edit on the way back', async () => {
    let dress: Dress | null = null;
    const shop = await open(() => dress, 'auto', [NAME, FIGURE]);
    await visitAll(shop, 0);
    dress = 'script';
    // The browser shows what the plain answer held, to the letter: there is nothing to be said of it.
    const unchanged = { outcome: 'unchanged', version: null, reason: '' };
    expect(await visitAll(shop, 10)).toEqual([unchanged, unchanged]);
    expect(await visitAll(shop, 20)).toMatchObject([{ outcome: 'unchanged' }, { outcome: 'changed', version: 2 }]);
    dress = null;
    // A day later plain requests are tried again, and the name has been mended since, in the page that a browser shows.
    expect(await visitAll(shop, 21)).toMatchObject([{ outcome: 'unchanged' }, { outcome: 'unchanged' }]);
    expect(await visitAll(shop, DAY + 62)).toMatchObject([{ outcome: 'unchanged' }, { outcome: 'unchanged' }]);
    // The last visit was made in both modes, at the same moment.
    const modes = await listModes(shop, NAME);
    expect(modes.slice(0, 4)).toEqual(['http new', ...Array(3).fill('browser unchanged')]);
    expect(modes.slice(4).sort()).toEqual(['browser unchanged', 'http unchanged']);
    expect(await loadRender(shop.stet.database.db, 'plain-wire')).toMatchObject({ mode: 'http' });
    expect(await visitAll(shop, DAY + 70)).toMatchObject([{ outcome: 'unchanged' }, { outcome: 'unchanged' }]);
    // The figure; and that a page was touched, when a name was mended and taken back between two visits.
    expect((await tell(shop)).changes.filter((change) => !change.startsWith('dates'))).toHaveLength(1);
  }, 120_000);

  it('are left by whoever has no browser to those who have one', async () => {
    const shop = await open(() => 'script', 'auto', [FIGURE]);
    const { renderer } = shop.stet;
    shop.stet.renderer = null;
    expect(await visitAll(shop, 0)).toMatchObject([{ outcome: 'not-article' }]);
    const { db } = shop.stet.database;
    const waiting = await db
      .selectFrom('articles')
      .select(['wants_browser', 'next_visit_at', 'next_visit_why'])
      .execute();
    expect(waiting[0]).toEqual({ wants_browser: true, next_visit_at: STARTS_AT, next_visit_why: 'browser' });
    shop.stet.renderer = renderer;
    expect(await visitAll(shop, 1)).toMatchObject([{ outcome: 'new' }]);
  }, 60_000);
});
