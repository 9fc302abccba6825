import { pauseAfter } from '../src/model/host-pause.ts';
import { clearHost, pauseHost } from '../storage/hosts.ts';
import { countRedirects } from './spend-budget.ts';
import type { Stet } from './stet.ts';
import type { Answer, Errand } from './take-turn.ts';

/**
 * Draws the conclusions from an answer for all who would ask the host: a bad sign leaves the whole host alone for a
 * while, a good one ends what `failures` bad ones in a row had brought.
 */
export async function heedAnswer(stet: Stet, errand: Errand, answer: Answer, failures: number): Promise<void> {
  const { db } = stet.database;
  const { host, source } = errand;
  const { sign, reason, retryAfterMs } = answer;
  if (answer.redirects > 0) await countRedirects(stet, source, answer.redirects);
  if (sign === 'well') {
    if (failures > 0) await clearHost(db, host, failures);
    return;
  }
  const inRow = failures + 1;
  const pauseMs = pauseAfter(sign, inRow, retryAfterMs);
  await pauseHost(db, host, { failures: inRow, pauseMs, reason, sourceId: source.id });
  if (pauseMs > 0) stet.log.warn({ host, seconds: Math.ceil(pauseMs / 1000), reason }, 'a host is left alone');
}
