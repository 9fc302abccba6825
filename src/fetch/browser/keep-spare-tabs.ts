import type { Browser } from 'playwright-core';
import type { Tab } from './open-tab.ts';

/** Tabs that were opened before anybody needed them. */
export type SpareTabs = {
  /** The spare tab of this browser, or, where it has none that is good, a new one. */
  take(browser: Browser): Promise<Tab>;
  /** Sees to it that this browser has a spare tab, soon. */
  prepare(browser: Browser): void;
};

/**
 * Keeps one spare tab in each browser: its process takes as long to start as a small page to load, and can do so while
 * another page is waited for. A spare tab ends with its browser.
 */
export function keepSpareTabs(open: (browser: Browser) => Promise<Tab>): SpareTabs {
  const spares = new Map<Browser, Promise<Tab | null>>();
  const watched = new WeakSet<Browser>();
  const takeSpare = (browser: Browser) => {
    const spare = spares.get(browser);
    spares.delete(browser);
    return spare ?? null;
  };
  return {
    take: async (browser) => {
      const spare = await takeSpare(browser);
      if (spare?.page.isClosed() === false) return spare;
      await spare?.close();
      return await open(browser);
    },
    prepare: (browser) => {
      if (spares.has(browser) || !browser.isConnected()) return;
      // Why it could not be opened is the business of whoever needs one.
      spares.set(
        browser,
        open(browser).catch(() => null),
      );
      if (watched.has(browser)) return;
      watched.add(browser);
      browser.once('disconnected', () => void takeSpare(browser)?.then((spare) => spare?.close()));
    },
  };
}
