import { setTimeout as sleep } from 'node:timers/promises';
import type { Page, Request } from 'playwright-core';

/** What is on its way to a page. */
export type Traffic = {
  /** Waits until nothing that matters has been on its way for `quietMs`, for `boundMs` at most. */
  quiet(quietMs: number, boundMs: number): Promise<void>;
  /** When something last began or ended, on the clock of `performance.now()`. */
  lastAt(): number;
  /** Up to which of these moments the page was seen to have done with what came. */
  seenAt: number;
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
    lastAt: () => lastAt,
    seenAt: -1,
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

/** How long a page that is always busy is waited for to have a moment to spare. */
const IDLE_MS = 1_000;
const IDLE = `new Promise((resolve) => requestIdleCallback(resolve, { timeout: ${IDLE_MS} }))`;

/**
 * Waits until a page is loaded, nothing is on its way to it, and it has done with what came: on a machine that is busy, a
 * page may be slower to ask for the next thing than `quietMs`, so it is asked itself. For about `boundMs` at most.
 */
export async function settlePage(page: Page, traffic: Traffic, quietMs: number, boundMs: number): Promise<void> {
  const until = performance.now() + boundMs;
  await page.waitForLoadState('domcontentloaded', { timeout: boundMs }).catch(() => undefined);
  for (;;) {
    await traffic.quiet(quietMs, until - performance.now());
    if (traffic.seenAt === traffic.lastAt() || performance.now() >= until) return;
    traffic.seenAt = traffic.lastAt();
    // A page that was led on meanwhile has something on its way again.
    await page.evaluate(IDLE).catch(() => undefined);
  }
}
