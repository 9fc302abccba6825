import type { VisitHistory } from '../model/visit.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

/**
 * Of all edits, 80 % come within the first day and the number of further ones falls about as one over the age: edits
 * by age t come as log(1 + t / HALF_HOUR). Asking at intervals in proportion to the age then costs the same number of
 * visits for each doubling of it, and each visit finds as many edits as any other.
 */
const AGE_SHARE = 0.05;
/** The age that an article is taken to have when it is new, so that the first intervals are not nothing. */
const YOUNGEST = HOUR;
/** How long an edit makes the next one likelier: about a third of edited articles are edited again, mostly soon. */
const EDIT_MEMORY = 6 * HOUR;
/** Each recent edit makes asking this much more frequent, up to `MOST_EDITS` of them. */
const EDIT_FACTOR = 0.5;
const MOST_EDITS = 4;

/** The wait after a failure, doubled by each further one in a row, at most a day. */
const FIRST_BACKOFF = 5 * 60_000;
const LONGEST_BACKOFF = DAY;
/** The longest that a server's Retry-After is obeyed: a slip of its clock must not lose an article. */
const LONGEST_RETRY_AFTER = 7 * DAY;
/** What is gone is looked at again a third of the way further each time: it may come back, and rarely does at once. */
const GONE_SHARE = 0.33;
const GONE_FLOOR = HOUR;
/** What one visit found and another has to confirm is asked about again this soon, unless asking fails. */
const LONGEST_DOUBT = HOUR / 2;

/**
 * When an article is due again; `null` when it is retired: `retireAfterMs` without a change.
 *
 * interval = clamp(AGE_SHARE × max(age, 1 h) × 0.5^(edits of late), floor, ceiling), counted from the last visit,
 * where an edit counts in full when it was just seen and half as much for every six hours since. After a failure the
 * wait doubles with each; what has to be confirmed waits half an hour at most; `Retry-After` (RFC 9110 § 10.2.3) is obeyed for up to a week. Deterministic; never before `now`.
 */
export function nextVisitAt(history: VisitHistory, now: Date): Date | null {
  const { lastVisitAt, retryAfterMs } = history;
  if (isRetired(history, now)) return null;
  const waitMs = Math.max(chooseWait(history, now), Math.min(retryAfterMs ?? 0, LONGEST_RETRY_AFTER));
  return new Date(Math.max(now.getTime(), lastVisitAt.getTime() + Math.ceil(waitMs)));
}

/** What is in doubt gets a day more to be confirmed. */
function isRetired({ bornAt, changedAt, isInDoubt, revisit }: VisitHistory, now: Date): boolean {
  const lastNews = Math.max(bornAt.getTime(), changedAt.at(-1)?.getTime() ?? Number.NEGATIVE_INFINITY);
  return now.getTime() - lastNews >= revisit.retireAfterMs + (isInDoubt ? DAY : 0);
}

function chooseWait(history: VisitHistory, now: Date): number {
  const { lastOutcome, failures, revisit } = history;
  const ageMs = Math.max(YOUNGEST, now.getTime() - history.bornAt.getTime());
  const learned = AGE_SHARE * ageMs * EDIT_FACTOR ** recentEdits(history.changedAt, now);
  const ceilingMs = history.isInDoubt ? Math.min(LONGEST_DOUBT, revisit.ceilingMs) : revisit.ceilingMs;
  const regular = clamp(learned, revisit.floorMs, ceilingMs);
  if (!history.isInDoubt && (lastOutcome === 'gone' || lastOutcome === 'soft-gone')) {
    return Math.max(regular, Math.min(GONE_SHARE * ageMs, Math.max(revisit.ceilingMs, GONE_FLOOR)));
  }
  if (failures === 0) return regular;
  const backoff = Math.min(LONGEST_BACKOFF, FIRST_BACKOFF * 2 ** Math.min(30, failures - 1));
  return Math.max(regular, backoff);
}

/** Edits, each half as much for every `EDIT_MEMORY` since it was seen. */
function recentEdits(changedAt: Date[], now: Date): number {
  const sum = changedAt.reduce((total, at) => {
    const sinceMs = Math.max(0, now.getTime() - at.getTime());
    return total + 0.5 ** (sinceMs / EDIT_MEMORY);
  }, 0);
  return Math.min(MOST_EDITS, sum);
}

function clamp(value: number, floor: number, ceiling: number): number {
  return Math.max(floor, Math.min(ceiling, value));
}
