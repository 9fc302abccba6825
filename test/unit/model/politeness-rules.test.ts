import { describe, expect, it } from 'vitest';
import { ceilingFor } from '../../../src/model/daily-budget.ts';
import { hostOf } from '../../../src/model/host-of.ts';
import { pauseAfter } from '../../../src/model/host-pause.ts';
import { localTimeOf } from '../../../src/model/local-time.ts';
import { quietUntil } from '../../../src/model/quiet-hours.ts';

describe('the host of a URL', () => {
  it.each([
    ['https://example.org/a', 'example.org'],
    ['http://example.org/a', 'example.org'],
    ['http://example.org:443/a', 'example.org'],
    ['https://www.example.org/a', 'example.org'],
    ['https://WWW.Example.ORG./a', 'example.org'],
    ['https://static.example.org/a', 'static.example.org'],
    ['https://www.com/', 'www.com'],
    ['https://wwwexample.org/', 'wwwexample.org'],
    ['http://example.org:8080/', 'example.org:8080'],
    ['http://127.0.0.1/', '127.0.0.1'],
    ['http://127.0.0.2/', '127.0.0.2'],
    ['http://0x7f.1/', '127.0.0.1'],
    ['http://127.0.0.1:8080/', '127.0.0.1:8080'],
    ['http://[::ffff:127.0.0.1]:8080/', '127.0.0.1:8080'],
    ['http://[::1]/', '[::1]'],
    ['https://münchen.example/', 'xn--mnchen-3ya.example'],
  ])('%s is %s', (url, host) => {
    expect(hostOf(url)).toBe(host);
  });
});

/** From and to as hours and minutes. */
const hours = (from: number, to: number) => ({ from: Math.round(from * 60), to: Math.round(to * 60) });

describe('quiet hours', () => {
  it.each([
    // quiet, zone, now, until when
    ['in the middle', hours(1, 5), 'UTC', '2026-03-03T02:30:20Z', '2026-03-03T05:00:00Z'],
    ['at their first moment', hours(1, 5), 'UTC', '2026-03-03T01:00:00Z', '2026-03-03T05:00:00Z'],
    ['a moment before', hours(1, 5), 'UTC', '2026-03-03T00:59:59.999Z', null],
    ['at their end', hours(1, 5), 'UTC', '2026-03-03T05:00:00Z', null],
    ['in their last moment', hours(1, 5), 'UTC', '2026-03-03T04:59:59.999Z', '2026-03-03T05:00:00Z'],
    ['over midnight, before it', hours(23, 6.5), 'UTC', '2026-03-03T23:10:00Z', '2026-03-04T06:30:00Z'],
    ['over midnight, after it', hours(23, 6.5), 'UTC', '2026-03-04T00:00:00Z', '2026-03-04T06:30:00Z'],
    ['over midnight, at noon', hours(23, 6.5), 'UTC', '2026-03-04T12:00:00Z', null],
    ['to midnight', hours(22, 0), 'UTC', '2026-03-03T22:00:00Z', '2026-03-04T00:00:00Z'],
    ['to midnight, after it', hours(22, 0), 'UTC', '2026-03-04T00:00:00Z', null],
    ['in another zone', hours(1, 5), 'Asia/Kathmandu', '2026-03-02T19:15:00Z', '2026-03-02T23:15:00Z'],
    ['in another zone, before', hours(1, 5), 'Asia/Kathmandu', '2026-03-02T19:14:00Z', null],
    // Berlin: on 29 March 2026 two o'clock is three; on 25 October three is two again.
    ['clocks go forward in them', hours(1, 5), 'Europe/Berlin', '2026-03-29T00:30:00Z', '2026-03-29T03:00:00Z'],
    ['clocks go back in them', hours(1, 5), 'Europe/Berlin', '2026-10-24T23:30:00Z', '2026-10-25T04:00:00Z'],
    ['clocks jump over their end', hours(1, 2.5), 'Europe/Berlin', '2026-03-29T00:30:00Z', '2026-03-29T01:00:00Z'],
    ['clocks jump over all of them', hours(2, 3), 'Europe/Berlin', '2026-03-29T01:00:00Z', null],
    ['they come twice, the first', hours(2.25, 2.75), 'Europe/Berlin', '2026-10-25T00:20:00Z', '2026-10-25T00:45:00Z'],
    ['they come twice, between', hours(2.25, 2.75), 'Europe/Berlin', '2026-10-25T00:50:00Z', null],
    ['they come twice, the second', hours(2.25, 2.75), 'Europe/Berlin', '2026-10-25T01:20:00Z', '2026-10-25T01:45:00Z'],
    ['clocks go by half an hour', hours(1, 5), 'Australia/Lord_Howe', '2026-10-03T15:00:00Z', '2026-10-03T18:00:00Z'],
  ])('%s', (_, quiet, timezone, now, until) => {
    expect(quietUntil(quiet, timezone, new Date(now))?.toISOString() ?? null).toBe(
      until === null ? null : new Date(until).toISOString(),
    );
  });

  it('end at the first moment that is not quiet, in all zones and at any time of two years', () => {
    const zones = ['Europe/Berlin', 'America/New_York', 'Australia/Lord_Howe', 'America/St_Johns', 'Africa/Casablanca'];
    const quiets = [hours(1, 5), hours(23, 2.5), hours(2.25, 2.75), hours(0, 23.5)];
    for (let at = Date.UTC(2025, 0, 1); at < Date.UTC(2027, 0, 1); at += 41 * 3_600_000 + 17 * 60_000) {
      for (const zone of zones) {
        for (const quiet of quiets) {
          const until = quietUntil(quiet, zone, new Date(at));
          if (until === null) continue;
          expect(until.getTime()).toBeGreaterThan(at);
          expect(quietUntil(quiet, zone, until), `${zone} ${new Date(at).toISOString()}`).toBeNull();
          expect(quietUntil(quiet, zone, new Date(until.getTime() - 1))).toEqual(until);
        }
      }
    }
  });

  it('are none where none are set', () => {
    expect(quietUntil(null, 'UTC', new Date())).toBeNull();
  });
});

