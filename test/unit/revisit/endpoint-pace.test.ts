import { describe, expect, it } from 'vitest';
import type { EndpointPace } from '../../../src/model/endpoint-pace.ts';
import { learnPace } from '../../../src/revisit/learn-pace.ts';
import { nextEndpointVisitAt } from '../../../src/revisit/next-endpoint-visit-at.ts';
import { paceInterval, passOverRest } from '../../../src/revisit/pace-interval.ts';
import { readFreshness } from '../../../src/revisit/read-freshness.ts';
import { drawFrom } from '../../newspaper/seeded-random.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const LIMITS = { floorMs: 2 * MINUTE, ceilingMs: HOUR };
const SILENT = { ttlMs: null, skipHours: [], skipDays: [] };
const pace = (rest: Partial<EndpointPace>): EndpointPace => ({
  arrivals: 0,
  observedMs: 0,
  burstPerHour: 0,
  listed: 20,
  rhythm: SILENT,
  ...rest,
});

/** Articles that come at random, `perHour` by the hour of the day, for so many days. */
function publish(perHour: (hour: number) => number, days: number, seed: number): number[] {
  const draw = drawFrom(seed);
  const times: number[] = [];
  for (let at = 0; at < days * DAY; at += MINUTE) {
    if (draw.chance(perHour(Math.floor(at / HOUR) % 24) / 60)) times.push(at);
  }
  return times;
}

/** Visits an endpoint that lists its newest `listed` articles as often as the rule says, and tells what was missed. */
function watch(times: number[], listed: number, days: number, every = HOUR) {
  const schedule = { everyMs: every, floorMs: 2 * MINUTE, cron: null, timezone: 'UTC' };
  const seen = new Set<number>();
  let known: EndpointPace | null = null;
  let last: number | null = null;
  let visits = 0;
  const delays: number[] = [];
  for (let now = 0; now < days * DAY; ) {
    const out = times.filter((at) => at <= now).slice(-listed);
    const added = out.filter((at) => !seen.has(at));
    for (const at of added) {
      seen.add(at);
      if (last !== null) delays.push(now - at);
    }
    known = learnPace(known, {
      elapsedMs: last === null ? null : now - last,
      added: added.length,
      listed: out.length,
      rhythm: null,
    });
    const history = { lastVisitAt: new Date(now), failures: 0, retryAfterMs: null, pace: known, freshForMs: null };
    last = now;
    visits += 1;
    now = nextEndpointVisitAt(schedule, history, new Date(now))?.getTime() ?? Number.POSITIVE_INFINITY;
  }
  const missed = times.filter((at) => !seen.has(at) && at <= (last ?? 0)).length;
  const mean = delays.reduce((sum, each) => sum + each, 0) / Math.max(1, delays.length);
  return { visitsADay: visits / days, missed, meanDelayMinutes: mean / MINUTE };
}

describe('how often an endpoint is visited', () => {
  it.each([1, 2, 3])('loses nothing of forty articles an hour on a list of twenty (seed %i)', (seed) => {
    const { missed, meanDelayMinutes } = watch(
      publish(() => 40, 7, seed),
      20,
      7,
    );
    expect(missed).toBe(0);
    expect(meanDelayMinutes).toBeLessThan(3);
  });

  it.each([1, 2, 3])('asks seldom where little comes (seed %i)', (seed) => {
    const weekly = watch([DAY, 8 * DAY, 15 * DAY], 20, 21);
    const busy = watch(
      publish(() => 10, 7, seed),
      20,
      7,
    );
    expect(weekly.visitsADay).toBeLessThan(30);
    expect(busy.visitsADay).toBeGreaterThan(6 * weekly.visitsADay);
  });

  it('never waits longer than the schedule says', () => {
    const { visitsADay } = watch([DAY], 20, 7, 10 * MINUTE);
    expect(visitsADay).toBeGreaterThanOrEqual(143);
  });

  it.each([1, 2, 3])('follows the day: asleep at night, six hundred articles by day (seed %i)', (seed) => {
    const byDay = (hour: number) => (hour >= 6 && hour < 22 ? 36 : 0);
    const { missed } = watch(publish(byDay, 7, seed), 30, 7);
    expect(missed).toBe(0);
  });
});

