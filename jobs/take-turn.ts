import { setTimeout as sleep } from 'node:timers/promises';
import type { Purpose } from '../src/model/daily-budget.ts';
import type { HostSign } from '../src/model/host-pause.ts';
import { quietUntil } from '../src/model/quiet-hours.ts';
import type { Source } from '../src/model/source.ts';
import { claimPlace, deferHostSlot, type HostPause, loadHostState, takeHostSlot } from '../storage/hosts.ts';
import { heedAnswer } from './heed-answer.ts';
import { spendOne } from './spend-budget.ts';
import type { Stet } from './stet.ts';
import { watchForStandstill } from './watch-for-standstill.ts';

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
  /** Whether this process stood still for a while since it has the turn: then deadlines passed for no reason of the host's. */
  hasStoodStill(): boolean;
  /** Ends the turn, with what came of the request; `null` when none was made. To be called in any case. */
  end(answer: Answer | null): Promise<void>;
};

/** How often a worker looks whether another process has ended its request to the host. */
const POLL_MS = 50;

/** The longest that a request which has its turn waits for the slot, while others of the host are in flight. */
const SLOT_MS = 5_000;

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
  const { session } = stet.database;
  const places = placesAt(host, source.fetch.concurrency);
  for (;;) {
    if (await stet.pauses.isPaused(source.id)) return { kind: 'busy', reason: `${source.id} is paused by a person.` };
    const quiet = whenQuiet(stet, source);
    if (quiet !== null) return { kind: 'busy', reason: `${source.id} has quiet hours until ${quiet.toISOString()}.` };
    const { state, place } = await claimPlace(session, { host, delayMs: source.fetch.delayMs, places });
    if (place !== null) return openTurn(stet, errand, place, place === places[0]);
    if (state !== null && state.pause !== null) return pausedAt(host, state.pause);
    const waitMs = state?.waitMs ?? 0;
    if (performance.now() + waitMs > until) return BUSY;
    if (waitMs > 0) {
      await sleep(waitMs, null, { signal: stet.closing });
      continue;
    }
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

function openTurn(stet: Stet, errand: Errand, place: string, isFirst: boolean): Turn {
  // As the request leaves, not as the place was waited for: those before it may have brought bad signs.
  let failures: number | null = null;
  let hasLeft = false;
  const watch = watchForStandstill();
  return {
    kind: 'turn',
    depart: async () => {
      failures = await waitForSlot(stet, errand, isFirst);
      if (failures === null) return false;
      // Waiting may have carried it into the quiet hours or a pause, or to where the database stores nothing.
      if (!stet.isStoring() || whenQuiet(stet, errand.source) !== null) return false;
      if ((await stet.pauses.isPaused(errand.source.id)) || !(await spendOne(stet, errand))) return false;
      hasLeft = true;
      return true;
    },
    hasStoodStill: watch.hasStoodStill,
    end: async (answer) => {
      watch.end();
      try {
        if (hasLeft) await keepDistance(stet, errand, answer?.redirects ?? 0);
        if (answer !== null) await heedAnswer(stet, errand, answer, failures ?? 0);
      } finally {
        await stet.database.session.release(place);
        stet.lines.tellEnd(errand.host);
      }
    },
  };
}

/** Takes the host's slot, and gives its bad signs in a row until then; `null` when it may not be asked in time. */
async function waitForSlot(stet: Stet, { host, source, delayMs }: Errand, isFirst: boolean): Promise<number | null> {
  const { db } = stet.database;
  const until = performance.now() + (stet.longestWaitMs === null ? Number.POSITIVE_INFINITY : SLOT_MS);
  for (;;) {
    const delays = { delayMs: source.fetch.delayMs, nextDelayMs: delayMs };
    const taken = await takeHostSlot(db, host, delays, isFirst);
    if (taken !== null) return taken;
    const { waitMs, failures, pause } = await loadHostState(db, host, source.fetch.delayMs);
    if (pause !== null || (failures > 0 && !isFirst) || performance.now() + waitMs > until) return null;
    await sleep(Math.max(1, waitMs), null, { signal: stet.closing });
  }
}

/**
 * A server sees a request later than we see it leave, and redirects are followed at once. So the delay counts from the
 * answer where one request at a time is made, and where some were redirected.
 */
async function keepDistance(stet: Stet, { host, source, delayMs }: Errand, redirects: number): Promise<void> {
  if (delayMs === 0 || (source.fetch.concurrency > 1 && redirects === 0)) return;
  await deferHostSlot(stet.database.db, host, delayMs);
}
