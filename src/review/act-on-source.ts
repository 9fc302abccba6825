import { makeEndpointsDue, makeSourceArticlesDue } from '../../storage/endpoints.ts';
import type { Db } from '../../storage/open-database.ts';
import { pauseSource, resumeSource } from '../../storage/source-pauses.ts';
import type { Web } from './web.ts';

/** What an admin can have a source do; of a visit, whether of its articles too. */
export type SourceAct = { do: 'pause' | 'resume' | 'visit'; withArticles: boolean };

/**
 * Does something to a source, for all processes, since it is in the database. A visit is made due, and made when the
 * politeness towards its hosts allows; not of a source that is paused or switched off: that would be a promise not kept.
 */
export async function actOnSource(
  web: Web,
  id: string,
  act: SourceAct,
  by: string | null,
): Promise<'done' | 'unknown' | 'idle'> {
  const { db, clock } = web;
  const now = clock.now();
  if (act.do === 'pause') return (await pauseSource(db, id, by, now)) ? 'done' : 'unknown';
  if (act.do === 'resume') return (await resumeSource(db, id)) ? 'done' : 'unknown';
  const isAskedNow = await isAsked(db, id);
  if (isAskedNow === null) return 'unknown';
  if (!isAskedNow) return 'idle';
  await makeEndpointsDue(db, id, now);
  if (act.withArticles) await makeSourceArticlesDue(db, id, now);
  return 'done';
}

/** Whether a source makes visits: it is switched on, and nobody paused it. `null`: there is none. */
export async function isAsked(db: Db, id: string): Promise<boolean | null> {
  const source = await db.selectFrom('sources').selectAll().where('id', '=', id).executeTakeFirst();
  if (source === undefined || source.removed_at !== null) return null;
  return source.enabled && source.paused_at === null;
}
