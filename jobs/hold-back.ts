import { ceilingFor, type Purpose } from '../src/model/daily-budget.ts';
import { hostOf } from '../src/model/host-of.ts';
import { localTimeOf } from '../src/model/local-time.ts';
import { quietUntil } from '../src/model/quiet-hours.ts';
import type { Source } from '../src/model/source.ts';
import { listPausedHosts } from '../storage/hosts.ts';
import { listRequestsToday } from '../storage/request-days.ts';
import { listPausedSources } from '../storage/source-pauses.ts';
import type { Stet } from './stet.ts';

/** The sources whose due visits would only be given back by the workers, by id. They stay due. */
export type HeldBack = {
  /** Those whose endpoints may not be asked now. */
  discoveries: string[];
  /** Those none of whose articles may be asked for now. */
  visits: Set<string>;
  /** Those that may be asked for articles that were never visited, and no others. */
  firstOnly: Set<string>;
};

/**
 * Which sources are not to be asked at present: paused by a person, in their quiet hours, when their day's budget is spent, and when all
 * hosts of their endpoints are left alone. It only saves work: the workers decide.
 */
export async function holdBack({ database: { db } }: Stet, sources: Source[], now: Date): Promise<HeldBack> {
  const [paused, made, pauses] = await Promise.all([
    listPausedHosts(db),
    listRequestsToday(db, sources, now),
    listPausedSources(db),
  ]);
  const pausedSources = new Set(pauses.map(({ id: sourceId }) => sourceId));
  const pausedHosts = new Set(paused.map(({ host }) => host));
  const held: HeldBack = { discoveries: [], visits: new Set(), firstOnly: new Set() };
  for (const source of sources) {
    const { id, timezone, fetch } = source;
    const isQuiet = quietUntil(fetch.quiet, timezone, now) !== null;
    const mayNever = isQuiet || pausedSources.has(id);
    const may = (purpose: Purpose) => !mayNever && isWithin(source, purpose, made.get(id) ?? 0, now);
    const isPaused = source.discover.length > 0 && source.discover.every(({ url }) => pausedHosts.has(hostOf(url)));
    if (isPaused || !may('discover')) held.discoveries.push(id);
    if (!may('first')) held.visits.add(id);
    else if (!may('again')) held.firstOnly.add(id);
  }
  return held;
}

function isWithin({ timezone, fetch: { perDay } }: Source, purpose: Purpose, made: number, now: Date): boolean {
  if (perDay === null) return true;
  const dayShare = localTimeOf(timezone, now).minutes / (24 * 60);
  return made < ceilingFor(purpose, perDay, dayShare);
}
