import type { FeedRhythm } from '../../model/endpoint-pace.ts';
import type { Field } from './collect-fields.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const PERIODS_MS: Record<string, number> = {
  hourly: HOUR_MS,
  daily: 24 * HOUR_MS,
  weekly: 7 * 24 * HOUR_MS,
  monthly: 30 * 24 * HOUR_MS,
  yearly: 365 * 24 * HOUR_MS,
};
const DAYS = ['sunday', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday'];

/**
 * How often a feed says that it is worth a visit: RSS 2.0's `ttl` (minutes), `skipHours` and `skipDays` (GMT), and the
 * `sy:` module of RSS 1.0. What is no number or no day says nothing.
 */
export function readRhythm(fields: Field[]): FeedRhythm {
  const textOf = (name: string) =>
    fields
      .find((field) => field.name === name)
      ?.text.trim()
      .toLowerCase() ?? '';
  const words = (name: string) => textOf(name).split(/[\s,]+/);
  const hours = words('skiphours')
    .filter((word) => /^\d{1,2}$/.test(word))
    .map(Number);
  const days = words('skipdays')
    .map((word) => DAYS.indexOf(word))
    .filter((day) => day >= 0);
  return {
    ttlMs: readMinutes(textOf('ttl')) ?? readPeriod(textOf('updateperiod'), textOf('updatefrequency')),
    // RSS 0.91 counts from 1 to 24.
    skipHours: [...new Set(hours.filter((hour) => hour <= 24).map((hour) => hour % 24))],
    skipDays: [...new Set(days)],
  };
}

function readMinutes(text: string): number | null {
  return /^\d{1,6}$/.test(text) && Number(text) > 0 ? Number(text) * MINUTE_MS : null;
}

function readPeriod(period: string, frequency: string): number | null {
  const periodMs = PERIODS_MS[period];
  if (periodMs === undefined) return null;
  const times = /^\d{1,4}$/.test(frequency) ? Math.max(1, Number(frequency)) : 1;
  return periodMs / times;
}
