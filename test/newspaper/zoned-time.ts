import { localTimeOf } from '../../src/model/local-time.ts';

const MINUTE_MS = 60_000;

/** The date in a zone, as in an address: `2026/03/14`. */
export function toDatePath(at: Date, timezone: string): string {
  return localTimeOf(timezone, at).day.replaceAll('-', '/');
}

/** ISO 8601 with the zone's own offset, to the second: `2026-03-14T11:00:00+03:00`. */
export function toZonedIso(at: Date, timezone: string): string {
  const { day, minutes } = localTimeOf(timezone, at);
  const local = Date.parse(`${day}T00:00:00Z`) / MINUTE_MS + minutes;
  const offset = local - Math.floor(at.getTime() / MINUTE_MS);
  const shown = new Date(at.getTime() + offset * MINUTE_MS).toISOString().slice(0, 19);
  const sign = offset < 0 ? '-' : '+';
  const hours = String(Math.floor(Math.abs(offset) / 60)).padStart(2, '0');
  return `${shown}${sign}${hours}:${String(Math.abs(offset) % 60).padStart(2, '0')}`;
}

/** A date for readers: `March 14, 2026`, or as the language has it. */
export function toReadableDate(at: Date, timezone: string, language: string): string {
  return new Intl.DateTimeFormat(language, { timeZone: timezone, dateStyle: 'long' }).format(at);
}
