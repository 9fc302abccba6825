import { html } from 'hono/html';
import { TEXTS } from '../texts.ts';
import type { Html } from './render-page.ts';

const DAY_AND_TIME = new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeStyle: 'short' });
const DISTANCE = new Intl.RelativeTimeFormat(TEXTS.language, { numeric: 'auto', style: 'long' });
const SECOND = toUnit('second', 1_000);
const UNITS = [toUnit('day', 86_400_000), toUnit('hour', 3_600_000), toUnit('minute', 60_000), SECOND];

/** A unit of time, and how so many of it are written; to make that takes longer than to write a row. */
function toUnit(unit: 'day' | 'hour' | 'minute' | 'second', ms: number) {
  return { unit, ms, long: new Intl.NumberFormat(TEXTS.language, { style: 'unit', unit, unitDisplay: 'long' }) };
}

/** A time in its largest whole unit. */
function inLargestUnit(ms: number) {
  const largest = UNITS.find((unit) => Math.abs(ms) >= unit.ms) ?? SECOND;
  return { ...largest, count: Math.trunc(ms / largest.ms) };
}

/** A moment in the machine's time zone; the exact one, in UTC, when pointed at. */
export function renderTime(at: Date): Html {
  const exact = at.toISOString();
  return html`<time datetime="${exact}" title="${exact}">${DAY_AND_TIME.format(at)}</time>`;
}

/** A moment in the machine's time zone, as text. */
export function describeMoment(at: Date): string {
  return DAY_AND_TIME.format(at);
}

/** A moment by how far it is from `now`: `in 4 minutes`, `2 hours ago`. */
export function renderDistance(at: Date, now: Date): Html {
  return html`<time datetime="${at.toISOString()}" title="${at.toISOString()}">${describeDistance(at, now)}</time>`;
}

/** How far a moment is from `now`, in its largest whole unit. */
export function describeDistance(at: Date, now: Date): string {
  const { count, unit } = inLargestUnit(at.getTime() - now.getTime());
  return DISTANCE.format(count, unit);
}

/** How long something has been there, in its largest whole unit: `3 hours`. */
export function describeAge(from: Date, to: Date): string {
  const { count, long } = inLargestUnit(Math.max(0, to.getTime() - from.getTime()));
  return long.format(count);
}

/** When a visit will be made: how far away it is, or that it is due. */
export function renderDue(at: Date, now: Date): Html {
  if (at > now) return renderDistance(at, now);
  return html`<time datetime="${at.toISOString()}" title="${at.toISOString()}">${TEXTS.due}</time>`;
}
