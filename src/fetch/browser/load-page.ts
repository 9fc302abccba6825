import { setTimeout as sleep } from 'node:timers/promises';
import type { Page } from 'playwright-core';
import { readWholePage } from './read-whole-page.ts';
import { settlePage, watchTraffic } from './settle-page.ts';

/** How long nothing must be on its way until a page is looked through, and how long that is waited for. */
const LULL_MS = 100;
const LOAD_MS = 8_000;
/** The same for what a step set off: that the dialog is gone, that the page was scrolled, or unfolded. */
const RESETTLE_MS = 4_000;
/** How long nothing more must have come until a page counts as whole. */
const QUIET_MS = 250;
const CONSENT_MS = 6_000;
/** What Chromium says of an answer that tells of a failure and has no body: it shows a page of its own for it. */
const NO_BODY = 'net::ERR_HTTP_RESPONSE_CODE_FAILURE';

/**
 * Loads a page and gives it as it stands when its dialog is refused, its whole text is there, and nothing more comes;
 * `null` where it ended up at something that is no page.
 * @throws Error when it cannot be loaded.
 */
export async function loadPage(page: Page, url: URL, onLoaded: () => void): Promise<string | null> {
  const traffic = watchTraffic(page);
  page.on('dialog', (dialog) => void dialog.dismiss().catch(() => undefined));
  try {
    await page.goto(url.href, { waitUntil: 'commit', timeout: 0 });
  } catch (error) {
    if (String(error).includes(NO_BODY)) return ''; // an answer all the same: that of an article that is gone, mostly
    throw error;
  }
  const shortly = () => settlePage(page, traffic, LULL_MS, RESETTLE_MS);
  const { mayAsk, refuseConsent } = await import('./refuse-consent.ts');
  let hasAsked = false;
  /** Whether there was a dialog, which is gone now. */
  const refuseOnce = async () => {
    if (hasAsked || !(await mayAsk(page))) return false;
    hasAsked = true;
    // A manager's script is there before its dialog is.
    await settlePage(page, traffic, QUIET_MS, RESETTLE_MS);
    const isFound = (await refuseConsent(page, CONSENT_MS)) !== 'none';
    if (isFound) await shortly();
    return isFound;
  };
  await settlePage(page, traffic, LULL_MS, LOAD_MS);
  onLoaded();
  await refuseOnce();
  const html = await readWholePage(page, {
    shortly,
    atLast: async () => {
      const before = traffic.lastAt();
      // What waits until a reader has stopped scrolling has its time too.
      await Promise.all([settlePage(page, traffic, QUIET_MS, RESETTLE_MS), sleep(LULL_MS)]);
      return (await refuseOnce()) || traffic.lastAt() !== before;
    },
  });
  return /^https?:/.test(page.url()) ? html : null;
}
