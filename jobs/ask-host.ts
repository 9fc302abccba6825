import { setTimeout as sleep } from 'node:timers/promises';
import type { FetchOptions } from '../src/fetch/fetch-page.ts';
import { crawlDelayMs, fetchRobots, isAllowed, ROBOTS_DAY_MS, type RobotsFile } from '../src/fetch/robots.ts';
import type { FetchOutcome } from '../src/model/page.ts';
import type { Source } from '../src/model/source.ts';
import { type GoodRobots, loadRobots, saveRobots, takeHostSlot } from '../storage/hosts.ts';
import { type Manner, mannerOf } from './manner-of.ts';
import type { Stet } from './stet.ts';

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
  options: Omit<FetchOptions, keyof Manner>,
  now: Date,
): Promise<FetchOutcome | Busy> {
  const { userAgent } = stet.config().settings.network;
  const manner = mannerOf(source, stet.cookieJars);
  if (!manner.ok) return { kind: 'refused', outcome: 'failed', reason: manner.reason, page: null, retryAfterMs: null };
  const asked = { source, url, proxy: manner.manner.proxy };
  const robots = await robotsOf(stet, asked, now);
  if (robots === null) return BUSY;
  if (!isAllowed(robots, url, userAgent)) return refuse(robots, url);
  const delayMs = Math.max(source.fetch.delayMs, crawlDelayMs(robots, userAgent) ?? 0);
  if (!(await waitForSlot(stet, url.host, delayMs))) return BUSY;
  return await stet.fetcher.fetch(url, { ...options, ...manner.manner });
}

/** What a robots.txt says, as far as asking goes. */
type Robots = Pick<RobotsFile, 'status' | 'text' | 'httpStatus' | 'reason'>;

/** No answer at all is the network's failure; any other robots.txt that cannot be had is the site's word. */
function refuse(robots: Robots, url: URL): FetchOutcome {
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
async function robotsOf(
  stet: Stet,
  { source, url, proxy }: { source: Source; url: URL; proxy: string | null },
  now: Date,
): Promise<Robots | null> {
  const { session } = stet.database;
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
      await keepRobots(stet, url.host, await fetchRobots(stet.client, new URL(url.origin), { proxy }), now);
    } finally {
      await session.release(claim);
    }
  }
}

async function keepRobots(stet: Stet, host: string, robots: RobotsFile, now: Date): Promise<void> {
  const { status, text, lastsMs } = robots;
  const after = (ms: number) => new Date(now.getTime() + ms);
  const good: GoodRobots | null =
    status === 'disallow-all' ? null : { status, text, until: after(lastsMs + ROBOTS_DAY_MS) };
  await saveRobots(stet.database.db, host, { ...robots, fetchedAt: now, freshUntil: after(lastsMs) }, good);
}

/** One that cannot be had is stood in for by the last good one, for a day after that had to be fetched anew (RFC 9309 § 2.4). */
async function loadFreshRobots(stet: Stet, host: string, now: Date): Promise<Robots | null> {
  const stored = await loadRobots(stet.database.db, host);
  if (stored === null || now >= stored.robots.freshUntil) return null;
  const { robots, good } = stored;
  return robots.status === 'disallow-all' && good !== null && now < good.until ? { ...robots, ...good } : robots;
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
