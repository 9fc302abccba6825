import type { EditRates } from '../model/revisit.ts';
import { cutAtBins } from './age-bins.ts';
import { rateIn } from './edit-rates.ts';

const HOUR = 3_600_000;

/**
 * Unseen edits also wait: an article is visited too where one is expected to have waited for as long as this, times
 * the threshold. It keeps what is rarely edited from never being looked at again.
 */
const LONGEST_WAIT = 100 * HOUR;

/** At what age in milliseconds an article is due, and which of the two limits said so; `never` for an infinite age. */
export type DueAge = { ageMs: number; by: 'expected' | 'waited' | 'never' };

/**
 * The age at which an article that was looked at when it was `fromMs` old has `threshold` expected unseen edits, or
 * these have been waiting for `threshold` times a hundred hours, whichever comes first. It is edited `factor` times as
 * often as the mean article of its source.
 */
export function dueAge(rates: EditRates, factor: number, fromMs: number, threshold: number): DueAge {
  let unseen = 0;
  let waited = 0;
  const mostWaited = threshold * LONGEST_WAIT;
  for (const { bin, from, to } of cutAtBins(fromMs, Number.POSITIVE_INFINITY)) {
    const rate = factor * rateIn(rates, bin);
    const width = to - from;
    const untilExpected = rate > 0 ? (threshold - unseen) / rate : Number.POSITIVE_INFINITY;
    const untilWaited = untilWaitedFor(mostWaited - waited, unseen, rate);
    const first = Math.min(untilExpected, untilWaited);
    if (first <= width) return { ageMs: from + first, by: untilExpected <= untilWaited ? 'expected' : 'waited' };
    waited += unseen * width + (rate * width ** 2) / 2;
    unseen += rate * width;
  }
  return { ageMs: Number.POSITIVE_INFINITY, by: 'never' };
}

/** When `unseen` edits, and those that come at `rate`, will have waited for `left` together: unseen·t + rate·t²/2 = left. */
function untilWaitedFor(left: number, unseen: number, rate: number): number {
  if (rate > 0) return (Math.sqrt(unseen ** 2 + 2 * rate * left) - unseen) / rate;
  return unseen > 0 ? left / unseen : Number.POSITIVE_INFINITY;
}
