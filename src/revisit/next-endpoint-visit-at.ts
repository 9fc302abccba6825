import { Cron } from 'croner';
import type { EndpointPace } from '../model/endpoint-pace.ts';
import { paceInterval, passOverRest } from './pace-interval.ts';

/**
 * How often an endpoint is asked: at least every `everyMs` milliseconds and at most every `floorMs`, or by a cron line
 * in its time zone.
 */
export type EndpointSchedule = { everyMs: number | null; floorMs: number; cron: string | null; timezone: string };

/** What is known of an endpoint's visits. `retryAfterMs` counts from `lastVisitAt`, which is `null` before the first. */
export type EndpointHistory = {
  lastVisitAt: Date | null;
  failures: number;
  retryAfterMs: number | null;
  pace: EndpointPace | null;
  /** How long the last answer stays fresh, by its own word. */
  freshForMs: number | null;
};

const DEFAULT_EVERY = 60 * 60_000;
/** An endpoint that fails is asked half as often after each failure, but at least every six hours. */
const LONGEST_BACKOFF = 6 * 3_600_000;
const LONGEST_RETRY_AFTER = 24 * 3_600_000;

/**
 * When an endpoint is due again: at once when it was never visited, else as often as it publishes (within the
 * schedule's bounds) or at its next cron time, later after failures in a row, and never before its Retry-After (RFC
 * 9110 § 10.2.3), which is obeyed for up to a day. `null` for a cron line that never comes again.
 * @throws TypeError for a cron line that cannot be read (the configuration is checked before).
 */
export function nextEndpointVisitAt(schedule: EndpointSchedule, history: EndpointHistory, now: Date): Date | null {
  const { lastVisitAt, failures, retryAfterMs, pace } = history;
  if (lastVisitAt === null) return schedule.cron === null ? now : nextCronTime(schedule, now);
  const last = lastVisitAt.getTime();
  const intervalMs = intervalOf(schedule, history);
  const earliest = last + Math.max(backoffMs(intervalMs, failures), Math.min(retryAfterMs ?? 0, LONGEST_RETRY_AFTER));
  if (schedule.cron === null) {
    const at = new Date(Math.max(now.getTime(), earliest, last + intervalMs));
    return pace === null ? at : passOverRest(at, pace.rhythm);
  }
  // A cron time that passes while it waits is let go: the next one is soon enough.
  return nextCronTime(schedule, new Date(Math.max(now.getTime(), earliest)));
}

function intervalOf({ everyMs, floorMs, cron }: EndpointSchedule, { pace, freshForMs }: EndpointHistory): number {
  const ceilingMs = everyMs ?? DEFAULT_EVERY;
  if (cron !== null) return Math.min(ceilingMs, 5 * 60_000);
  return paceInterval(pace, freshForMs, { ceilingMs, floorMs: Math.min(floorMs, ceilingMs) });
}

function backoffMs(intervalMs: number, failures: number): number {
  if (failures === 0) return 0;
  // What is asked less often than every six hours anyway is not asked more often because it failed.
  return Math.min(Math.max(intervalMs, LONGEST_BACKOFF), intervalMs * 2 ** Math.min(30, failures));
}

function nextCronTime({ cron, timezone }: EndpointSchedule, after: Date): Date | null {
  return cron === null ? null : new Cron(cron, { timezone, paused: true }).nextRun(after);
}
