import type { EndpointPace, FeedRhythm } from '../model/endpoint-pace.ts';

/** A good visit of an endpoint. `elapsedMs`: since the good one before; `null` for the first. */
export type EndpointLook = {
  elapsedMs: number | null;
  /** Articles that were not known. */
  added: number;
  /** Articles that it listed, and what it says of its rhythm; `null` where it answered that nothing has changed. */
  listed: number | null;
  rhythm: FeedRhythm | null;
};

const HOUR_MS = 3_600_000;
/** After a day, what was seen counts half: long enough for a night, short enough for another season. */
const HALF_LIFE_MS = 24 * HOUR_MS;
const BURST_HALF_LIFE_MS = 6 * HOUR_MS;
/** Of fewer that came together, no haste can be told from chance. */
const FEWEST_OF_A_BURST = 3;
const UNKNOWN: EndpointPace = {
  arrivals: 0,
  observedMs: 0,
  burstPerHour: 0,
  listed: 0,
  rhythm: { ttlMs: null, skipHours: [], skipDays: [] },
};

/**
 * What is known of an endpoint's pace after one more good visit. The first tells what is listed, and nothing of how
 * fast it comes.
 */
export function learnPace(before: EndpointPace | null, look: EndpointLook): EndpointPace {
  const known = before ?? UNKNOWN;
  const listed = look.listed ?? known.listed;
  const rhythm = look.rhythm ?? known.rhythm;
  if (look.elapsedMs === null || look.elapsedMs <= 0) return { ...known, listed, rhythm };
  const kept = 2 ** (-look.elapsedMs / HALF_LIFE_MS);
  const burst = look.added < FEWEST_OF_A_BURST ? 0 : (look.added / look.elapsedMs) * HOUR_MS;
  return {
    arrivals: known.arrivals * kept + look.added,
    observedMs: known.observedMs * kept + look.elapsedMs,
    burstPerHour: Math.max(burst, known.burstPerHour * 2 ** (-look.elapsedMs / BURST_HALF_LIFE_MS)),
    listed,
    rhythm,
  };
}
