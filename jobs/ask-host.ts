import { setTimeout as sleep } from 'node:timers/promises';
import { resolveHeaders } from '../config/environment.ts';
import type { FetchOptions } from '../src/fetch/fetch-page.ts';
import { crawlDelayMs, fetchRobots, isAllowed, type RobotsFile } from '../src/fetch/robots.ts';
import type { FetchOutcome } from '../src/model/page.ts';
import type { Source } from '../src/model/source.ts';
import { loadRobots, reserveHostSlot, saveRobots } from '../storage/hosts.ts';
import type { Stet } from './stet.ts';

/** RFC 9309 § 2.4: a robots.txt should not be used for longer than a day. */
const ROBOTS_AGE_MS = 24 * 60 * 60 * 1000;

/** One that could not be had shuts the site out (RFC 9309 § 2.3.1.4); it is asked for again sooner. */
const ROBOTS_RETRY_MS = 30 * 60 * 1000;

/** Fetches one URL of a source as its site wants to be asked: as robots.txt allows, and in the host's next free slot. */
export async function askHost(
  stet: Stet,
  source: Source,
  url: URL,
  options: Omit<FetchOptions, 'headers'>,
  now: Date,
): Promise<FetchOutcome> {
  const { userAgent } = stet.config().settings.network;
  const robots = await robotsOf(stet, source, url, now);
  if (!isAllowed(robots, url, userAgent)) {
    const reason =
      robots.status === 'disallow-all'
        ? `The robots.txt of ${url.host} could not be had (${robots.reason ?? 'no answer'}), which shuts everybody out until it can.`
        : `The robots.txt of ${url.host} disallows ${url.pathname}.`;
    return { kind: 'refused', outcome: 'disallowed', reason, page: null, retryAfterMs: null };
  }
  const headers = resolveHeaders(source.fetch.headers);
  if (!headers.ok)
    return { kind: 'refused', outcome: 'failed', reason: headers.reason, page: null, retryAfterMs: null };
  await waitForSlot(stet, url.host, Math.max(source.fetch.delayMs, crawlDelayMs(robots, userAgent) ?? 0));
  return await stet.fetcher.fetch(url, { ...options, headers: headers.headers });
}

async function robotsOf(stet: Stet, source: Source, url: URL, now: Date): Promise<RobotsFile> {
  const { db } = stet.database;
  const stored = await loadRobots(db, url.host);
  const lastsMs = stored?.status === 'disallow-all' ? ROBOTS_RETRY_MS : ROBOTS_AGE_MS;
  if (stored !== null && now.getTime() - stored.fetchedAt.getTime() < lastsMs) return stored;
  await waitForSlot(stet, url.host, source.fetch.delayMs);
  const robots = await fetchRobots(stet.client, new URL(url.origin));
  await saveRobots(db, url.host, { ...robots, fetchedAt: now });
  return robots;
}

async function waitForSlot(stet: Stet, host: string, delayMs: number): Promise<void> {
  if (delayMs === 0) return;
  const waitMs = await reserveHostSlot(stet.database.db, host, delayMs);
  if (waitMs > 0) await sleep(waitMs);
}
