import { setTimeout as sleep } from 'node:timers/promises';
import type { FetchOptions } from '../src/fetch/fetch-page.ts';
import type { PageFetcher } from '../src/fetch/open-page-fetcher.ts';
import { parseRetryAfter } from '../src/fetch/retry-after.ts';
import {
  crawlDelayMs,
  explainRefusal,
  fetchRobots,
  isAllowed,
  ROBOTS_DAY_MS,
  type RobotsFile,
} from '../src/fetch/robots.ts';
import { refuseVisit } from '../src/fetch/visit-queue.ts';
import type { Purpose } from '../src/model/daily-budget.ts';
import { hostOf } from '../src/model/host-of.ts';
import type { FetchedPage, FetchOutcome } from '../src/model/page.ts';
import type { RenderMode } from '../src/model/render.ts';
import type { Source } from '../src/model/source.ts';
import { loadHostState } from '../storage/hosts.ts';
import type { GoodRobots } from '../storage/robots.ts';
import { type Manner, mannerOf } from './manner-of.ts';
import type { Stet } from './stet.ts';
import { type Answer, BUSY, type Busy, type Errand, pausedAt, takeTurn } from './take-turn.ts';

/** What a process says that opened no browser. */
const NO_RENDERER: PageFetcher = {
  fetch: async (url) => refuseVisit(url, 'it needs a browser, and this process has no role "browser"'),
  close: async () => undefined,
};

/** How long a worker waits before it looks again for what another is fetching. */
const ROBOTS_POLL_MS = 100;

/** What a fetch is for: where its source has a budget, what matters more comes first. */
export type AskOptions = Omit<FetchOptions, keyof Manner> & { purpose?: Purpose; mode?: RenderMode };

/** A robots.txt, and whether it was fetched just now. */
type KnownRobots = { kind: 'robots'; file: Robots; isNew: boolean };

/**
 * Fetches one URL of a source as its site wants to be asked: as robots.txt allows, when it is the host's turn, and
 * within the source's hours and its day's budget.
 */
export async function askHost(
  stet: Stet,
  source: Source,
  url: URL,
  { purpose = 'again', mode = 'http', ...options }: AskOptions,
  now: Date,
): Promise<FetchOutcome | Busy> {
  const { userAgent } = stet.config().settings.network;
  const errand = { source, host: hostOf(url), purpose, delayMs: source.fetch.delayMs };
  const manner = mannerOf(source, stet.cookieJars, mode);
  if (!manner.ok) return { kind: 'refused', outcome: 'failed', reason: manner.reason, page: null, retryAfterMs: null };
  const robots = await robotsOf(stet, errand, { url, proxy: manner.manner.proxy }, now);
  if (robots.kind === 'busy') return robots;
  if (!isAllowed(robots.file, url, userAgent)) return await refuseOrWait(stet, errand, robots, url);
  const delayMs = Math.max(source.fetch.delayMs, crawlDelayMs(robots.file, userAgent) ?? 0);
  const fetcher = mode === 'browser' ? (stet.renderer ?? NO_RENDERER) : stet.fetcher;
  return await fetchInTurn({ ...stet, fetcher }, { ...errand, delayMs }, url, { ...options, ...manner.manner });
}

/** A robots.txt that cannot be had pauses its host: only the visit that found it so is told of it, the others wait. */
async function refuseOrWait(
  stet: Stet,
  { host, source }: Errand,
  { file, isNew }: KnownRobots,
  url: URL,
): Promise<FetchOutcome | Busy> {
  if (file.status === 'rules' || isNew) return refuse(file, url);
  const { pause } = await loadHostState(stet.database.db, host, source.fetch.delayMs);
  return pause === null ? refuse(file, url) : pausedAt(host, pause);
}

async function fetchInTurn(stet: Stet, errand: Errand, url: URL, options: FetchOptions): Promise<FetchOutcome | Busy> {
  const turn = await takeTurn(stet, errand);
  if (turn.kind === 'busy') return turn;
  let isHeldBack = false;
  let answer: Answer | null = null;
  try {
    const fetched = await stet.fetcher.fetch(url, options, async () => {
      const mayLeave = await turn.depart();
      isHeldBack = !mayLeave;
      return mayLeave;
    });
    if (isHeldBack || (isUnanswered(fetched) && turn.hasStoodStill())) return BUSY;
    answer = readSign(fetched);
    return fetched;
  } finally {
    await turn.end(answer);
  }
}

/** That nothing came: where this process stood still meanwhile, its deadlines passed for no reason of the site's. */
function isUnanswered(fetched: FetchOutcome): boolean {
  return fetched.kind === 'refused' && fetched.outcome === 'failed' && fetched.page === null;
}

