import { expect, it } from 'vitest';
import { tellSeldom } from '../../../jobs/tell-seldom.ts';

function listen(everyMs: number) {
  const heard: string[] = [];
  let nowMs = 0;
  const meet = tellSeldom(
    (error, repeats) => heard.push(`${error.message} ×${repeats}`),
    everyMs,
    () => nowMs,
  );
  return {
    heard,
    meetAt: (atMs: number, message: string) => {
      nowMs = atMs;
      meet(new Error(message));
    },
  };
}

it('tells of a trouble at once, and of its repeats with their number when the time has passed', () => {
  const { heard, meetAt } = listen(10_000);
  for (const atMs of [0, 1, 5_000, 9_999, 10_000, 10_001, 20_000]) meetAt(atMs, 'shutting down');
  expect(heard).toEqual(['shutting down ×0', 'shutting down ×3', 'shutting down ×1']);
});

it('tells of another trouble at once', () => {
  const { heard, meetAt } = listen(10_000);
  meetAt(0, 'shutting down');
  meetAt(1, 'connection refused');
  meetAt(2, 'shutting down');
  expect(heard).toEqual(['shutting down ×0', 'connection refused ×0']);
});

it('begins anew with a trouble that was long gone', () => {
  const { heard, meetAt } = listen(10_000);
  meetAt(0, 'shutting down');
  meetAt(1, 'shutting down');
  meetAt(30_000, 'connection refused');
  meetAt(60_000, 'shutting down');
  expect(heard).toEqual(['shutting down ×0', 'connection refused ×0', 'shutting down ×0']);
});

it('says little while many meet one trouble', () => {
  const { heard, meetAt } = listen(10_000);
  for (let atMs = 0; atMs < 60_000; atMs += 5) meetAt(atMs, 'shutting down');
  expect(heard).toHaveLength(6);
});
