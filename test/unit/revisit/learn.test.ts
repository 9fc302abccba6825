import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { AGE_BINS, AGE_EDGES, ageBin, cutAtBins } from '../../../src/revisit/age-bins.ts';
import { countVisits, thresholdFor } from '../../../src/revisit/count-visits.ts';
import { dueAge } from '../../../src/revisit/due-age.ts';
import { expectedEdits, forget, learnRates, PRIOR_RATES, poolRates } from '../../../src/revisit/edit-rates.ts';
import { learnShares, liveliness, PRIOR_SHARES } from '../../../src/revisit/liveliness.ts';
import { signalTrust } from '../../../src/revisit/trust-signals.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const age = fc.integer({ min: 0, max: 400 * DAY });

describe('bins of age', () => {
  it('hold each age, and their edges belong to the bin that begins there', () => {
    for (let bin = 0; bin < AGE_BINS; bin += 1) expect(ageBin(AGE_EDGES[bin] ?? Number.NaN)).toBe(bin);
    fc.assert(
      fc.property(age, (ageMs) => {
        const bin = ageBin(ageMs);
        expect(AGE_EDGES[bin]).toBeLessThanOrEqual(ageMs);
        if (bin < AGE_BINS - 1) expect(AGE_EDGES[bin + 1]).toBeGreaterThan(ageMs);
      }),
    );
  });

  it('cut a stretch of age into pieces that follow each other', () => {
    fc.assert(
      fc.property(age, age, (a, b) => {
        const [from, to] = [Math.min(a, b), Math.max(a, b)];
        const pieces = [...cutAtBins(from, to)];
        const ends = pieces.map((piece) => piece.to);
        if (from < to) expect(pieces.map((piece) => piece.from)).toEqual([from, ...ends.slice(0, -1)]);
        expect(ends.at(-1) ?? from).toBe(to);
      }),
    );
  });
});

describe('edit rates', () => {
  it('begin as measured: two thirds of an edit an article, four fifths of them within a day', () => {
    const all = expectedEdits(PRIOR_RATES, 0, 30 * DAY);
    expect(all).toBeGreaterThan(0.6);
    expect(all).toBeLessThan(0.75);
    expect(expectedEdits(PRIOR_RATES, 0, DAY) / all).toBeCloseTo(0.8, 1);
  });

  it('add up, whatever a stretch of age is cut into', () => {
    fc.assert(
      fc.property(fc.array(age, { minLength: 3, maxLength: 3 }), (ages) => {
        const [a = 0, b = 0, c = 0] = ages.toSorted((x, y) => x - y);
        const parts = expectedEdits(PRIOR_RATES, a, b) + expectedEdits(PRIOR_RATES, b, c);
        expect(parts).toBeCloseTo(expectedEdits(PRIOR_RATES, a, c), 9);
      }),
    );
  });

  it('come near to the truth of a source that edits three times as often, from looks an hour apart', () => {
    let rates = PRIOR_RATES;
    let state = 7;
    const roll = () => {
      state = (state * 16_807) % 2_147_483_647;
      return state / 2_147_483_647;
    };
    for (let article = 0; article < 1_500; article += 1) {
      for (let from = 0; from < DAY; from += HOUR) {
        const expected = 3 * expectedEdits(PRIOR_RATES, from, from + HOUR);
        rates = learnRates(rates, [{ fromMs: from, toMs: from + HOUR, isChanged: roll() < -Math.expm1(-expected) }]);
      }
    }
    const ratio = expectedEdits(rates, 0, DAY) / expectedEdits(PRIOR_RATES, 0, DAY);
    expect(ratio).toBeGreaterThan(2.6);
    expect(ratio).toBeLessThan(3.3);
  });

  it('return to what was believed before when all is forgotten, and pool to themselves', () => {
    const learned = learnRates(PRIOR_RATES, [{ fromMs: 0, toMs: DAY, isChanged: true }]);
    expect(forget(learned, 0)).toEqual(PRIOR_RATES);
    expect(forget(learned, 1).edits).toEqual(learned.edits.map((edits) => expect.closeTo(edits, 9)));
    expect(poolRates([learned]).exposure).toEqual(learned.exposure.map((exposure) => expect.closeTo(exposure, 9)));
    expect(poolRates([])).toEqual(PRIOR_RATES);
  });
});

