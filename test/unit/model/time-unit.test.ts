import { expect, it } from 'vitest';
import { chooseUnit, startOfNext, startOfUnit } from '../../../src/model/time-unit.ts';

const DAY_MS = 86_400_000;

it('cuts five weeks by days, a year by weeks, more by months', () => {
  expect([1, 31, 35].map((days) => chooseUnit(days * DAY_MS))).toEqual(['day', 'day', 'day']);
  expect([36, 90, 366, 371].map((days) => chooseUnit(days * DAY_MS))).toEqual(['week', 'week', 'week', 'week']);
  expect(chooseUnit(372 * DAY_MS)).toBe('month');
});

it('begins weeks on Mondays, over the end of a year too', () => {
  const days = ['2025-12-28', '2025-12-29', '2026-01-01', '2026-01-04', '2026-01-05'];
  expect(days.map((day) => startOfUnit(day, 'week'))).toEqual([
    ...['2025-12-22', '2025-12-29', '2025-12-29', '2025-12-29', '2026-01-05'],
  ]);
  expect(startOfUnit('2024-02-29', 'month')).toBe('2024-02-01');
  expect(startOfUnit('2024-02-29', 'day')).toBe('2024-02-29');
});

it('goes on to the next day, week or month', () => {
  expect(startOfNext('2024-02-28', 'day')).toBe('2024-02-29');
  expect(startOfNext('2025-12-29', 'week')).toBe('2026-01-05');
  expect(startOfNext('2025-12-01', 'month')).toBe('2026-01-01');
});
