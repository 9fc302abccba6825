import type { OpenBrowser } from './open-browser.ts';

/** The browser in use, and those that still end their last pages. */
export type BrowserShelf = {
  /** A browser for one page: the one in use, or a new one where it has had its pages, is too large, or is gone. */
  take(): Promise<OpenBrowser>;
  /** Gives it back when the page is over; `isSick`: it does not do what it is told, and gets no more pages. */
  giveBack(browser: OpenBrowser, isSick: boolean): Promise<void>;
  close(): Promise<void>;
};

export type ShelfOptions = {
  open: () => Promise<OpenBrowser>;
  /** Pages after which a browser is replaced. */
  recycleAfter: number;
  /** Memory of its processes, in bytes, at which it is replaced. */
  memoryCeiling: number;
  /** The memory of all processes of a browser; `null` where that cannot be known. */
  measureMemory: (pid: number) => number | null;
  /** After so many milliseconds without a page it is ended; without this, never. */
  restMs?: number;
};

type Place = { browser: OpenBrowser; pages: number; taken: number; isRetired: boolean; rest?: NodeJS.Timeout };

/** Keeps one browser open, for as long as it is good. Two calls at the same time open one. */
export function shelveBrowsers(options: ShelfOptions): BrowserShelf {
  const places = new Set<Place>();
  let current: Promise<Place> | null = null;

  const open = async (): Promise<Place> => {
    const place: Place = { browser: await options.open(), pages: 0, taken: 0, isRetired: false };
    places.add(place);
    place.browser.browser.once('disconnected', () => retire(place));
    return place;
  };
  /** Its pages are let end, each within its deadline: they need not fail for one that hangs. */
  const retire = (place: Place): void => {
    place.isRetired = true;
    void current?.then((used) => {
      if (used === place) current = null;
    });
    if (place.taken === 0) void end(place);
  };
  const end = async (place: Place): Promise<void> => {
    if (!places.delete(place)) return;
    await place.browser.close();
  };

  return {
    take: async () => {
      current ??= open();
      const opening = current;
      const place = await opening.catch((error: unknown) => {
        // The next one tries anew.
        if (current === opening) current = null;
        throw error;
      });
      clearTimeout(place.rest);
      place.taken += 1;
      place.pages += 1;
      // Whoever comes now gets a new one.
      if (place.pages >= options.recycleAfter && current === opening) current = null;
      return place.browser;
    },
    giveBack: async (browser, isSick) => {
      const place = [...places].find((one) => one.browser === browser);
      if (place === undefined) return;
      place.taken -= 1;
      const isWorn = place.pages >= options.recycleAfter || !browser.browser.isConnected();
      const isLarge = (options.measureMemory(browser.pid) ?? 0) > options.memoryCeiling;
      if (isSick || isWorn || isLarge || place.isRetired) retire(place);
      else if (place.taken === 0 && options.restMs !== undefined) {
        place.rest = setTimeout(() => retire(place), options.restMs).unref();
      }
    },
    close: async () => {
      await current?.catch(() => undefined);
      await Promise.all([...places].map(end));
    },
  };
}
