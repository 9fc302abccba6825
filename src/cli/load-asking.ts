import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Config } from '../../config/load-config.ts';
import { listPausedHosts, type PausedHost } from '../../storage/hosts.ts';
import { listRequestsToday } from '../../storage/request-days.ts';
import { listSubscriptions, type SubscriptionSummary } from '../../storage/subscriptions.ts';
import { type Context, withDatabase } from './context.ts';

/**
 * What bounds the asking of sources at present: hosts that are left alone, and the requests of today by source; and the
 * subscriptions at hubs that push.
 */
export type Asking = { paused: PausedHost[]; made: Map<string, number>; pushes: SubscriptionSummary[] };

/**
 * What the database says about asking these sources. Nothing where there is none yet, for nobody was asked then; and
 * where it cannot be used, which is said: sources can be listed and tried without it.
 */
export async function loadAsking(context: Context, { sources, settings }: Config, now: Date): Promise<Asking> {
  const { databaseUrl, varDir } = context.environment;
  const nothing: Asking = { paused: [], made: new Map(), pushes: [] };
  if (databaseUrl === null && !existsSync(join(varDir, 'postgres'))) return nothing;
  try {
    return await withDatabase(context, async ({ db }) => {
      const [paused, made] = [await listPausedHosts(db), await listRequestsToday(db, sources, now)];
      // Where no hub can reach us there are none.
      return { paused, made, pushes: settings.web.publicUrl === null ? [] : await listSubscriptions(db) };
    });
  } catch (error) {
    context.terminal.say(`Which hosts are left alone is not known. ${(error as Error).message}`);
    return nothing;
  }
}
