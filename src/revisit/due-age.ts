import type { EditRates } from '../model/revisit.ts';
import { cutAtBins } from './age-bins.ts';
import { rateIn } from './edit-rates.ts';

const HOUR = 3_600_000;

/** An article that was left alone for as long as the threshold times so much is due for less, this share of it. */
const PATIENCE = 150 * HOUR;
const SHARE_FOR_PATIENCE = 0.45;

/** At what age in milliseconds an article is due, and which of the two limits said so. */
export type DueAge = { ageMs: number; by: 'expected' | 'waited' };

/**
 * The age at which an article that was looked at when it was `fromMs` old has `threshold` expected unseen edits; a
 * little less than half of these are enough once it was left alone for the threshold times 150 hours. It is edited
 * `factor` times as often as the mean article of its source.
 *
 * If every doubling of an edit's wait is as bad as the one before, visits at equal numbers of expected edits are the
 * best; if it is as bad, besides, that an edit waits for longer than some time at all, then a visit at that time is
 * worth its request for fewer expected edits. Where hardly any come, it is not.
 */
export function dueAge(rates: EditRates, factor: number, fromMs: number, threshold: number): DueAge {
  const expectedMs = ageOfUnseen(rates, factor, fromMs, threshold);
  const patientMs = fromMs + threshold * PATIENCE;
  if (expectedMs <= patientMs) return { ageMs: expectedMs, by: 'expected' };
  const waitedMs = Math.max(patientMs, ageOfUnseen(rates, factor, fromMs, SHARE_FOR_PATIENCE * threshold));
  return waitedMs < expectedMs ? { ageMs: waitedMs, by: 'waited' } : { ageMs: expectedMs, by: 'expected' };
}

/** The age at which so many `edits` are expected since `fromMs`; infinite where none are. */
function ageOfUnseen(rates: EditRates, factor: number, fromMs: number, edits: number): number {
  let left = edits;
  for (const { bin, from, to } of cutAtBins(fromMs, Number.POSITIVE_INFINITY)) {
    const rate = factor * rateIn(rates, bin);
    if (rate > 0 && left <= rate * (to - from)) return from + left / rate;
    left -= rate * (to - from);
  }
  return Number.POSITIVE_INFINITY;
}
