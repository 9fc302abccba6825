import { readFileSync } from 'node:fs';
import type { Page } from 'playwright-core';

/** How far down a page is scrolled: of one that grows for ever, so many screens are read, in so many portions at most. */
const MOST_SCREENS = 12;
const MOST_PORTIONS = 30;
/** How long a screen is waited for to be drawn. */
const DRAWN_MS = 500;
/** Rounds in which folds are opened and more is asked for: of a live blog without end, so many portions are read. */
const MOST_ROUNDS = 10;

/** How often a page is scrolled through that goes on by itself. */
const MOST_LOOKS = 3;

/** What runs in a page, as a function's text. */
const SCROLL_DOWN = loadScript('scroll-down');
const OPEN_FOLDS = loadScript('open-folds');
const SERIALISE = loadScript('serialise-page');

/** How what a step set off is waited for. */
export type Settling = {
  /** Until there is a lull. */
  shortly(): Promise<void>;
  /** Until nothing more comes. Gives whether something came meanwhile, so that there may be more to see. */
  atLast(): Promise<boolean>;
};

/**
 * Brings in what a page shows only to a reader who scrolls down, unfolds, or asks for more, and gives it as HTML, with its
 * open shadow trees as declarative templates. How much of an endless page is read depends on its size and on counted
 * steps, never on how fast it came, so that two readings of the same page are alike.
 */
export async function readWholePage(page: Page, settling: Settling): Promise<string> {
  await scrollThrough(page, settling);
  if ((await openFolds(page, true)) === 0) return await serialise(page);
  const before = { url: page.url(), html: await serialise(page) };
  for (let round = 0; round < MOST_ROUNDS && (await openFolds(page, false)) > 0; round += 1) await settling.shortly();
  await scrollThrough(page, settling);
  const after = await serialise(page);
  // What was pressed led to another page after all, within the same document.
  return pathOf(page.url()) === pathOf(before.url) ? after : before.html;
}

/** Scrolls to the end of a page, and again where more came after that. */
async function scrollThrough(page: Page, settling: Settling): Promise<void> {
  for (let look = 0; look < MOST_LOOKS; look += 1) {
    await scrollDown(page, settling.shortly);
    if (!(await settling.atLast())) return;
  }
}

/** Scrolls to where the page ends, and on as it grows. Its end is its end when it is still there at a second look. */
async function scrollDown(page: Page, settle: () => Promise<void>): Promise<void> {
  const bounds = JSON.stringify({ most: MOST_SCREENS, longestMs: DRAWN_MS });
  let looks = 0;
  for (let portion = 0; portion < MOST_PORTIONS && looks < 2; portion += 1) {
    // A page that leads on to another meanwhile is scrolled from its beginning.
    const hasMoved = await page.evaluate<boolean>(`(${SCROLL_DOWN})(${bounds})`).catch(() => null);
    if (hasMoved === null) looks = 0;
    else looks = hasMoved ? 1 : looks + 1;
    await settle();
  }
}

async function openFolds(page: Page, isTrial: boolean): Promise<number> {
  // Scripts of a page may have put their own in the place of what the browser has: then nothing is pressed.
  return await page.evaluate<number>(`(${OPEN_FOLDS})(${isTrial})`).catch(() => 0);
}

async function serialise(page: Page): Promise<string> {
  const withShadows = await page.evaluate<string | null>(`(${SERIALISE})()`).catch(() => null);
  return typeof withShadows === 'string' ? withShadows : await page.content();
}

function pathOf(url: string): string {
  const { origin, pathname } = new URL(url);
  return origin + pathname;
}

function loadScript(name: string): string {
  const text = readFileSync(new URL(`./in-page/${name}.js`, import.meta.url), 'utf8');
  return text.trim().replace(/;$/, '');
}