describe('liveliness', () => {
  it('is one of the mean article before anything is known, falls with quiet and rises with edits', () => {
    expect(liveliness(PRIOR_SHARES, 0, 0)).toBeCloseTo(1, 1);
    expect(liveliness(PRIOR_SHARES, 0, 0.5)).toBeLessThan(0.9);
    fc.assert(
      fc.property(
        fc.double({ min: 0, max: 200, noNaN: true }),
        fc.double({ min: 0, max: 5, noNaN: true }),
        (n, expected) => {
          const now = liveliness(PRIOR_SHARES, n, expected);
          expect(now).toBeGreaterThan(0);
          expect(liveliness(PRIOR_SHARES, n + 1, expected)).toBeGreaterThanOrEqual(now);
          expect(liveliness(PRIOR_SHARES, n, expected + 0.5)).toBeLessThanOrEqual(now + 1e-12);
        },
      ),
    );
  });

  it('differs little where articles were seen to differ little', () => {
    const poisson = [5_143, 3_420, 1_137, 252, 42, 6];
    const alike = learnShares(poisson.map((count) => count * 3));
    const spread = (shares: readonly number[]) => liveliness(shares, 4, 0.4) / liveliness(shares, 0, 0.4);
    expect(spread(alike)).toBeLessThan(spread(PRIOR_SHARES) / 2);
  });
});

describe('the age at which an article is due', () => {
  it('is where the expected number of unseen edits reaches the threshold, or less than half of it after long patience', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 30 * DAY }),
        fc.double({ min: 0.05, max: 20, noNaN: true }),
        fc.double({ min: 0.001, max: 0.5, noNaN: true }),
        (fromMs, factor, threshold) => {
          const due = dueAge(PRIOR_RATES, factor, fromMs, threshold);
          const unseen = factor * expectedEdits(PRIOR_RATES, fromMs, due.ageMs);
          expect(due.ageMs).toBeGreaterThan(fromMs);
          if (due.by === 'expected') {
            expect(unseen).toBeCloseTo(threshold, 6);
          } else {
            expect(unseen).toBeLessThanOrEqual(threshold + 1e-9);
            expect(unseen).toBeGreaterThanOrEqual(0.45 * threshold - 1e-9);
            expect(due.ageMs - fromMs).toBeGreaterThanOrEqual(threshold * 150 * HOUR - 1);
          }
        },
      ),
    );
  });

  it('is just after that patience while edits still come, and much later once hardly any do', () => {
    const patience = 0.06 * 150 * HOUR;
    const waitAt = (fromMs: number) => dueAge(PRIOR_RATES, 0.6, fromMs, 0.06).ageMs - fromMs;
    expect(waitAt(HOUR)).toBeLessThan(patience);
    expect(waitAt(8 * HOUR)).toBeCloseTo(patience, -3);
    expect(waitAt(4 * DAY)).toBeGreaterThan(3 * patience);
  });

  it('is never the later for more edits, and never the sooner for a later look', () => {
    fc.assert(
      fc.property(age, fc.double({ min: 0.05, max: 20, noNaN: true }), (fromMs, factor) => {
        const at = (from: number, times: number) => dueAge(PRIOR_RATES, times, from, 0.06).ageMs;
        expect(at(fromMs, 2 * factor)).toBeLessThanOrEqual(at(fromMs, factor));
        expect(at(fromMs + HOUR, factor)).toBeGreaterThanOrEqual(at(fromMs, factor));
      }),
    );
  });

  it('never comes where nothing is ever edited', () => {
    const none = { ...PRIOR_RATES, edits: PRIOR_RATES.edits.map(() => 0) };
    expect(dueAge(none, 1, DAY, 0.06).ageMs).toBe(Number.POSITIVE_INFINITY);
  });
});

describe('the budget', () => {
  const revisit = { retireAfterMs: 30 * DAY, floorMs: 5 * MINUTE, ceilingMs: 7 * DAY };
  const visitsAt = (threshold: number) => countVisits({ rates: PRIOR_RATES, shares: PRIOR_SHARES, threshold }, revisit);

  it('buys more visits at a lower threshold, and finds the threshold for any number of them', () => {
    const counted = [0.01, 0.03, 0.1, 0.3].map((threshold) => ({ threshold, visits: visitsAt(threshold) }));
    const visits = counted.map((each) => each.visits);
    expect(visits).toEqual(visits.toSorted((a, b) => b - a));
    for (const wanted of [12, 16, 24, 32]) {
      const got = visitsAt(thresholdFor(counted, wanted));
      expect(got / wanted).toBeGreaterThan(0.9);
      expect(got / wanted).toBeLessThan(1.1);
    }
    expect(thresholdFor(counted, 1)).toBe(0.3);
    expect(thresholdFor(counted, 10_000)).toBe(0.01);
  });
});

describe('what feeds tell', () => {
  it('is believed by half at first, and later as often as it was true', () => {
    expect(signalTrust({ told: 0, confirmed: 0 })).toBe(0.5);
    expect(signalTrust({ told: 400, confirmed: 2 })).toBeLessThan(0.01);
    expect(signalTrust({ told: 40, confirmed: 40 })).toBeGreaterThan(0.95);
  });
});
