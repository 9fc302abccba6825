import { localTimeOf } from './local-time.ts';

/** Hours in which a source is not asked, in minutes since midnight: `[from, to)`, over midnight where `to` is the smaller. */
export type QuietHours = { from: number; to: number };

const MINUTE_MS = 60_000;
const DAY = 24 * 60;

/**
 * When the quiet hours that `now` lies in end, by the clocks of the time zone; `null` outside of them. An hour that a
 * change of clocks leaves out is not there to be quiet; one that comes twice is quiet twice.
 */
export function quietUntil(quiet: QuietHours | null, timezone: string, now: Date): Date | null {
  if (quiet === null || !isQuietAt(quiet, minutesAt(timezone, now))) return null;
  // Clocks may change in between: so each guess is looked at anew. They do so once at most, and by less than a day.
  let at = new Date(Math.floor(now.getTime() / MINUTE_MS) * MINUTE_MS);
  for (let guess = 0; guess < 4; guess += 1) {
    const minutes = minutesAt(timezone, at);
    if (!isQuietAt(quiet, minutes)) return firstOutside(quiet, timezone, at);
    at = new Date(at.getTime() + ((quiet.to - minutes + DAY) % DAY || DAY) * MINUTE_MS);
  }
  return at;
}

/** A jump of the clocks may have carried the guess beyond the end: it is looked for backwards, an hour's jump at most. */
function firstOutside(quiet: QuietHours, timezone: string, at: Date): Date {
  let first = at;
  for (let back = 1; back <= 2 * 60; back += 1) {
    const earlier = new Date(at.getTime() - back * MINUTE_MS);
    if (isQuietAt(quiet, minutesAt(timezone, earlier))) break;
    first = earlier;
  }
  return first;
}

function isQuietAt({ from, to }: QuietHours, minutes: number): boolean {
  return from < to ? minutes >= from && minutes < to : minutes >= from || minutes < to;
}

function minutesAt(timezone: string, at: Date): number {
  return localTimeOf(timezone, at).minutes;
}
