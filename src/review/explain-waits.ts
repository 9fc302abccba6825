import { listPausedHosts } from '../../storage/hosts.ts';
import type { Db } from '../../storage/open-database.ts';
import { listRequestsToday } from '../../storage/request-days.ts';
import { listPausedSources } from '../../storage/source-pauses.ts';
import type { Source } from '../model/source.ts';
import { describePause } from './describe-pause.ts';
import { describeWaits } from './describe-waits.ts';

/** Why a source is not asked at present, in sentences; none where it is. */
export async function explainWaits(db: Db, source: Source, now: Date): Promise<string[]> {
  const made = await listRequestsToday(db, [source], now);
  const pauses = (await listPausedSources(db)).filter(({ id }) => id === source.id);
  const waits = describeWaits(source, await listPausedHosts(db), made.get(source.id) ?? 0, now);
  return [...pauses.map((pause) => describePause(pause, now)), ...waits];
}
