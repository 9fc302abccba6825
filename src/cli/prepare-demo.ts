import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { stringify } from 'yaml';
import type { Environment } from '../../config/environment.ts';
import { emptyDatabase } from '../../storage/empty-database.ts';
import { openDatabase } from '../../storage/open-database.ts';
import { newspaperSources } from '../../test/newspaper/sources.ts';
import { refuseSecondDaemon } from './refuse-second-daemon.ts';

/**
 * Makes an environment for a demonstration: a folder of its own below `var/`, sources for the stand-in newspaper, and
 * an empty embedded database. What the last demonstration stored goes: its newspaper is gone as well.
 * @throws StetError when a demonstration runs already.
 */
export async function prepareDemo(environment: Environment, origin: string, port: number): Promise<Environment> {
  const varDir = join(environment.varDir, 'demo');
  const configDir = join(varDir, 'config');
  const demo: Environment = { ...environment, varDir, configDir, databaseUrl: null, redisUrl: null };
  const database = await openDatabase({ databaseUrl: null, varDir });
  try {
    await refuseSecondDaemon(database, varDir);
    await emptyDatabase(database.db);
  } finally {
    await database.close();
  }
  await mkdir(join(configDir, 'sources'), { recursive: true });
  const settings = { network: { allowPrivate: ['127.0.0.0/8'] }, web: { port } };
  await writeFile(join(configDir, 'stet.yaml'), stringify(settings));
  const timing = { every: '1m', floor: '2m', ceiling: '10m' };
  for (const [id, text] of Object.entries(newspaperSources(origin, timing))) {
    await writeFile(join(configDir, 'sources', `${id}.yaml`), text);
  }
  return demo;
}
