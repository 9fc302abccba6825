import { makeEndpointsDue, makeSourceArticlesDue } from '../../storage/endpoints.ts';
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
  const source = await db.selectFrom('sources').selectAll().where('id', '=', id).executeTakeFirst();
  if (source === undefined || source.removed_at !== null) return 'unknown';
  if (!source.enabled || source.paused_at !== null) return 'idle';
  await makeEndpointsDue(db, id, now);
  if (act.withArticles) await makeSourceArticlesDue(db, id, now);
  return 'done';
}
