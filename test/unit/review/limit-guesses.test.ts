import { describe, expect, it } from 'vitest';
import { limitGuesses } from '../../../src/review/limit-guesses.ts';

describe('limitGuesses', () => {
  it('lets ten wrong tokens pass in any minute, and then waits for the first of them to be a minute old', () => {
    const limit = limitGuesses();
    for (let wrong = 0; wrong < 10; wrong += 1) {
      expect(limit.waitMs(1_000 * wrong)).toBe(0);
      limit.countWrong(1_000 * wrong);
    }
    expect(limit.waitMs(9_000)).toBe(51_000);
    expect(limit.waitMs(59_999)).toBe(1);
    expect(limit.waitMs(60_000)).toBe(0);
    limit.countWrong(60_000);
    expect(limit.waitMs(60_000)).toBe(1_000);
    expect(limit.waitMs(200_000)).toBe(0);
  });
});
