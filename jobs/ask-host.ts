import { setTimeout as sleep } from 'node:timers/promises';
import { resolveHeaders } from '../config/environment.ts';
import type { FetchOptions } from '../src/fetch/fetch-page.ts';
import { crawlDelayMs, fetchRobots, isAllowed, type RobotsFile } from '../src/fetch/robots.ts';
import type { FetchOutcome } from '../src/model/page.ts';
import type { Source } from '../src/model/source.ts';
import { loadRobots, saveRobots, takeHostSlot } from '../storage/hosts.ts';
import type { Stet } from './stet.ts';

/** RFC 9309 § 2.4: a robots.txt should not be used for longer than a day. */
const ROBOTS_AGE_MS = 24 * 60 * 60 * 1000;

/** One that could not be had shuts the site out (RFC 9309 § 2.3.1.4); it is asked for again sooner. */
const ROBOTS_RETRY_MS = 5 * 60 * 1000;

/** How long a worker waits before it looks again for what another is fetching. */
const ROBOTS_POLL_MS = 100;

/** The host's turns are taken for longer than may be waited; nothing was asked. */
export type Busy = { kind: 'busy' };

const BUSY: Busy = { kind: 'busy' };

/** Fetches one URL of a source as its site wants to be asked: as robots.txt allows, and in the host's next free slot. */
export async function askHost(
  stet: Stet,
  source: Source,
  url: URL,
  options: Omit<FetchOptions, 'headers'>,
  now: Date,
): Promise<FetchOutcome | Busy> {
  const { userAgent } = stet.config().settings.network;
  const robots = await robotsOf(stet, source, url, now);
  if (robots === null) return BUSY;
  if (!isAllowed(robots, url, userAgent)) return refuse(robots, url);
  const headers = resolveHeaders(source.fetch.headers);
  if (!headers.ok)
    return { kind: 'refused', outcome: 'failed', reason: headers.reason, page: null, retryAfterMs: null };
  const delayMs = Math.max(source.fetch.delayMs, crawlDelayMs(robots, userAgent) ?? 0);
  if (!(await waitForSlot(stet, url.host, delayMs))) return BUSY;
  return await stet.fetcher.fetch(url, { ...options, headers: headers.headers });
}

/** No answer at all is the network's failure; any other robots.txt that cannot be had is the site's word. */
function refuse(robots: RobotsFile, url: URL): FetchOutcome {
  const isUnreachable = robots.status === 'disallow-all' && robots.httpStatus === null;
  const reason =
    robots.status === 'disallow-all'
      ? `The robots.txt of ${url.host} could not be had, and until it can nothing there may be fetched. ${robots.reason ?? ''}`
      : `The robots.txt of ${url.host} disallows ${url.pathname}.`;
  const outcome = isUnreachable ? 'failed' : 'disallowed';
  return { kind: 'refused', outcome, reason: reason.trim(), page: null, retryAfterMs: null };
}

/**
 * The robots.txt of a host, fetched when the stored one is too old: by one worker, while the others wait for it; `null`
 * when the host is busy.
 */
async function robotsOf(stet: Stet, source: Source, url: URL, now: Date): Promise<RobotsFile | null> {
  const { db, session } = stet.database;
  const claim = `robots ${url.host}`;
  for (;;) {
    const stored = await loadFreshRobots(stet, url.host, now);
    if (stored !== null) return stored;
    if (!(await session.tryClaim(claim))) {
      await sleep(ROBOTS_POLL_MS, null, { signal: stet.closing });
      continue;
    }
    try {
      // Whoever held the claim until now may have fetched it.
      const fetched = await loadFreshRobots(stet, url.host, now);
      if (fetched !== null) return fetched;
      if (!(await waitForSlot(stet, url.host, source.fetch.delayMs))) return null;
      const robots = await fetchRobots(stet.client, new URL(url.origin));
      await saveRobots(db, url.host, { ...robots, fetchedAt: now });
      return robots;
    } finally {
      await session.release(claim);
    }
  }
}

async function loadFreshRobots(stet: Stet, host: string, now: Date): Promise<RobotsFile | null> {
  const stored = await loadRobots(stet.database.db, host);
  if (stored === null) return null;
  const lastsMs = stored.status === 'disallow-all' ? ROBOTS_RETRY_MS : ROBOTS_AGE_MS;
  return now.getTime() - stored.fetchedAt.getTime() < lastsMs ? stored : null;
}

/** Waits until the host's slot is ours; false when that would take too long. */
async function waitForSlot(stet: Stet, host: string, delayMs: number): Promise<boolean> {
  if (delayMs === 0) return true;
  const until = performance.now() + (stet.longestWaitMs ?? Number.POSITIVE_INFINITY);
  for (;;) {
    const waitMs = await takeHostSlot(stet.database.db, host, delayMs);
    if (waitMs === 0) return true;
    if (performance.now() + waitMs > until) return false;
    await sleep(waitMs, null, { signal: stet.closing });
  }
}
