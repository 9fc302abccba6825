import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readEnvironment } from '../../config/environment.ts';
import { digestArticle } from '../../src/extract/digest-article.ts';
import type { Article } from '../../src/model/article.ts';
import { startWeb } from '../../src/review/start-web.ts';
import { disableChannel, meetChannel } from '../../storage/channels.ts';
import { addDeliveries, saveAttempt } from '../../storage/deliveries.ts';
import { syncSources } from '../../storage/sources.ts';
import { makeRecord } from '../helpers/articles.ts';
import { findChromium, listBarriers, measureOverflow, openVisitor, startBrowser, tabTo } from '../helpers/browser.ts';
import { openTestDatabase, type TestDatabase } from '../helpers/database.ts';
import { addStory, clock, makeSource, NOW, visitStory } from '../integration/review/open-paper.ts';

const environment = readEnvironment();
const chromiumPath = findChromium(environment);
const SCREENSHOTS = join(environment.varDir, 'screenshots');
const CHANNELS = [
  { name: 'desk', kind: 'slack' as const, target: 'one' },
  { name: 'morning-digest', kind: 'email' as const, target: 'two' },
];

describe.runIf(chromiumPath !== null)('the page of the deliveries in Chromium', () => {
  let browser: Browser;
  let database: TestDatabase;
  let web: Awaited<ReturnType<typeof startWeb>>;
  let changeId = '';

  beforeAll(async () => {
    await mkdir(SCREENSHOTS, { recursive: true });
    browser = await startBrowser(chromiumPath ?? '');
    database = await openTestDatabase();
    const { db } = database;
    const sources = [makeSource('gazette', 'The Gazette')];
    await syncSources(db, sources, NOW);
    const withDigests = (record: Article): Article => ({ ...record, ...digestArticle(record) });
    for (let story = 0; story < 3; story += 1) {
      const id = await addStory(db, 'gazette');
      const headline = story === 1 ? 'الرئيس المصري يعلن خطة جديدة' : `The mayor of town ${story} denies the plan`;
      const before = withDigests(makeRecord(headline, [`There were ${story + 10} people.`]));
      await visitStory(db, id, before, null, NOW);
      const after = withDigests(makeRecord(headline, [`There were ${story + 50} people.`]));
      changeId = (await visitStory(db, id, after, before, NOW)).changeId ?? '';
      await addDeliveries(db, changeId, ['desk', 'morning-digest'], NOW);
    }
    const [first, second] = await db.selectFrom('deliveries').select('id').where('channel', '=', 'desk').execute();
    const reason = 'The Slack webhook at hooks.slack.example answered 403: action_prohibited';
    const end = { nextAttemptAt: null, httpStatus: 403 };
    await saveAttempt(db, first?.id ?? '', { ...end, outcome: 'given-up', status: 'failed', reason }, NOW);
    await saveAttempt(
      db,
      second?.id ?? '',
      { ...end, httpStatus: 200, outcome: 'delivered', status: 'delivered', reason: null },
      NOW,
    );
    await meetChannel(db, 'morning-digest', 'two');
    await disableChannel(db, 'morning-digest', 'The webhook at hooks.example answered 410: it is no more.', NOW);
    const address = { host: '127.0.0.1', port: 0, token: null };
    web = await startWeb({ db, sources: () => sources, channels: () => CHANNELS, clock, ...address });
  }, 60_000);
  afterAll(async () => {
    await web.stop();
    await browser.close();
    await database.drop();
  });

  it.each([
    [320, 'dark'],
    [1920, 'light'],
  ] as const)('shuts nobody out at %i px, %s', { timeout: 60_000 }, async (width, colorScheme) => {
    const { page, complaints, leave } = await openVisitor(browser, web.url, {
      colorScheme,
      viewport: { width, height: 900 },
    });
    for (const [name, address] of [
      ['deliveries', '/deliveries'],
      ['change-with-picture', `/changes/${changeId}`],
    ]) {
      await page.goto(address ?? '');
      expect(await listBarriers(page), `${name}`).toEqual([]);
      expect(await measureOverflow(page), `${name}`).toBe(0);
      await page.screenshot({ path: join(SCREENSHOTS, `${name}-${width}-${colorScheme}.png`), fullPage: true });
    }
    expect(complaints).toEqual([]);
    await leave();
  });

  it('lets a person enable a channel, try it and try again, without scripts and with the keyboard alone', async () => {
    const { page, leave } = await openVisitor(browser, web.url, { javaScriptEnabled: false });
    await page.goto('/deliveries');
    await page.getByRole('button', { name: 'Enable again' }).focus();
    await page.keyboard.press('Enter');
    await page.locator('.unwell').waitFor({ state: 'detached' }); // the page comes back to the address that it has
    await page.locator('#channel-desk form[action$="/test"] button').focus();
    await page.keyboard.press('Enter');
    await page.waitForURL(/sent=desk/);
    expect(await page.getByRole('status').innerText()).toContain('on its way');
    await page.goto('/deliveries?status=failed');
    await page.getByRole('button', { name: 'Try again' }).focus();
    await page.keyboard.press('Enter');
    await page.waitForURL(/#delivery-/);
    await page.goto('/deliveries?status=failed');
    expect(await page.locator('tbody tr').count()).toBe(0);
    await leave();
  });

  it('is reached from every page', async () => {
    const { page, leave } = await openVisitor(browser, web.url);
    await page.goto('/');
    await tabTo(page, 'nav a', 'Deliveries');
    await page.keyboard.press('Enter');
    await page.waitForURL(/\/deliveries$/);
    await leave();
  });
});
