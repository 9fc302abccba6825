import { setTimeout as sleep } from 'node:timers/promises';
import type { Page, Request } from 'playwright-core';

/** What is on its way to a page. */
export type Traffic = {
  /** Waits until nothing that matters has been on its way for `quietMs`, for `boundMs` at most. */
  quiet(quietMs: number, boundMs: number): Promise<void>;
};

/** What a page's text never comes by, or what never ends. */
const PASSED_OVER = new Set(['eventsource', 'websocket', 'ping', 'media', 'image', 'font', 'manifest', 'texttrack']);
/** What takes longer is a channel that is held open, or will not come in time. */
const LONGEST_MS = 4_000;
const POLL_MS = 25;

/** Watches what a page asks for, from now on. */
export function watchTraffic(page: Page): Traffic {
  const pending = new Map<Request, number>();
  let lastAt = performance.now();
  const end = (request: Request) => {
    if (pending.delete(request)) lastAt = performance.now();
  };
  page.on('request', (request) => {
    if (PASSED_OVER.has(request.resourceType())) return;
    lastAt = performance.now();
    pending.set(request, lastAt);
  });
  page.on('requestfinished', end);
  page.on('requestfailed', end);
  return {
    quiet: async (quietMs, boundMs) => {
      const until = performance.now() + boundMs;
      for (let now = performance.now(); now < until; now = performance.now()) {
        const isWaiting = [...pending.values()].some((since) => now - since < LONGEST_MS);
        if (!isWaiting && now - lastAt >= quietMs) return;
        await sleep(POLL_MS);
      }
    },
  };
}
