import type { EndpointPace, FeedRhythm } from '../model/endpoint-pace.ts';

/** Between which times an endpoint is asked again. */
export type PaceLimits = { floorMs: number; ceilingMs: number };

const HOUR_MS = 3_600_000;
/** What is known before anything is: as if one article had come in this time. */
const START_MS = 10 * 60_000;
/** An endpoint is asked again before so much of its list can have been replaced. */
const SAFE_SHARE = 0.4;
/** However long a publisher says that it sleeps, it is looked after that often. */
const LONGEST_SKIP_HOURS = 6;

/**
 * How long to wait, in milliseconds, until one new article is to be expected (the mean of a Poisson process under a
 * Gamma prior), at least as long as the publisher says that nothing changes, and shorter than it takes for articles to
 * fall off the list unseen, which counts most.
 */
export function paceInterval(pace: EndpointPace | null, freshForMs: number | null, limits: PaceLimits): number {
  const startMs = Math.min(limits.ceilingMs, START_MS);
  if (pace === null) return Math.max(startMs, Math.min(freshForMs ?? 0, limits.ceilingMs));
  const usualMs = (pace.observedMs + startMs) / (pace.arrivals + 1);
  const wantedMs = Math.max(usualMs, pace.rhythm.ttlMs ?? 0, freshForMs ?? 0);
  const atMostMs = Math.min(limits.ceilingMs, SAFE_SHARE * fallOffMs(pace));
  return Math.max(limits.floorMs, Math.min(wantedMs, atMostMs));
}

/** How long the list lasts when articles come as fast as they did lately. */
function fallOffMs({ arrivals, observedMs, burstPerHour, listed }: EndpointPace): number {
  const usualPerHour = observedMs < HOUR_MS ? 0 : (arrivals / observedMs) * HOUR_MS;
  const perHour = Math.max(usualPerHour, burstPerHour);
  return listed === 0 || perHour === 0 ? Number.POSITIVE_INFINITY : (listed / perHour) * HOUR_MS;
}

/** The first moment from `at` on that is in none of the hours and days (UTC) in which a publisher rests; at most six hours later. */
export function passOverRest(at: Date, { skipHours, skipDays }: FeedRhythm): Date {
  let next = at;
  for (let hours = 0; hours < LONGEST_SKIP_HOURS; hours += 1) {
    if (!skipHours.includes(next.getUTCHours()) && !skipDays.includes(next.getUTCDay())) return next;
    const nextHour = next.getTime() - (next.getTime() % HOUR_MS) + HOUR_MS;
    next = new Date(Math.min(nextHour, at.getTime() + LONGEST_SKIP_HOURS * HOUR_MS));
  }
  return next;
}
