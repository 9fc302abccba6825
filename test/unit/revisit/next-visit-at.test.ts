import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { OUTCOMES } from '../../../src/model/outcome.ts';
import type { VisitHistory } from '../../../src/model/visit.ts';
import { PRIOR_RATES } from '../../../src/revisit/edit-rates.ts';
import { PRIOR_SHARES } from '../../../src/revisit/liveliness.ts';
import { nextVisitAt, planVisit } from '../../../src/revisit/next-visit-at.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const now = new Date('2026-03-01T12:00:00Z');
const ago = (ms: number) => new Date(now.getTime() - ms);
const plan = { rates: PRIOR_RATES, shares: PRIOR_SHARES, threshold: 0.03 };
const revisit = { retireAfterMs: 30 * DAY, floorMs: 2 * MINUTE, ceilingMs: DAY };

function history(part: Partial<VisitHistory> & { ageMs?: number } = {}): VisitHistory {
  const { ageMs = HOUR, ...rest } = part;
  return {
    bornAt: ago(ageMs),
    firstSeenAt: ago(ageMs),
    touchedAt: [],
    plan,
    lastVisitAt: now,
    lastOutcome: 'unchanged',
    changedAt: [],
    failures: 0,
    retryAfterMs: null,
    isInDoubt: false,
    revisit,
    ...rest,
  };
}

function waitMs(part: Partial<VisitHistory> & { ageMs?: number } = {}): number {
  const next = nextVisitAt(history(part), now);
  return next === null ? Number.POSITIVE_INFINITY : next.getTime() - now.getTime();
}

const arbitraryHistory: fc.Arbitrary<VisitHistory> = fc
  .record({
    ageMs: fc.integer({ min: -HOUR, max: 29 * DAY }),
    changes: fc.array(fc.integer({ min: 0, max: 29 * DAY }), { maxLength: 12 }),
    lastOutcome: fc.constantFrom(...OUTCOMES),
    failures: fc.integer({ min: 0, max: 200 }),
    retryAfterMs: fc.option(fc.integer({ min: 0, max: 400 * DAY }), { nil: null }),
    floorMs: fc.integer({ min: 1, max: HOUR }),
    ceilingMs: fc.integer({ min: HOUR, max: 7 * DAY }),
    isInDoubt: fc.boolean(),
  })
  .map(({ ageMs, changes, floorMs, ceilingMs, ...rest }) =>
    history({
      ageMs,
      ...rest,
      changedAt: changes.sort((a, b) => b - a).map(ago),
      revisit: { retireAfterMs: 30 * DAY, floorMs, ceilingMs },
    }),
  );

