import type { OpenBrowser } from './open-browser.ts';

/** The browser in use, and those that still end their last pages. */
export type BrowserShelf = {
  /** A browser for one page: the one in use, or a new one where it has had its pages, is too large, or is gone. */
  take(): Promise<OpenBrowser>;
  /** Gives it back when the page is over; `isSick`: it does not do what it is told, and gets no more pages. */
  giveBack(browser: OpenBrowser, isSick: boolean): Promise<void>;
  /** Whether it was ended because its pages took more memory than they may. */
  wasOverfull(browser: OpenBrowser): boolean;
  close(): Promise<void>;
};

export type ShelfOptions = {
  open: () => Promise<OpenBrowser>;
  /** Pages after which a browser is replaced. */
  recycleAfter: number;
  /** Memory of its processes, in bytes, at which it is ended, whatever it is at. */
  memoryCeiling: number;
  /** The memory of all processes of a browser; `null` where that cannot be known. */
  measureMemory: (group: number) => number | null;
  /** After so many milliseconds without a page it is ended; without this, never. */
  restMs?: number;
};

type Place = { browser: OpenBrowser; pages: number; taken: number; isRetired: boolean; rest?: NodeJS.Timeout };

/** How often the memory of browsers that have pages is looked at. */
const WATCH_MS = 500;
/** What a page leaves behind must not end the next one: with this share of the ceiling, a browser gets no more pages. */
const WORN_SHARE = 0.5;

/** Keeps one browser open, for as long as it is good. Two calls at the same time open one. */
export function shelveBrowsers(options: ShelfOptions): BrowserShelf {
  const places = new Set<Place>();
  const overfull = new WeakSet<OpenBrowser>();
  let current: Promise<Place> | null = null;
  let watch: NodeJS.Timeout | undefined;

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
  const measure = ({ browser }: Place): number => options.measureMemory(browser.group) ?? 0;
  /** A page can take all that the machine has within its deadline: it is not waited for. */
  const look = (): void => {
    const used = [...places].filter(({ taken }) => taken > 0);
    if (used.length === 0) {
      clearInterval(watch);
      watch = undefined;
    }
    for (const place of used.filter((one) => measure(one) > options.memoryCeiling)) {
      overfull.add(place.browser);
      retire(place);
      place.browser.kill();
    }
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
      watch ??= setInterval(look, WATCH_MS).unref();
      // Whoever comes now gets a new one.
      if (place.pages >= options.recycleAfter && current === opening) current = null;
      return place.browser;
    },
    giveBack: async (browser, isSick) => {
      const place = [...places].find((one) => one.browser === browser);
      if (place === undefined) return;
      place.taken -= 1;
      const isWorn = place.pages >= options.recycleAfter || !browser.browser.isConnected();
      const isLarge = measure(place) > options.memoryCeiling * WORN_SHARE;
      if (isSick || isWorn || isLarge || place.isRetired) retire(place);
      else if (place.taken === 0 && options.restMs !== undefined) {
        place.rest = setTimeout(() => retire(place), options.restMs).unref();
      }
    },
    wasOverfull: (browser) => overfull.has(browser),
    close: async () => {
      clearInterval(watch);
      await current?.catch(() => undefined);
      await Promise.all([...places].map(end));
    },
  };
}
