import type { Page } from 'playwright-core';

/**
 * Keeps films and sound out of a page, by the kind that the browser gives a request: only such requests are stopped and
 * asked about, so that all others cost nothing more. What a script of the page plays piece by piece has no such kind.
 */
export async function blockFilms(page: Page): Promise<void> {
  const session = await page.context().newCDPSession(page);
  session.on('Fetch.requestPaused', ({ requestId }) => {
    // A page that is closed meanwhile asks for nothing any more.
    session.send('Fetch.failRequest', { requestId, errorReason: 'BlockedByClient' }).catch(() => undefined);
  });
  await session.send('Fetch.enable', { patterns: [{ resourceType: 'Media' }] });
}