describe('nextVisitAt', () => {
  it('waits minutes when an article is new, hours when it is a day old, and a day when it is three weeks old', () => {
    expect(waitMs({ ageMs: 5 * MINUTE })).toBeLessThan(15 * MINUTE);
    expect(waitMs({ ageMs: DAY })).toBeGreaterThan(2 * HOUR);
    expect(waitMs({ ageMs: DAY })).toBeLessThan(12 * HOUR);
    expect(waitMs({ ageMs: 21 * DAY })).toBe(DAY);
  });

  it('asks sooner after edits, the more the more there were, and less so the longer ago they were', () => {
    const waitAfter = (hoursAgo: number[]) =>
      waitMs({ ageMs: 5 * DAY, changedAt: hoursAgo.map((hours) => ago(hours * HOUR)) });
    expect(waitAfter([3, 2, 1])).toBeLessThan(waitAfter([2, 1]));
    expect(waitAfter([2, 1])).toBeLessThan(waitAfter([1]));
    expect(waitAfter([3, 2, 1])).toBeLessThan(waitAfter([119, 118.5, 118]));
  });

  it('takes a page that was merely touched for half an edit', () => {
    const wait = (part: Partial<VisitHistory>) => waitMs({ ageMs: 6 * HOUR, ...part });
    const [touched, changed] = [[ago(0), ago(0)], [ago(0)]];
    expect(wait({ touchedAt: touched })).toBeLessThan(wait({}));
    expect(planVisit(history({ ageMs: 6 * HOUR, touchedAt: touched }), now).liveliness).toBeCloseTo(
      planVisit(history({ ageMs: 6 * HOUR, changedAt: changed }), now).liveliness,
    );
  });

  it('asks the sooner the lower the threshold, and the livelier the source', () => {
    const wait = (threshold: number, times: number) => {
      const rates = { ...PRIOR_RATES, edits: PRIOR_RATES.edits.map((edits) => times * edits) };
      return waitMs({ ageMs: 2 * HOUR, plan: { ...plan, rates, threshold } });
    };
    expect(wait(0.01, 1)).toBeLessThan(wait(0.03, 1));
    expect(wait(0.03, 3)).toBeLessThan(wait(0.03, 1));
  });

  it('looks at each article at 24 hours and at 7 days, unless it did so of late', () => {
    const quiet = { ...plan, rates: { ...PRIOR_RATES, edits: PRIOR_RATES.edits.map(() => 1e-6) }, threshold: 0.5 };
    const patient = { retireAfterMs: 30 * DAY, floorMs: MINUTE, ceilingMs: 30 * DAY };
    const wait = (ageMs: number) => waitMs({ ageMs, plan: quiet, revisit: patient });
    expect(wait(11 * HOUR)).toBe(13 * HOUR);
    expect(wait(3 * DAY)).toBe(4 * DAY);
    expect(wait(4 * DAY)).toBeGreaterThan(3 * DAY);
    expect(planVisit(history({ ageMs: 11 * HOUR, plan: quiet, revisit: patient }), now).why).toBe('sweep');
  });

  it('catches most edits of a day soon: visits within the first day are some twenty, not hundreds', () => {
    const bornAt = ago(0);
    let at = now;
    let visits = 0;
    while (at.getTime() - bornAt.getTime() < DAY) {
      const next = nextVisitAt({ ...history(), bornAt, firstSeenAt: bornAt, lastVisitAt: at }, at);
      if (next === null || next <= at) throw new Error('It does not get on.');
      at = next;
      visits += 1;
    }
    expect(visits).toBeGreaterThan(10);
    expect(visits).toBeLessThan(40);
  });

  it.each<[string, Partial<VisitHistory> & { ageMs?: number }]>([
    ['expected', { ageMs: 2 * HOUR }],
    ['waited', { ageMs: 30 * HOUR }],
    ['floor', { ageMs: 0, revisit: { ...revisit, floorMs: HOUR } }],
    ['ceiling', { ageMs: 21 * DAY }],
    ['doubt', { ageMs: 20 * DAY, isInDoubt: true }],
    ['gone', { ageMs: DAY, lastOutcome: 'gone' }],
    ['failures', { ageMs: HOUR, failures: 9, lastOutcome: 'failed' }],
    ['retry-after', { ageMs: HOUR, failures: 1, lastOutcome: 'throttled', retryAfterMs: DAY }],
    ['retired', { ageMs: 40 * DAY }],
  ])('says that the reason is %s', (why, part) => {
    expect(planVisit(history(part), now).why).toBe(why);
  });

  it('backs off from failures, twice as long for each, at most a day', () => {
    const wait = (failures: number) => waitMs({ lastOutcome: 'failed', failures });
    expect([1, 2, 3, 4].map(wait)).toEqual([5, 10, 20, 40].map((minutes) => minutes * MINUTE));
    expect(wait(50)).toBe(DAY);
    expect(wait(5_000)).toBe(DAY);
    const shutOut = { ageMs: 6 * DAY, lastOutcome: 'blocked' as const };
    expect(waitMs({ ...shutOut, failures: 1 })).toBe(waitMs({ ...shutOut, failures: 0 }));
  });

  it('obeys Retry-After, up to a week', () => {
    expect(waitMs({ lastOutcome: 'throttled', failures: 1, retryAfterMs: 3 * HOUR })).toBe(3 * HOUR);
    expect(waitMs({ lastOutcome: 'throttled', failures: 1, retryAfterMs: 400 * DAY })).toBe(7 * DAY);
  });

  it('looks at what is gone again, ever more rarely', () => {
    const waits = [HOUR, 6 * HOUR, DAY, 2 * DAY].map((ageMs) => waitMs({ ageMs, lastOutcome: 'gone', failures: 0 }));
    expect(waits).toEqual([...waits].sort((a, b) => a - b));
    expect(waits[0]).toBeLessThan(HOUR);
    expect(waitMs({ ageMs: 20 * DAY, lastOutcome: 'gone' })).toBeLessThanOrEqual(DAY);
  });

  it('soon asks again about what has to be confirmed, and backs off where asking fails', () => {
    const doubt = { ageMs: 20 * DAY, isInDoubt: true, lastOutcome: 'gone' as const };
    expect(waitMs(doubt)).toBe(30 * MINUTE);
    expect(waitMs({ ...doubt, ageMs: 10 * MINUTE })).toBeLessThan(30 * MINUTE);
    expect(waitMs({ ...doubt, lastOutcome: 'failed', failures: 8 })).toBeGreaterThan(10 * HOUR);
    const floor = { revisit: { ...revisit, floorMs: HOUR, ceilingMs: DAY } };
    expect(waitMs({ ...doubt, ...floor })).toBe(HOUR);
  });

  it('does not retire what is in doubt for a day', () => {
    expect(nextVisitAt(history({ ageMs: 30 * DAY, isInDoubt: true }), now)).not.toBeNull();
    expect(nextVisitAt(history({ ageMs: 31 * DAY, isInDoubt: true }), now)).toBeNull();
  });

  it('retires an article that did not change for the time that is set, and only then', () => {
    expect(nextVisitAt(history({ ageMs: 30 * DAY }), now)).toBeNull();
    expect(nextVisitAt(history({ ageMs: 30 * DAY - 1 }), now)).not.toBeNull();
    expect(nextVisitAt(history({ ageMs: 90 * DAY, changedAt: [ago(29 * DAY)] }), now)).not.toBeNull();
    expect(nextVisitAt(history({ ageMs: 90 * DAY, changedAt: [ago(31 * DAY)] }), now)).toBeNull();
  });

  it('is never in the past, even when the last visit is long ago', () => {
    expect(nextVisitAt(history({ ageMs: DAY, lastVisitAt: ago(20 * HOUR) }), now)).toEqual(now);
  });

  it('keeps floor and ceiling while nothing is amiss', () => {
    fc.assert(
      fc.property(arbitraryHistory, (any) => {
        const regular = { ...any, failures: 0, retryAfterMs: null, lastOutcome: 'unchanged' as const };
        const next = nextVisitAt(regular, now)?.getTime() ?? Number.NaN;
        expect(next - now.getTime()).toBeGreaterThanOrEqual(any.revisit.floorMs);
        expect(next - now.getTime()).toBeLessThanOrEqual(any.revisit.ceilingMs);
      }),
    );
  });

  it('never comes before floor and Retry-After, and always within a week', () => {
    fc.assert(
      fc.property(arbitraryHistory, (any) => {
        const wait = (nextVisitAt(any, now)?.getTime() ?? Number.NaN) - now.getTime();
        expect(wait).toBeGreaterThanOrEqual(Math.max(any.revisit.floorMs, Math.min(any.retryAfterMs ?? 0, 7 * DAY)));
        expect(wait).toBeLessThanOrEqual(7 * DAY);
      }),
    );
  });

  it('shrinks with every edit', () => {
    fc.assert(
      fc.property(arbitraryHistory, (any) => {
        const at = (part: VisitHistory) => nextVisitAt(part, now)?.getTime() ?? Number.POSITIVE_INFINITY;
        expect(at({ ...any, changedAt: [...any.changedAt, now] })).toBeLessThanOrEqual(at(any));
      }),
    );
  });
});
