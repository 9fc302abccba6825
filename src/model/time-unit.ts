/** What time is cut into, for figures over time; weeks begin on Mondays. */
export const TIME_UNITS = ['day', 'week', 'month'] as const;
export type TimeUnit = (typeof TIME_UNITS)[number];

const DAY_MS = 86_400_000;
/** A few hours more than five weeks and than 53 of them: days have 25 hours at times, and the last has hardly begun. */
const MOST_BY_DAY_MS = 35.5 * DAY_MS;
const MOST_BY_WEEK_MS = 371.5 * DAY_MS;

/** Whether so long a time is seen best by days, weeks or months. */
export function chooseUnit(spanMs: number): TimeUnit {
  if (spanMs <= MOST_BY_DAY_MS) return 'day';
  return spanMs <= MOST_BY_WEEK_MS ? 'week' : 'month';
}

/** The first day of the day, week or month that a day (`2026-01-31`) lies in. */
export function startOfUnit(day: string, unit: TimeUnit): string {
  if (unit === 'day') return day;
  if (unit === 'month') return `${day.slice(0, 7)}-01`;
  const at = dateOf(day);
  return dayOf(at.getTime() - ((at.getUTCDay() + 6) % 7) * DAY_MS);
}

/** The first day of the day, week or month after the one that begins on this day. */
export function startOfNext(from: string, unit: TimeUnit): string {
  const at = dateOf(from);
  if (unit === 'month') return dayOf(at.setUTCMonth(at.getUTCMonth() + 1));
  return dayOf(at.getTime() + (unit === 'day' ? 1 : 7) * DAY_MS);
}

function dateOf(day: string): Date {
  return new Date(`${day}T00:00:00Z`);
}

function dayOf(time: number): string {
  return new Date(time).toISOString().slice(0, 10);
}
