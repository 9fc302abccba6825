import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readEnvironment } from '../../config/environment.ts';
import { portrayVersion } from '../../jobs/portray-version.ts';
import { startWorkers } from '../../jobs/start-workers.ts';
import { SWEEP_SETTINGS, sweep } from '../../jobs/sweep.ts';
import { visitArticle } from '../../jobs/visit-article.ts';
import type { FetchedPage } from '../../src/model/page.ts';
import type { FetchRules } from '../../src/model/source.ts';
import { makeArticlesDue } from '../../storage/articles.ts';
import { listLikenesses } from '../../storage/likenesses.ts';
import { loadPayload } from '../../storage/payloads.ts';
import { findChromium } from '../helpers/browser.ts';
import { readPictureSize } from '../helpers/read-picture-size.ts';
import {
  addDueArticles,
  openWorkshop,
  STARTS_AT,
  setSources,
  type Workshop,
} from '../integration/jobs/open-workshop.ts';

const MINUTE = 60_000;
/** A figure is mended at minute 13, and another at 76; one more stands as it is. */
const [FIGURE, LATER, STEADY] = [506, 26, 502];
const WAIT = { timeout: 30_000 };

/** A page that says at each load how often it was read, how long ago it was written, and what else there is to read. */
function withCounters(page: FetchedPage): FetchedPage {
  const html = Buffer.from(page.bytes).toString();
  const at = html.indexOf('</p>') + '</p>'.length;
  expect(at).toBeGreaterThan('</p>'.length);
  const teaser = '<aside><h3>Related</h3><a href="/elsewhere">Another story, about ships</a></aside>';
  const counters = `<p>1,482 views</p><p>5 minutes ago</p>${teaser}`;
  return { ...page, bytes: Buffer.from(html.slice(0, at) + counters + html.slice(at)) };
}