/** What an answer says about asking its host again. */
function readSign(fetched: FetchOutcome): Answer {
  const redirects = fetched.page?.redirects.length ?? 0;
  if (fetched.kind !== 'refused') return { sign: 'well', reason: '', retryAfterMs: null, redirects };
  const { outcome, reason, retryAfterMs, page } = fetched;
  if (outcome === 'throttled') {
    return { sign: 'throttled', reason, retryAfterMs: waitByServer(page) ?? retryAfterMs, redirects };
  }
  const isInTrouble = fetched.isUnreachable === true || (outcome === 'failed' && (page?.status ?? 0) >= 500);
  return { sign: isInTrouble ? 'in-trouble' : 'well', reason, retryAfterMs, redirects };
}

/** The Retry-After of an answer by the server's own clock: a pause is kept in real time, and ours may go wrong. */
function waitByServer(page: FetchedPage | null): number | null {
  const date = new Date(page?.headers.date ?? Number.NaN);
  return Number.isNaN(date.getTime()) ? null : parseRetryAfter(page?.headers['retry-after'], date);
}

/** What a robots.txt says, as far as asking goes. */
type Robots = Pick<RobotsFile, 'status' | 'text' | 'httpStatus' | 'reason'>;

/** No answer at all is the network's failure; any other robots.txt that cannot be had is the site's word. */
function refuse(robots: Robots, url: URL): FetchOutcome {
  const isUnreachable = robots.status === 'disallow-all' && robots.httpStatus === null;
  const outcome = isUnreachable ? 'failed' : 'disallowed';
  return { kind: 'refused', outcome, reason: explainRefusal(robots, url), page: null, retryAfterMs: null };
}

/** Where a robots.txt lies, and the way there. */
type RobotsAsked = { url: URL; proxy: string | null };

/** The robots.txt of an origin, fetched when the stored one is too old: by one worker, while the others wait for it. */
async function robotsOf(stet: Stet, errand: Errand, asked: RobotsAsked, now: Date): Promise<KnownRobots | Busy> {
  const { url } = asked;
  const { session } = stet.database;
  const claim = `robots ${url.origin}`;
  const until = performance.now() + (stet.longestWaitMs ?? Number.POSITIVE_INFINITY);
  for (;;) {
    const stored = await loadFreshRobots(stet, url.origin, now);
    if (stored !== null) return { kind: 'robots', file: stored, isNew: false };
    if (await session.tryClaim(claim)) break;
    if (performance.now() > until) return BUSY;
    await sleep(ROBOTS_POLL_MS, null, { signal: stet.closing });
  }
  try {
    // Whoever held the claim until now may have fetched it.
    const fetched = await loadFreshRobots(stet, url.origin, now);
    if (fetched !== null) return { kind: 'robots', file: fetched, isNew: false };
    return await fetchRobotsInTurn(stet, errand, asked, now);
  } finally {
    await session.release(claim);
  }
}

async function fetchRobotsInTurn(
  stet: Stet,
  errand: Errand,
  { url, proxy }: RobotsAsked,
  now: Date,
): Promise<KnownRobots | Busy> {
  const turn = await takeTurn(stet, errand);
  if (turn.kind === 'busy') return turn;
  let answer: Answer | null = null;
  try {
    if (!(await turn.depart())) return BUSY;
    const fetched = await fetchRobots(stet.client, new URL(url.origin), { proxy });
    if (fetched.status === 'disallow-all' && fetched.httpStatus === null && turn.hasStoodStill()) return BUSY;
    await keepRobots(stet, url.origin, fetched, now);
    // Where the last good one stands in, the host may be asked as before.
    const file = (await loadFreshRobots(stet, url.origin, now)) ?? fetched;
    answer = readRobotsSign(file, fetched, url);
    return { kind: 'robots', file, isNew: true };
  } finally {
    await turn.end(answer);
  }
}

/** While a robots.txt cannot be had, no page of the host may be fetched: there is nothing to ask for until it is asked for again. */
function readRobotsSign(robots: Robots, { lastsMs }: RobotsFile, url: URL): Answer {
  const well: Answer = { sign: 'well', reason: '', retryAfterMs: null, redirects: 0 };
  if (robots.status !== 'disallow-all') return well;
  const reason = `The robots.txt of ${url.host} could not be had. ${robots.reason ?? ''}`.trim();
  return { ...well, sign: 'throttled', reason, retryAfterMs: lastsMs };
}

async function keepRobots(stet: Stet, origin: string, robots: RobotsFile, now: Date): Promise<void> {
  const { status, text, lastsMs } = robots;
  const after = (ms: number) => new Date(now.getTime() + ms);
  const good: GoodRobots | null =
    status === 'disallow-all' ? null : { status, text, until: after(lastsMs + ROBOTS_DAY_MS) };
  await stet.robots.keep(origin, { ...robots, fetchedAt: now, freshUntil: after(lastsMs) }, good);
}

/** One that cannot be had is stood in for by the last good one, for a day after that had to be fetched anew (RFC 9309 § 2.4). */
async function loadFreshRobots(stet: Stet, origin: string, now: Date): Promise<Robots | null> {
  const stored = await stet.robots.recall(origin, now);
  if (stored === null) return null;
  const { robots, good } = stored;
  return robots.status === 'disallow-all' && good !== null && now < good.until ? { ...robots, ...good } : robots;
}
