import type { Source } from '../src/model/source.ts';
import { signalTrust } from '../src/revisit/trust-signals.ts';
import { loadSignals, tellOfEdits } from '../storage/revisits.ts';
import type { Stet } from './stet.ts';

/** What feeds and sitemaps tell of edits makes articles due, as far as what this source told was true before. */
export async function heedUpdates(
  stet: Stet,
  source: Source,
  listed: { identity: string; updatedAt: string | null }[],
  now: Date,
): Promise<void> {
  const told = listed.flatMap(({ identity, updatedAt }) => {
    const at = new Date(updatedAt ?? Number.NaN);
    return Number.isNaN(at.getTime()) ? [] : [{ identity, updatedAt: at }];
  });
  if (told.length === 0) return;
  const { db } = stet.database;
  const { threshold } = await stet.plans.planOf(source);
  const isTrusted = signalTrust(await loadSignals(db, source.id)) >= threshold;
  await tellOfEdits(db, source.id, told, { isTrusted, now });
}
