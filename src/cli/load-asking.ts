import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Config } from '../../config/load-config.ts';
import { listEndpoints, type StoredEndpoint } from '../../storage/endpoints.ts';
import { listPausedHosts, type PausedHost } from '../../storage/hosts.ts';
import { listNextVisits, type NextVisit } from '../../storage/next-visits.ts';
import type { Db } from '../../storage/open-database.ts';
import { listRequestsToday } from '../../storage/request-days.ts';
import { listPausedSources, type SourcePause } from '../../storage/source-pauses.ts';
import { listSubscriptions, type SubscriptionSummary } from '../../storage/subscriptions.ts';
import { type Context, withDatabase } from './context.ts';

/**
 * What bounds the asking of sources at present: hosts that are left alone, and the requests of today by source; the
 * subscriptions at hubs that push; and the endpoints with what their last visits came to.
 */
export type Asking = {
  paused: PausedHost[];
  /** Sources that a person has make no visits. */
  pauses: SourcePause[];
  made: Map<string, number>;
  pushes: SubscriptionSummary[];
  endpoints: StoredEndpoint[];
};

/**
 * What the database says about asking these sources. Nothing where there is none yet, for nobody was asked then; and
 * where it cannot be used, which is said: sources can be listed and tried without it.
 */
export async function loadAsking(context: Context, { sources, settings }: Config, now: Date): Promise<Asking> {
  const nothing: Asking = { paused: [], pauses: [], made: new Map(), pushes: [], endpoints: [] };
  const load = async (db: Db) => ({
    paused: await listPausedHosts(db),
    pauses: await listPausedSources(db),
    made: await listRequestsToday(db, sources, now),
    // Where no hub can reach us there are none.
    pushes: settings.web.publicUrl === null ? [] : await listSubscriptions(db),
    endpoints: await listEndpoints(db),
  });
  return await askIfThere(context, load, nothing, 'Which hosts are left alone is not known.');
}

/** So many of the next visits of a source are told of. */
const NEXT_VISITS = 4;

/** The next visits of a source's articles, that of the article at `url` first: nothing where no database says so. */
export async function loadNextVisits(context: Context, sourceId: string, url: string | null): Promise<NextVisit[]> {
  const load = (db: Db) => listNextVisits(db, sourceId, url, NEXT_VISITS);
  return await askIfThere(context, load, [], 'When articles are visited next is not known.');
}

async function askIfThere<T>(
  context: Context,
  load: (db: Db) => Promise<T>,
  nothing: T,
  whatIsMissing: string,
): Promise<T> {
  const { databaseUrl, varDir } = context.environment;
  if (databaseUrl === null && !existsSync(join(varDir, 'postgres'))) return nothing;
  try {
    return await withDatabase(context, ({ db }) => load(db));
  } catch (error) {
    context.terminal.say(`${whatIsMissing} ${(error as Error).message}`);
    return nothing;
  }
}
