import type { VisitPlan, VisitReason } from '../model/revisit.ts';
import type { VisitHistory } from '../model/visit.ts';
import { cutAtBins } from './age-bins.ts';
import { dueAge } from './due-age.ts';
import { rateIn } from './edit-rates.ts';
import { liveliness } from './liveliness.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** What an article did counts for less the older it has grown since: by the ratio of its ages to this power. */
const FADING = 0.25;
/** An age that counts as none in that ratio, lest the first minutes be forgotten at once. */
const INFANCY = 10 * MINUTE;
/** A page whose modified time moved with nothing changed: the newsroom was at it, to no visible end. */
const TOUCH = 0.5;

/** Looks that no article is without, if there was none since half that age. */
const SWEEPS = [DAY, 7 * DAY];

/** The wait after a failure, doubled by each further one in a row, at most a day. */
const FIRST_BACKOFF = 5 * MINUTE;
const LONGEST_BACKOFF = DAY;
/** The longest that a server's Retry-After is obeyed: a slip of its clock must not lose an article. */
const LONGEST_RETRY_AFTER = 7 * DAY;
/** What is gone is looked at again a third of the way further each time: it may come back, and rarely does at once. */
const GONE_SHARE = 0.33;
const GONE_FLOOR = HOUR;
/** What one visit found and another has to confirm is asked about again this soon, unless asking fails. */
const LONGEST_DOUBT = HOUR / 2;

/** When an article is due again; `null` when it is retired. See `planVisit`. */
export function nextVisitAt(history: VisitHistory, now: Date): Date | null {
  return planVisit(history, now).at;
}

/**
 * When an article is due again and why: where the expected number of unseen edits reaches the threshold of its plan.
 * Expected are the edits that the mean article of its source gets at its age, times how lively it has been itself.
 * Within the floor and the ceiling of its source; less is enough where it was left alone for long; one look at 24
 * hours and at 7 days. After a failure the wait doubles with each; what has to be confirmed waits half an hour
 * at most; `Retry-After` (RFC 9110 § 10.2.3) is obeyed for up to a week. Retired (`null`) after `retireAfterMs` without
 * a change. Deterministic; never before `now`.
 */
export function planVisit(history: VisitHistory, now: Date): VisitPlan & { liveliness: number } {
  const ageMs = Math.max(0, history.lastVisitAt.getTime() - history.bornAt.getTime());
  const factor = livelinessOf(history, ageMs);
  if (isRetired(history, now)) return { at: null, why: 'retired', liveliness: factor };
  const wait = chooseWait(history, ageMs, factor);
  const at = new Date(Math.max(now.getTime(), history.lastVisitAt.getTime() + Math.ceil(wait.ms)));
  return { at, why: wait.why, liveliness: factor };
}

/** What is in doubt gets a day more to be confirmed. */
function isRetired({ bornAt, changedAt, isInDoubt, revisit }: VisitHistory, now: Date): boolean {
  const lastNews = Math.max(bornAt.getTime(), changedAt.at(-1)?.getTime() ?? Number.NEGATIVE_INFINITY);
  return now.getTime() - lastNews >= revisit.retireAfterMs + (isInDoubt ? DAY : 0);
}

/**
 * How many times as often as the mean article this one is edited, by its own history: what it did counts for less the
 * older it has grown since (a discounted Poisson filter; Harvey and Fernandes 1989).
 */
function livelinessOf({ bornAt, firstSeenAt, changedAt, touchedAt, plan }: VisitHistory, ageMs: number): number {
  const weightAt = (pastMs: number) => ((Math.max(0, pastMs) + INFANCY) / (ageMs + INFANCY)) ** FADING;
  const count = (times: Date[]) => times.reduce((sum, at) => sum + weightAt(at.getTime() - bornAt.getTime()), 0);
  let expected = 0;
  for (const { bin, from, to } of cutAtBins(Math.max(0, firstSeenAt.getTime() - bornAt.getTime()), ageMs)) {
    expected += rateIn(plan.rates, bin) * (to - from) * weightAt((from + to) / 2);
  }
  return liveliness(plan.shares, count(changedAt) + TOUCH * count(touchedAt), expected);
}

type Wait = { ms: number; why: VisitReason };

function chooseWait(history: VisitHistory, ageMs: number, factor: number): Wait {
  const { failures, lastOutcome, retryAfterMs, revisit } = history;
  const regular = regularWait(history, ageMs, factor);
  const backoffMs = failures === 0 ? 0 : Math.min(LONGEST_BACKOFF, FIRST_BACKOFF * 2 ** Math.min(30, failures - 1));
  const asked: Wait = { ms: Math.min(retryAfterMs ?? 0, LONGEST_RETRY_AFTER), why: 'retry-after' };
  const backoff: Wait = { ms: Math.max(backoffMs, revisit.floorMs), why: 'failures' };
  // What was due and could not be had is due still; a site that shuts us out is not asked sooner for it.
  const isStillDue = failures > 0 && (lastOutcome === 'failed' || lastOutcome === 'throttled');
  return isStillDue ? longest(backoff, asked) : longest(regular, { ...backoff, ms: backoffMs }, asked);
}

function regularWait(history: VisitHistory, ageMs: number, factor: number): Wait {
  const { revisit, isInDoubt, lastOutcome } = history;
  const floor: Wait = { ms: revisit.floorMs, why: 'floor' };
  const doubt: Wait = { ms: isInDoubt ? LONGEST_DOUBT : Number.POSITIVE_INFINITY, why: 'doubt' };
  const learned = learnedWait(history, ageMs, factor);
  const regular = longest(shortest(learned, doubt, { ms: revisit.ceilingMs, why: 'ceiling' }), floor);
  if (isInDoubt || (lastOutcome !== 'gone' && lastOutcome !== 'soft-gone')) return regular;
  const goneMs = Math.min(GONE_SHARE * Math.max(ageMs, HOUR), Math.max(revisit.ceilingMs, GONE_FLOOR));
  return longest(regular, { ms: goneMs, why: 'gone' });
}

function learnedWait({ plan }: VisitHistory, ageMs: number, factor: number): Wait {
  const due = dueAge(plan.rates, factor, ageMs, plan.threshold);
  const waits: Wait[] = [{ ms: due.ageMs - ageMs, why: due.by }];
  for (const sweepMs of SWEEPS) {
    if (ageMs < sweepMs / 2) waits.push({ ms: sweepMs - ageMs, why: 'sweep' });
  }
  return shortest(...waits);
}

function shortest(...waits: [Wait, ...Wait[]] | Wait[]): Wait {
  return waits.reduce((best, wait) => (wait.ms < best.ms ? wait : best));
}

function longest(...waits: [Wait, ...Wait[]]): Wait {
  return waits.reduce((best, wait) => (wait.ms > best.ms ? wait : best));
}