describe('the day of a budget', () => {
  it.each([
    ['UTC', '2026-03-03T00:00:00Z', '2026-03-03', 0],
    ['America/New_York', '2026-03-03T04:59:00Z', '2026-03-02', 23 * 60 + 59],
    ['Pacific/Kiritimati', '2026-03-03T10:00:00Z', '2026-03-04', 0],
    ['Asia/Tehran', '2026-03-03T20:30:00Z', '2026-03-04', 0],
  ])('in %s at %s is %s', (timezone, at, day, minutes) => {
    expect(localTimeOf(timezone, new Date(at))).toEqual({ day, minutes });
  });

  it.each([
    // purpose, a day, share of the day that is gone, how many may have been made
    ['first', 100, 0, 100],
    ['first', 100, 1, 100],
    ['discover', 100, 0, 90],
    ['discover', 1, 0.5, 1],
    ['again', 240, 0, 8],
    ['again', 240, 0.5, 104],
    ['again', 240, 1, 192],
    ['again', 10, 0, 0],
  ] as const)('for %s lets %i a day, at %f of it, be %i', (purpose, perDay, dayShare, ceiling) => {
    expect(ceilingFor(purpose, perDay, dayShare)).toBe(ceiling);
  });
});

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;

describe('how long a host is left alone', () => {
  it.each([
    ['throttled', 1, null, MINUTE],
    ['throttled', 2, null, 2 * MINUTE],
    ['throttled', 7, null, HOUR],
    ['throttled', 5_000, null, HOUR],
    ['throttled', 1, 2 * SECOND, 2 * SECOND],
    ['throttled', 1, 0, 0],
    ['throttled', 2, 2 * SECOND, 2 * MINUTE],
    ['throttled', 2, 3 * HOUR, 3 * HOUR],
    ['throttled', 1, 30 * 24 * HOUR, 24 * HOUR],
    ['in-trouble', 1, null, 0],
    ['in-trouble', 2, null, 0],
    ['in-trouble', 3, null, MINUTE],
    ['in-trouble', 4, null, 2 * MINUTE],
    ['in-trouble', 400, null, HOUR],
  ] as const)('%s for the %i. time, Retry-After %s: %i ms', (sign, failures, retryAfterMs, pauseMs) => {
    expect(pauseAfter(sign, failures, retryAfterMs)).toBe(pauseMs);
  });
});
