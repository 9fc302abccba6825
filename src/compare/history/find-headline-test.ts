import type { Article } from '../../model/article.ts';
import type { PastVersion } from '../../model/visit.ts';
import { readsTheSame } from '../text/fold-typography.ts';

/** Headlines that come and go within this time are tried out on readers; later, somebody thought again. */
export const HEADLINE_TEST_MS = 24 * 60 * 60 * 1_000;

/**
 * Whether a headline alternates with the newest version's. One that is taken back is no test yet: that may be the edit
 * of the day. When the same two have come and gone within a day (A, B, A and now B again) they are being tested
 * (`first`); once that has been said, `repeated`. `null` for every other headline. `history` is oldest first.
 */
export function findHeadlineTest(history: PastVersion[], record: Article, now: Date): 'first' | 'repeated' | null {
  const latest = history.at(-1);
  if (latest === undefined || record.headline === null || readsTheSame(latest.headline, record.headline)) return null;
  const recent = history.filter((_, place) => {
    const stoodUntil = history[place + 1]?.seenAt ?? now;
    return now.getTime() - stoodUntil.getTime() <= HEADLINE_TEST_MS;
  });
  const last = recent.findLastIndex((version) => readsTheSame(version.headline, record.headline));
  if (last === -1) return null;
  if (recent.some((version) => version.kinds.includes('headline-test'))) return 'repeated';
  const isAlternating = recent.slice(0, last).some((version) => readsTheSame(version.headline, latest.headline));
  return isAlternating ? 'first' : null;
}
