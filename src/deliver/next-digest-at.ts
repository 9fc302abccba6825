import { Cron } from 'croner';

/** When the next digest is told: the first of these times (minutes since midnight) after `now` by the clocks of a time zone. */
export function nextDigestAt(times: number[], timezone: string, now: Date): Date | null {
  const moments = times.map((minutes) => {
    const pattern = `${minutes % 60} ${Math.floor(minutes / 60)} * * *`;
    return new Cron(pattern, { timezone, mode: '5-part' }).nextRun(now)?.getTime() ?? Number.POSITIVE_INFINITY;
  });
  const next = Math.min(...moments);
  return Number.isFinite(next) ? new Date(next) : null;
}
