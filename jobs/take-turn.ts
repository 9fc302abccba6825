import { setTimeout as sleep } from 'node:timers/promises';
import type { Purpose } from '../src/model/daily-budget.ts';
import type { HostSign } from '../src/model/host-pause.ts';
import { quietUntil } from '../src/model/quiet-hours.ts';
import type { Source } from '../src/model/source.ts';
import { deferHostSlot, type HostPause, loadHostState, takeHostSlot } from '../storage/hosts.ts';
import { heedAnswer } from './heed-answer.ts';
import { spendOne } from './spend-budget.ts';
import type { Stet } from './stet.ts';

/** The host has no turn free in the time that may be waited, or may not be asked now, for a reason; nothing was asked. */
export type Busy = { kind: 'busy'; reason?: string };

export const BUSY: Busy = { kind: 'busy' };

/** Which host is to be asked, for whom, and what for. `delayMs`: the delay that its source and its robots.txt want. */
export type Errand = { source: Source; host: string; purpose: Purpose; delayMs: number };

/** What came of a request, as far as it concerns asking the host again. `redirects`: how many of them it followed. */
export type Answer = { sign: HostSign; reason: string; retryAfterMs: number | null; redirects: number };

/** A turn at a host: while it lasts, this is one of the requests that the host has in flight. */
export type Turn = {
  kind: 'turn';
  /** Waits for the host's slot, to be called right before the request leaves; false when it may not leave after all. */
  depart(): Promise<boolean>;
  /** Ends the turn, with what came of the request; `null` when none was made. To be called in any case. */
  end(answer: Answer | null): Promise<void>;
};

/** How often a worker looks whether another process has ended its request to the host. */
const POLL_MS = 50;

/** The longest that a request which has its turn waits for the slot, while others of the host are in flight. */
const SLOT_MS = 5_000;

/**
 * Connecting takes a while, and the server sees a request later than we see it leave. So where one at a time is asked,
 * the delay counts from the answer if that comes within this time, and from so much after leaving if it does not.
 */
const UNDERWAY_MS = 500;

/**
 * Waits for a turn at a host. Of all workers together as many requests may be in flight to it as the source allows, and
 * one only while it has not answered well since a bad sign. The turn of a worker that dies ends with its session.
 */
export async function takeTurn(stet: Stet, errand: Errand): Promise<Turn | Busy> {
  const until = performance.now() + (stet.longestWaitMs ?? Number.POSITIVE_INFINITY);
  return (await stet.lines.queue(errand.host, until, stet.closing, () => waitForTurn(stet, errand, until))) ?? BUSY;
}

async function waitForTurn(stet: Stet, errand: Errand, until: number): Promise<Turn | Busy> {
  const { host, source } = errand;
  const { db, session } = stet.database;
  for (;;) {
    const quiet = whenQuiet(stet, source);
    if (quiet !== null) return { kind: 'busy', reason: `${source.id} has quiet hours until ${quiet.toISOString()}.` };
    const { waitMs, failures, pause } = await loadHostState(db, host, source.fetch.delayMs);
    if (pause !== null) return pausedAt(host, pause);
    if (performance.now() + waitMs > until) return BUSY;
    if (waitMs > 0) {
      await sleep(waitMs, null, { signal: stet.closing });
      continue;
    }
    const places = placesAt(host, failures > 0 ? 1 : source.fetch.concurrency);
    const place = await session.tryClaimOne(places);
    if (place !== null) return openTurn(stet, errand, { place, isFirst: place === places[0], failures });
    if (performance.now() + POLL_MS > until) return BUSY;
    await stet.lines.waitForEnd(host, POLL_MS, stet.closing);
  }
}

/** The names of the claims that stand for a host's requests in flight. */
function placesAt(host: string, concurrency: number): string[] {
  return Array.from({ length: concurrency }, (_, index) => `host ${host} ${index}`);
}

/** The host is left alone. */
export function pausedAt(host: string, { until, reason }: HostPause): Busy {
  return { kind: 'busy', reason: `${host} is left alone until ${until.toISOString()}: ${reason}` };
}

function whenQuiet(stet: Stet, { fetch, timezone }: Source): Date | null {
  return quietUntil(fetch.quiet, timezone, stet.clock.now());
}

function openTurn(stet: Stet, errand: Errand, held: { place: string; isFirst: boolean; failures: number }): Turn {
  let leftAt: number | null = null;
  return {
    kind: 'turn',
    depart: async () => {
      if (!(await waitForSlot(stet, errand, held.isFirst))) return false;
      // Waiting may have carried it into the quiet hours.
      if (whenQuiet(stet, errand.source) !== null || !(await spendOne(stet, errand))) return false;
      leftAt = performance.now();
      return true;
    },
    end: async (answer) => {
      try {
        if (leftAt !== null) await keepDistance(stet, errand, performance.now() - leftAt, answer?.redirects ?? 0);
        if (answer !== null) await heedAnswer(stet, errand, answer, held.failures);
      } finally {
        await stet.database.session.release(held.place);
        stet.lines.tellEnd(errand.host);
      }
    },
  };
}

async function waitForSlot(stet: Stet, { host, source, delayMs }: Errand, isFirst: boolean): Promise<boolean> {
  if (delayMs === 0) return true;
  const { db } = stet.database;
  const until = performance.now() + (stet.longestWaitMs === null ? Number.POSITIVE_INFINITY : SLOT_MS);
  for (;;) {
    const delays = { delayMs: source.fetch.delayMs, nextDelayMs: delayMs };
    if (await takeHostSlot(db, host, delays, isFirst)) return true;
    const { waitMs, failures, pause } = await loadHostState(db, host, source.fetch.delayMs);
    if (pause !== null || (failures > 0 && !isFirst) || performance.now() + waitMs > until) return false;
    await sleep(Math.max(1, waitMs), null, { signal: stet.closing });
  }
}

/** A redirect is followed at once, so that the last request was made later than the slot. */
async function keepDistance(stet: Stet, errand: Errand, underwayMs: number, redirects: number): Promise<void> {
  const { host, source, delayMs } = errand;
  if (delayMs === 0 || (source.fetch.concurrency > 1 && redirects === 0)) return;
  const goneMs = redirects > 0 ? 0 : Math.max(0, underwayMs - UNDERWAY_MS);
  if (goneMs < delayMs) await deferHostSlot(stet.database.db, host, delayMs - goneMs);
}