describe.runIf(findChromium(readEnvironment()) !== null)('likenesses of versions', { timeout: 90_000 }, () => {
  let shop: Workshop;
  beforeAll(async () => {
    // One of them comes to its readers by a script alone.
    const dressOf = (path: string) => (pathOf(LATER) === path ? ('script' as const) : null);
    shop = await openWorkshop({ newspaper: { dressOf } });
    await addDueArticles(shop, [FIGURE, LATER, STEADY]);
  }, 60_000);
  afterAll(() => shop.close());

  function pathOf(story: number): string | undefined {
    return shop.newspaper.stories().find((state) => state.story.id === story)?.path;
  }

  /** An article, its source asking for this from now on. */
  async function follow(story: number, fetch: Partial<FetchRules>) {
    const none = { render: 'auto' as const, screenshot: false, pdf: false };
    setSources(shop, (all) => all.map((source) => ({ ...source, fetch: { ...source.fetch, ...none, ...fetch } })));
    const { db } = shop.stet.database;
    const { id: articleId } = await db
      .selectFrom('articles')
      .select('id')
      .where('identity', '=', String(story))
      .executeTakeFirstOrThrow();
    const at = (minute: number) => {
      shop.clock.goTo(minute);
      return new Date(STARTS_AT.getTime() + minute * MINUTE);
    };
    const visit = async (minute: number) => {
      const now = at(minute);
      await makeArticlesDue(db, [articleId], now);
      return (await visitArticle(shop.stet, { articleId }, now))?.verdict.outcome;
    };
    const portray = (minute: number) => portrayVersion(shop.stet, { articleId }, at(minute));
    return { db, articleId, at, visit, portray, list: (number: number) => listLikenesses(db, articleId, number) };
  }

  it('are taken once of each version, whatever its text was read from, and of nothing else', async () => {
    const { db, articleId, at, visit, portray, list } = await follow(FIGURE, { screenshot: true, pdf: true });
    expect(await visit(0)).toBe('new');
    expect(await list(1)).toMatchObject([
      { kind: 'screenshot', outcome: 'owed' },
      { kind: 'pdf', outcome: 'owed' },
    ]);
    expect(await portray(1)).toMatchObject({ version: 1, likenesses: [{ outcome: 'taken' }, { outcome: 'taken' }] });
    const [screenshot, pdf] = await list(1);
    expect(screenshot).toMatchObject({
      outcome: 'taken',
      reason: '',
      showsVersion: true,
      takenAt: new Date(STARTS_AT.getTime() + MINUTE),
    });
    for (const likeness of [screenshot, pdf]) {
      const bytes = await loadPayload(db, likeness?.payloadId ?? '');
      expect(
        createHash('sha256')
          .update(bytes ?? '')
          .digest('hex'),
      ).toBe(likeness?.sha256);
      expect(bytes?.byteLength).toBe(likeness?.size);
    }
    expect(readPictureSize((await loadPayload(db, screenshot?.payloadId ?? '')) ?? undefined)).toEqual(
      screenshot?.picture,
    );

    const asked = shop.newspaper.accessLog.length;
    expect(await portray(2)).toBeNull();
    expect(shop.newspaper.accessLog).toHaveLength(asked);
    expect(await visit(3)).toBe('unchanged');
    expect(await portray(3)).toBeNull();
    expect(await visit(20)).toBe('changed');
    // By whoever has a browser, when the sweep has found them owed.
    const now = at(20);
    await sweep(shop.stet, shop.queues, SWEEP_SETTINGS, now, now);
    expect(await shop.queues.portray.getJobCounts('waiting')).toEqual({ waiting: 1 });
    const workers = startWorkers(shop.stet, shop.backend, ['portray']);
    await expect.poll(async () => (await list(2)).map(({ outcome }) => outcome), WAIT).toEqual(['taken', 'taken']);
    await workers.stop(5_000);
    await sweep(shop.stet, shop.queues, SWEEP_SETTINGS, now, new Date(now.getTime() + SWEEP_SETTINGS.requeueMs));
    expect(await shop.queues.portray.getJobCounts('waiting')).toEqual({ waiting: 0 });
    expect(await list(1)).toEqual([screenshot, pdf]);
    const [second] = await list(2);
    expect(second).toMatchObject({ outcome: 'taken', showsVersion: true });
    expect(second?.sha256).not.toBe(screenshot?.sha256);
    // A picture is no keyframe: pages go on being compressed with the first page.
    const keyframes = await db
      .selectFrom('payloads')
      .select('id')
      .where('packing', '=', 'zstd')
      .where('article_id', '=', articleId)
      .where('keyframe_id', 'is', null)
      .execute();
    expect(keyframes).toHaveLength(1);
    // Neither is any visit, nor a reason to read the article otherwise.
    expect(await db.selectFrom('captures').select('render').where('article_id', '=', articleId).execute()).toEqual(
      Array(3).fill({ render: 'http' }),
    );
  });

  it('fail with a reason, hold nothing up, and are tried again when a visit has found the version standing', async () => {
    let isAway = true;
    const { visit, portray, list } = await follow(STEADY, { screenshot: true });
    const { renderer } = shop.stet;
    if (renderer === null) throw new Error('there is no renderer');
    const asked: string[] = [];
    shop.stet.renderer = {
      ...renderer,
      fetch: async (url, options, depart) => {
        asked.push(url.pathname);
        const fetched = await renderer.fetch(isAway ? new URL('/nowhere', url) : url, options, depart);
        return fetched.kind === 'page' ? { kind: 'page', page: withCounters(fetched.page) } : fetched;
      },
    };
    expect(await visit(0)).toBe('new');
    expect(await portray(1)).toMatchObject({
      likenesses: [{ outcome: 'failed', reason: expect.stringContaining('404') }],
    });
    expect(await portray(2)).toBeNull();
    expect(asked).toHaveLength(1);
    isAway = false;
    await visit(3);
    expect(await portray(3)).toMatchObject({ likenesses: [{ outcome: 'taken' }] });
    // What moved on with this load is none of what the version says.
    expect(await list(1)).toMatchObject([{ outcome: 'taken', reason: '', showsVersion: true }]);
    shop.stet.renderer = renderer;
  });

  it('say where the page had moved on, and are given up for a version that is not there any more', async () => {
    const { visit, portray, list } = await follow(LATER, { render: 'browser', screenshot: true });
    expect(await visit(0)).toBe('new');
    expect(await portray(76.5)).toMatchObject({ likenesses: [{ kind: 'screenshot', outcome: 'taken' }] });
    expect(await list(1)).toMatchObject([{ showsVersion: false }]);
    expect(await visit(77)).toBe('changed');
    expect(await list(2)).toMatchObject([{ outcome: 'owed' }]);
  });
});
