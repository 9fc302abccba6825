import type { Database } from '../../storage/open-database.ts';
import { StetError } from '../model/stet-error.ts';

/**
 * Makes this process the one daemon of an embedded database. Two would do no harm, but are surely a mistake: the
 * embedded server serves one machine. A server of somebody else's may have as many as are wanted.
 * @throws StetError when another daemon runs on it.
 */
export async function refuseSecondDaemon(database: Database, varDir: string): Promise<void> {
  if (database.embeddedHome === null || (await database.session.tryClaim('daemon'))) return;
  throw new StetError(
    `Another stet daemon already runs on the data in ${varDir}: stop it, or give this one a folder of its own in STET_DATA (several daemons on one database need DATABASE_URL).`,
  );
}
