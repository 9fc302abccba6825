import { findDrift, isExplained } from '../src/compare/drift/find-drift.ts';
import {
  addDrift,
  countTraits,
  listCurrentDrifts,
  listFreeChanges,
  lockSource,
  quarantine,
  type StoredDrift,
  type TraitedChange,
  widenDrift,
} from '../storage/drifts.ts';
import type { Db } from '../storage/open-database.ts';

const DAY = 24 * 60 * 60 * 1_000;
/** Changes so far apart are not "at once": a source's articles are visited daily at least while they are young. */
const WINDOW_MS = DAY;
/** For so long after a decision, articles that are visited later go the way of the others. */
const REMEMBERED_MS = 14 * DAY;

/**
 * In the transaction that stores a change: puts it in quarantine when it belongs to a drift of its source, and begins
 * one when with it so many articles have changed in the same way that the news cannot be why.
 */
export async function watchDrift(tx: Db, sourceId: string, change: TraitedChange, now: Date): Promise<void> {
  const current = await listCurrentDrifts(tx, sourceId, new Date(now.getTime() - REMEMBERED_MS));
  const known = current.find((drift) => drift.status !== 'accepted' && takesIn(drift, change));
  if (known !== undefined) return await quarantine(tx, known.id, [change.id]);

  const accepted = new Set(current.filter((drift) => drift.status === 'accepted').flatMap((drift) => drift.traits));
  const traits = change.traits.flat().filter((trait) => !accepted.has(trait));
  const since = new Date(now.getTime() - WINDOW_MS);
  const found = findDrift(await countTraits(tx, sourceId, traits, since));
  if (found.length === 0) return;

  await lockSource(tx, sourceId);
  const open = current.find((drift) => drift.status === 'open');
  const all = [...new Set([...(open?.traits ?? []), ...found])];
  const explained = await listExplained(tx, sourceId, all, since);
  if (explained.length === 0) return;
  const id = open?.id ?? (await addDrift(tx, sourceId, all, now));
  if (open !== undefined) await widenDrift(tx, id, all, now);
  await quarantine(tx, id, explained);
}

function takesIn(drift: StoredDrift, change: TraitedChange): boolean {
  return isExplained(change.traits, new Set(drift.traits));
}

async function listExplained(tx: Db, sourceId: string, traits: string[], since: Date): Promise<string[]> {
  const drift = new Set(traits);
  const free = await listFreeChanges(tx, sourceId, since);
  return free.filter((change) => isExplained(change.traits, drift)).map((change) => change.id);
}
