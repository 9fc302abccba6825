import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readEnvironment } from '../../config/environment.ts';
import { takeLikenesses } from '../../src/fetch/browser/take-likenesses.ts';
import { keepLikenesses, oweLikenesses } from '../../storage/likenesses.ts';
import { listChanges } from '../../storage/list-changes.ts';
import { findChromium, listFaultsOf, openVisitor, startBrowser, THEMES, tabTo, unfoldAll } from '../helpers/browser.ts';
import { openWatchedPaper, type WatchedPaper } from './open-watched-paper.ts';
import { listPages, type Pages, SEARCH_PAGES } from './review-pages.ts';

const environment = readEnvironment();
const chromiumPath = findChromium(environment);
const SCREENSHOTS = join(environment.varDir, 'screenshots');

/** The story whose number is altered at minute 6, from "put 12 workers" to "put 21 workers". */
const MILL = 'Fire at Morav Mill Leaves Workers in Hospital';
const ROUNDS = [0, 14, 46, 60];
const TOKEN = 'a token of twenty letters';

/** After the last round: more figures are altered, and words sharpened. */
const LATER = 71;

describe.runIf(chromiumPath !== null)('the review UI in Chromium', () => {
  let browser: Browser;
  let paper: WatchedPaper;

  beforeAll(async () => {
    await mkdir(SCREENSHOTS, { recursive: true });
    browser = await startBrowser(chromiumPath ?? '');
    paper = await openWatchedPaper();
    for (const minute of ROUNDS) await paper.visitAllAt(minute);
  }, 120_000);
  afterAll(async () => {
    await browser.close();
    await paper.close();
  });

  it('lets a reviewer find an altered figure, judge it, and find it again, with the keyboard alone', async () => {
    const { page, complaints, leave } = await openVisitor(browser, paper.url);
    await page.goto('/');
    await tabTo(page, '.skip');
    await page.keyboard.press('Enter');
    expect(await page.evaluate('document.activeElement.id')).toBe('content');

    await tabTo(page, '.changes h2 a', MILL);
    await page.keyboard.press('Enter');
    await page.waitForURL(/\/changes\/[a-z2-9]{16}$/);
    const address = page.url();
    expect(await page.locator('.line-edited del').allInnerTexts()).toEqual(['12']);
    expect(await page.locator('.line-edited ins').allInnerTexts()).toEqual(['21']);
    expect(await page.locator('.line-edited').innerText()).toContain('put 1221 workers');
    expect(await page.locator('.reasons').innerText()).toContain('12 → 21');

    await tabTo(page, 'textarea');
    await page.keyboard.type('Where does the 21 come from?');
    await tabTo(page, 'button', 'Flag');
    await page.keyboard.press('Enter');
    await page.waitForURL(/#verdict$/);
    expect(await page.locator('#verdict > p strong').innerText()).toBe('flagged');

    await tabTo(page, '#citation');
    const citation = await page.locator('#citation').inputValue();
    const isWhole = `(({ scrollHeight, clientHeight }) => scrollHeight <= clientHeight)(document.querySelector('#citation'))`;
    expect(await page.evaluate(isWhole)).toBe(true);
    expect(citation).toContain(`“${MILL}”`);
    expect(citation).toContain(`Compared by stet: ${address}`);
    expect(citation.match(/SHA-256 of the page [0-9a-f]{64}/g)).toHaveLength(2);

    await tabTo(page, '.wordmark');
    await page.keyboard.press('Enter');
    await page.waitForURL(`${paper.url}/`);
    await tabTo(page, '.filters input[type=search]');
    await page.keyboard.type('"put 12 workers"'); // words that the newspaper does not have any more
    await page.keyboard.press('Enter');
    await page.waitForURL(/search=/);
    expect(await page.locator('.changes h2').allInnerTexts()).toEqual([MILL]);
    expect(await page.locator('.changes .verdict').innerText()).toBe('flagged');
    expect(await page.locator('.changes .note').innerText()).toContain('Where does the 21 come from?');
    await tabTo(page, '.changes h2 a', MILL);
    await page.keyboard.press('Enter');
    await page.waitForURL(address);
    expect(complaints).toEqual([]);
    await leave();
  });

  it('finds what a newspaper says no more, and leads to the change that took it away, with the keyboard alone', async () => {
    const { page, complaints, leave } = await openVisitor(browser, paper.url);
    await page.goto('/articles');
    await tabTo(page, '.search-box input');
    await page.keyboard.type('"put 12 workers"');
    await page.keyboard.press('Enter');
    await page.waitForURL(/\/search\?q=/);
    expect(await page.locator('.found h2').allInnerTexts()).toEqual([MILL]);
    expect(await page.locator('.found mark').allInnerTexts()).toEqual(['put 12 workers']);
    expect(await page.locator('.found .standing').innerText()).toContain('Said no more since version 2');
    await tabTo(page, '.save summary');
    await page.keyboard.press('Enter');
    await tabTo(page, '.save input');
    await page.keyboard.type('Twelve workers');
    await page.keyboard.press('Enter');
    await page.locator('.saved a', { hasText: 'Twelve workers' }).waitFor();
    await tabTo(page, '.turns a', 'Went with version 2');
    await page.keyboard.press('Enter');
    await page.waitForURL(/\/changes\/[a-z2-9]{16}$/);
    expect(await page.locator('.line-edited del').allInnerTexts()).toEqual(['12']);
    expect(complaints).toEqual([]);
    await leave();
  });

  it('lets a reviewer judge from the list by keys, and take it back', async () => {
    const { page, complaints, leave } = await openVisitor(browser, paper.url);
    await page.goto('/?order=importance&status=new');
    await tabTo(page, '.changes h2 a');
    const [first, second] = await page.locator('.changes h2').allInnerTexts();
    await page.keyboard.press('j');
    expect(await page.locator(':focus').innerText()).toBe(second);
    await page.keyboard.press('k');
    await page.keyboard.press('f');
    const said = page.locator('.triage-said');
    await said.getByText('1 change: flagged.').waitFor();
    expect(await page.locator('.change-row').first().locator('.verdict').innerText()).toBe('flagged');
    expect(await page.locator(':focus').innerText()).toBe(second); // on to the next, and the list stays as it is
    await page.keyboard.press('x');
    await page.keyboard.press('j');
    await page.keyboard.press('x');
    await page.keyboard.press('m');
    await page.keyboard.type('Seen: rfnu');
    await page.getByRole('button', { name: 'Reviewed' }).click();
    await said.getByText('2 changes: reviewed.').waitFor();
    expect(await page.locator('.change-row .verdict-reviewed').count()).toBe(2);
    await tabTo(page, '.changes h2 a', first);
    await page.keyboard.press('u');
    await said.getByText('2 changes: as before.').waitFor();
    expect(await page.locator('.change-row .verdict-reviewed').count()).toBe(0);
    await page.screenshot({ path: join(SCREENSHOTS, 'triage.png') });
    await page.getByRole('button', { name: 'Noise' }).click(); // nothing is selected
    await said.getByText('Select changes first.').waitFor();
    await tabTo(page, '.changes h2 a', second);
    await page.keyboard.press('m');
    await page.keyboard.type('Who said so?');
    await page.keyboard.press('Enter'); // keeps the note, and gives no verdict
    await said.getByText('1 change: noted, no verdict.').waitFor();
    expect(await page.locator(':focus').innerText()).toBe(second);
    expect(
      await page
        .locator('.change-row', { hasText: second ?? '' })
        .locator('.note')
        .innerText(),
    ).toContain('Who said');
    await page.keyboard.press('u');
    await said.getByText('1 change: as before.').waitFor();
    const isXml = `(async () => {
      const text = await (await fetch('/feeds/changes.atom')).text();
      return new DOMParser().parseFromString(text, 'application/xml').querySelector('parsererror') === null;
    })()`;
    expect(await page.evaluate(isXml)).toBe(true);
    expect(complaints).toEqual([]);
    await leave();
  });

  it('works without scripts', async () => {
    const { page, leave } = await openVisitor(browser, paper.url, { javaScriptEnabled: false });
    await page.goto('/');
    await page.getByLabel('Kind').selectOption('caption');
    await page.getByRole('button', { name: 'Show' }).click();
    await page.waitForURL(/kind=caption/);
    expect(await page.locator('.changes .kind').allInnerTexts()).toContain('caption');
    await page.locator('.changes h2 a').first().click();
    await page.getByRole('button', { name: 'Reviewed' }).click();
    await page.waitForURL(/#verdict$/);
    expect(await page.locator('#verdict > p strong').innerText()).toBe('reviewed');
    await page.getByRole('link', { name: 'All versions and captures' }).click();
    await page.getByRole('button', { name: 'Compare' }).click();
    await page.waitForURL(/\/compare\?from=1&to=2$/);
    expect(await page.locator('.captured').first().isVisible()).toBe(true);
    await leave();
  });

  it('offers what is new without taking anything away, and without a reload', async () => {
    const { page, complaints, leave } = await openVisitor(browser, paper.url, {
      viewport: { width: 1280, height: 800 },
    });
    await page.goto('/');
    const before = await page.locator('.changes h2').allInnerTexts();
    await page.evaluate('window.scrollTo(0, 300)');
    const offer = page.locator('.fresh a');
    const placeOfRows = () =>
      page.evaluate(`[...document.querySelectorAll('.change-row')].map((row) => row.getBoundingClientRect().top)`);
    const placed = await placeOfRows();
    expect(await offer.isVisible()).toBe(false);
    await paper.visitAllAt(LATER);
    // While the visits went on it may have offered a part of them.
    const fresh = Number(
      await page.evaluate(`fetch(document.querySelector('[data-latest]').dataset.latest, {
        headers: { accept: 'application/json' },
      }).then(async (answer) => (await answer.json()).count)`),
    );
    await expect.poll(() => page.title(), { timeout: 10_000 }).toBe(`(${fresh}) Latest changes · stet`);
    expect(await offer.innerText()).toBe(`${fresh} new ${fresh === 1 ? 'change' : 'changes'}: to the top of the list`);
    expect(await page.locator('.changes h2').allInnerTexts()).toEqual(before);
    expect(await page.evaluate('window.scrollY')).toBe(300);
    expect(await placeOfRows()).toEqual(placed);
    const box = await offer.boundingBox();
    expect(box?.y).toBeGreaterThanOrEqual(0);
    expect(box?.y).toBeLessThan(40);
    // What gets the focus at the upper edge is scrolled clear of it.
    await page.evaluate(`(() => {
      const link = document.querySelectorAll('.changes h2 a')[3];
      window.scrollBy(0, link.getBoundingClientRect().top - 5);
      link.focus();
    })()`);
    const focused = await page.locator('.changes h2 a').nth(3).boundingBox();
    expect(focused?.y).toBeGreaterThanOrEqual((box?.y ?? 0) + (box?.height ?? 0));
    await page.screenshot({ path: join(SCREENSHOTS, 'offer.png') });
    await offer.click();
    await page.waitForFunction(`document.title === 'Latest changes · stet'`);
    const after = await page.locator('.changes h2').allInnerTexts();
    expect(after.slice(fresh)).toEqual(before.slice(0, after.length - fresh));
    expect(fresh).toBeGreaterThan(0);
    expect(complaints).toEqual([]);
    await leave();
  });

  describe('shows every page well', () => {
    let asking: { url: string; stop(): Promise<void> };
    let pages: Pages;

    beforeAll(async () => {
      await addLikenesses(browser, paper);
      asking = await paper.openWithToken(TOKEN);
      pages = [...(await listPages(paper)), ['login', `${asking.url}/login`]];
    });
    afterAll(() => asking.stop());

    const each = '%i pixels wide: accessible, quiet, and not to be scrolled to the side';
    it.each([1920, 320])(each, { timeout: 300_000 }, async (width) => {
      expect(await listFaults(browser, paper.url, pages, width)).toEqual([]);
    });

    it.each([1920, 320])(`search and numbers, ${each}`, { timeout: 300_000 }, async (width) => {
      expect(await listFaults(browser, paper.url, SEARCH_PAGES, width)).toEqual([]);
    });

    it('numbers, 320 pixels wide: what stands at the axes of charts can be read', { timeout: 300_000 }, async () => {
      const { page, complaints, leave } = await openVisitor(browser, paper.url, {
        viewport: { width: 320, height: 900 },
      });
      await page.goto('/numbers');
      const axes = page.locator('figure.chart .axis');
      expect(await axes.count()).toBe(6);
      for (const axis of await axes.all()) {
        const labels = await Promise.all(
          (await axis.locator('text:visible').all()).map((label) => label.boundingBox()),
        );
        const boxes = labels.flatMap((box) => (box === null ? [] : [box])).sort((one, other) => one.x - other.x);
        expect(boxes.length).toBeGreaterThan(0);
        for (const [place, box] of boxes.entries()) {
          expect(box.height).toBeGreaterThan(10);
          expect(box.x + box.width).toBeLessThan(boxes[place + 1]?.x ?? 320);
        }
      }
      expect(await axes.last().locator('text:visible').allTextContents()).toEqual(['00:00', '06:00', '12:00', '18:00']);
      expect(complaints).toEqual([]);
      await leave();
    });
  });
});

/** What is wrong with how pages of this width look. */
async function listFaults(browser: Browser, url: string, pages: Pages, width: number): Promise<string[]> {
  const { page, complaints, leave } = await openVisitor(browser, url, { viewport: { width, height: 900 } });
  const faults: string[] = [];
  for (const [name, address] of pages) {
    await page.goto(address);
    await unfoldAll(page);
    const look = { folder: SCREENSHOTS, width, themes: THEMES[width] ?? [] };
    faults.push(...(await listFaultsOf(page, name, look)));
  }
  await leave();
  return [...faults, ...complaints];
}

/** Gives the article of the newest altered figure likenesses: of a page of the UI itself. */
async function addLikenesses(browser: Browser, { url, db }: WatchedPaper): Promise<void> {
  const { page, leave } = await openVisitor(browser, url);
  await page.goto('/');
  const [screenshot, pdf] = await takeLikenesses(page, ['screenshot', 'pdf']);
  await leave();
  if (screenshot === undefined || pdf === undefined) throw new Error('nothing was taken');
  const [change] = await listChanges(db, { kind: 'figure', limit: 1 });
  const version = { articleId: change?.article_id ?? '', number: 1 };
  const of = { finalUrl: `${url}/`, sha256: Buffer.alloc(32, 7), showsVersion: null };
  await oweLikenesses(db, { ...version, kinds: ['screenshot', 'pdf'] }, new Date());
  await keepLikenesses(db, version, [screenshot, pdf], of, new Date());
}
