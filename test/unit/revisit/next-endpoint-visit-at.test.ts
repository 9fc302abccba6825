import { describe, expect, it } from 'vitest';
import type { EndpointPace } from '../../../src/model/endpoint-pace.ts';
import { nextEndpointVisitAt } from '../../../src/revisit/next-endpoint-visit-at.ts';

const MINUTE = 60_000;
const now = new Date('2026-03-02T12:00:00Z');
const later = (ms: number) => new Date(now.getTime() + ms);
const every = { everyMs: 5 * MINUTE, floorMs: 2 * MINUTE, cron: null, timezone: 'UTC' };
const visited = { lastVisitAt: now, failures: 0, retryAfterMs: null, pace: null, freshForMs: null };

const quiet: EndpointPace = {
  arrivals: 0,
  observedMs: 0,
  burstPerHour: 0,
  listed: 20,
  rhythm: { ttlMs: null, skipHours: [], skipDays: [] },
};

describe('nextEndpointVisitAt', () => {
  it('is now for an endpoint that was never visited', () => {
    expect(nextEndpointVisitAt(every, { ...visited, lastVisitAt: null }, now)).toEqual(now);
  });

  it.each([
    [0, 5],
    [1, 10],
    [3, 40],
    [20, 360],
    [2_000, 360],
  ])('waits longer after %i failures: %i minutes', (failures, minutes) => {
    expect(nextEndpointVisitAt(every, { ...visited, failures }, now)).toEqual(later(minutes * MINUTE));
  });

  it('does not ask a rare endpoint more often because it fails', () => {
    const rare = { ...every, everyMs: 24 * 60 * MINUTE };
    const pace = { ...quiet, observedMs: 48 * 60 * MINUTE };
    expect(nextEndpointVisitAt(rare, { ...visited, failures: 3, pace }, now)).toEqual(later(24 * 60 * MINUTE));
  });

  it('obeys Retry-After, up to a day', () => {
    expect(nextEndpointVisitAt(every, { ...visited, retryAfterMs: 60 * MINUTE }, now)).toEqual(later(60 * MINUTE));
    expect(nextEndpointVisitAt(every, { ...visited, retryAfterMs: 900 * 60 * MINUTE }, now)).toEqual(
      later(24 * 60 * MINUTE),
    );
  });

  it('is now when its time passed while nobody looked', () => {
    expect(nextEndpointVisitAt(every, { ...visited, lastVisitAt: later(-60 * MINUTE) }, now)).toEqual(now);
  });

  it.each([
    ['0 * * * *', 'UTC', '2026-03-02T13:00:00Z'],
    ['30 6 * * *', 'Europe/Moscow', '2026-03-03T03:30:00Z'],
    ['*/5 6-23 * * *', 'America/New_York', '2026-03-02T12:05:00Z'],
    // The clocks of New York go forward on March 8, 2026: 02:30 does not exist that night.
    ['0 9 8 3 *', 'America/New_York', '2026-03-08T13:00:00Z'],
  ])('%s in %s is at %s', (cron, timezone, at) => {
    expect(nextEndpointVisitAt({ ...every, everyMs: null, cron, timezone }, visited, now)).toEqual(new Date(at));
  });

  it('passes over cron times until a failing endpoint may be asked again', () => {
    const hourly = { ...every, everyMs: null, cron: '0 * * * *', timezone: 'UTC' };
    const next = nextEndpointVisitAt(hourly, { ...visited, failures: 1, retryAfterMs: 90 * MINUTE }, now);
    expect(next).toEqual(new Date('2026-03-02T14:00:00Z'));
  });

  it('is never for a cron time that does not come again', () => {
    expect(nextEndpointVisitAt({ ...every, everyMs: null, cron: '0 0 0 1 1 * 2020' }, visited, now)).toBeNull();
  });
});
