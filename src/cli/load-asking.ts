import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { listPausedHosts, type PausedHost } from '../../storage/hosts.ts';
import { listRequestsToday } from '../../storage/request-days.ts';
import type { Source } from '../model/source.ts';
import { type Context, withDatabase } from './context.ts';

/** What bounds the asking of sources at present: hosts that are left alone, and the requests of today by source. */
export type Asking = { paused: PausedHost[]; made: Map<string, number> };

/**
 * What the database says about asking these sources. Nothing where there is none yet, for nobody was asked then; and
 * where it cannot be used, which is said: sources can be listed and tried without it.
 */
export async function loadAsking(context: Context, sources: Source[], now: Date): Promise<Asking> {
  const { databaseUrl, varDir } = context.environment;
  const nothing: Asking = { paused: [], made: new Map() };
  if (databaseUrl === null && !existsSync(join(varDir, 'postgres'))) return nothing;
  try {
    return await withDatabase(context, async ({ db }) => {
      return { paused: await listPausedHosts(db), made: await listRequestsToday(db, sources, now) };
    });
  } catch (error) {
    context.terminal.say(`Which hosts are left alone is not known. ${(error as Error).message}`);
    return nothing;
  }
}