describe('paceInterval', () => {
  it.each<[string, EndpointPace | null, number | null, number]>([
    ['nothing known', null, null, 10],
    ['nothing known, fresh for half an hour', null, 30 * MINUTE, 30],
    ['one an hour', pace({ arrivals: 23, observedMs: 24 * HOUR - 10 * MINUTE }), null, 60],
    ['four an hour', pace({ arrivals: 95, observedMs: 24 * HOUR - 10 * MINUTE }), null, 15],
    ['never anything', pace({ observedMs: 48 * HOUR }), null, 60],
    ['hundreds', pace({ arrivals: 5000, observedMs: 24 * HOUR }), null, 2],
    [
      'a ttl that slows it down',
      pace({ arrivals: 95, observedMs: 24 * HOUR, rhythm: { ...SILENT, ttlMs: 30 * MINUTE } }),
      null,
      30,
    ],
    ['a ttl of a day', pace({ arrivals: 95, observedMs: 24 * HOUR, rhythm: { ...SILENT, ttlMs: DAY } }), null, 60],
    [
      'a ttl by which articles would be lost',
      pace({ arrivals: 240, observedMs: 24 * HOUR, listed: 5, rhythm: { ...SILENT, ttlMs: HOUR } }),
      null,
      12,
    ],
    ['freshness', pace({ arrivals: 95, observedMs: 24 * HOUR }), 20 * MINUTE, 20],
    ['a burst', pace({ arrivals: 12, observedMs: 24 * HOUR, burstPerHour: 60 }), null, 8],
  ])('%s', (_, known, freshForMs, minutes) => {
    expect(Math.round(paceInterval(known, freshForMs, LIMITS) / MINUTE)).toBe(minutes);
  });
});

describe('learnPace', () => {
  it('learns nothing of speed from the first list', () => {
    const first = learnPace(null, { elapsedMs: null, added: 50, listed: 50, rhythm: null });
    expect(first).toMatchObject({ arrivals: 0, observedMs: 0, burstPerHour: 0, listed: 50 });
  });

  it('keeps what a list said while it does not change', () => {
    const rhythm = { ...SILENT, ttlMs: HOUR };
    const before = pace({ listed: 7, rhythm });
    const after = learnPace(before, { elapsedMs: HOUR, added: 0, listed: null, rhythm: null });
    expect(after).toMatchObject({ listed: 7, rhythm, observedMs: HOUR });
  });

  it('forgets half in a day', () => {
    const after = learnPace(pace({ arrivals: 10, observedMs: DAY }), {
      elapsedMs: DAY,
      added: 0,
      listed: 20,
      rhythm: null,
    });
    expect(after).toMatchObject({ arrivals: 5, observedMs: 1.5 * DAY });
  });
});

describe('passOverRest', () => {
  it.each([
    ['2026-03-02T12:20:00Z', [3], [], '2026-03-02T12:20:00Z'],
    ['2026-03-02T12:20:00Z', [12, 13], [], '2026-03-02T14:00:00Z'],
    ['2026-03-02T23:20:00Z', [23, 0, 1], [], '2026-03-03T02:00:00Z'],
    ['2026-03-08T22:20:00Z', [], [0], '2026-03-09T00:00:00Z'],
    ['2026-03-07T01:20:00Z', [], [0, 6], '2026-03-07T07:00:00Z'],
    ['2026-03-07T01:20:00Z', [...Array(24).keys()], [], '2026-03-07T07:00:00Z'],
  ])('from %s over hours %j and days %j to %s', (at, skipHours, skipDays, expected) => {
    expect(passOverRest(new Date(at), { ttlMs: null, skipHours, skipDays })).toEqual(new Date(expected));
  });
});

describe('readFreshness', () => {
  it.each([
    [{ 'cache-control': 'public, max-age=300' }, 300_000],
    [{ 'cache-control': 'max-age=300, s-maxage=60' }, 60_000],
    [{ 'cache-control': 'max-age=300', age: '120' }, 180_000],
    [{ 'cache-control': 'max-age=300', age: '900' }, 0],
    [{ 'cache-control': 'no-cache, max-age=300' }, null],
    [{ 'cache-control': 'max-age=soon' }, null],
    [{}, null],
  ])('%j is %s', (headers, expected) => {
    expect(readFreshness(headers)).toBe(expected);
  });
});
