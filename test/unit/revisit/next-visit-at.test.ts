import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { OUTCOMES } from '../../../src/model/outcome.ts';
import type { VisitHistory } from '../../../src/model/visit.ts';
import { nextVisitAt } from '../../../src/revisit/next-visit-at.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const now = new Date('2026-03-01T12:00:00Z');
const ago = (ms: number) => new Date(now.getTime() - ms);
const revisit = { retireAfterMs: 30 * DAY, floorMs: 2 * MINUTE, ceilingMs: DAY };

function history(part: Partial<VisitHistory> & { ageMs?: number } = {}): VisitHistory {
  const { ageMs = HOUR, ...rest } = part;
  return {
    bornAt: ago(ageMs),
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
  it('waits a few minutes when an article is new, and about a day when it is three weeks old', () => {
    expect(waitMs({ ageMs: 0 })).toBe(3 * MINUTE);
    expect(waitMs({ ageMs: DAY })).toBe(72 * MINUTE);
    expect(waitMs({ ageMs: 21 * DAY })).toBe(DAY);
  });

  it('asks sooner after an edit, and less so the longer ago it was', () => {
    const waits = [[ago(0)], [ago(6 * HOUR)], [ago(2 * DAY)], []].map((changedAt) =>
      waitMs({ ageMs: 3 * DAY, changedAt }),
    );
    expect(waits).toEqual([...waits].sort((a, b) => a - b));
    expect(waits[0]).toBe((waits[3] ?? 0) / 2);
  });

  it('catches most edits of a day soon: visits within the first day are some dozens, not hundreds', () => {
    const bornAt = ago(0);
    let at = now;
    let visits = 0;
    while (at.getTime() - bornAt.getTime() < DAY) {
      const next = nextVisitAt({ ...history(), bornAt, lastVisitAt: at }, at);
      if (next === null || next <= at) throw new Error('It does not get on.');
      at = next;
      visits += 1;
    }
    expect(visits).toBeGreaterThan(40);
    expect(visits).toBeLessThan(120);
  });

  it('backs off from failures, twice as long for each, at most a day', () => {
    const wait = (failures: number) => waitMs({ lastOutcome: 'failed', failures });
    expect([1, 2, 3, 4].map(wait)).toEqual([5, 10, 20, 40].map((minutes) => minutes * MINUTE));
    expect(wait(50)).toBe(DAY);
    expect(wait(5_000)).toBe(DAY);
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
    expect(waitMs({ ...doubt, ageMs: HOUR })).toBe(3 * MINUTE);
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

  it('grows with age, and shrinks with every edit', () => {
    fc.assert(
      fc.property(arbitraryHistory, fc.integer({ min: 0, max: DAY }), (any, moreMs) => {
        const at = (part: VisitHistory) => nextVisitAt(part, now)?.getTime() ?? Number.POSITIVE_INFINITY;
        expect(at({ ...any, bornAt: new Date(any.bornAt.getTime() - moreMs) })).toBeGreaterThanOrEqual(at(any));
        expect(at({ ...any, changedAt: [...any.changedAt, now] })).toBeLessThanOrEqual(at(any));
      }),
    );
  });
});
