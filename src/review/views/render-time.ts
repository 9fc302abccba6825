import { html } from 'hono/html';
import { TEXTS } from '../texts.ts';
import type { Html } from './render-page.ts';

const DAY_AND_TIME = new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeStyle: 'short' });
const DISTANCE = new Intl.RelativeTimeFormat(TEXTS.language, { numeric: 'auto', style: 'long' });
const UNITS: [Intl.RelativeTimeFormatUnit, number][] = [
  ['day', 86_400_000],
  ['hour', 3_600_000],
  ['minute', 60_000],
  ['second', 1_000],
];

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
  const distanceMs = at.getTime() - now.getTime();
  const [unit, lengthMs] = UNITS.find(([, ms]) => Math.abs(distanceMs) >= ms) ?? ['second', 1_000];
  return DISTANCE.format(Math.trunc(distanceMs / lengthMs), unit);
}

/** How long something has been there, in its largest whole unit: `3 hours`. */
export function describeAge(from: Date, to: Date): string {
  const ms = Math.max(0, to.getTime() - from.getTime());
  const [unit, lengthMs] = UNITS.find(([, length]) => ms >= length) ?? ['second', 1_000];
  const style = { style: 'unit', unit, unitDisplay: 'long' } as const;
  return new Intl.NumberFormat(TEXTS.language, style).format(Math.trunc(ms / lengthMs));
}

/** When a visit will be made: how far away it is, or that it is due. */
export function renderDue(at: Date, now: Date): Html {
  if (at > now) return renderDistance(at, now);
  return html`<time datetime="${at.toISOString()}" title="${at.toISOString()}">${TEXTS.due}</time>`;
}
