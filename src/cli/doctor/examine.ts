import type { Environment } from '../../../config/environment.ts';
import { formatProblem, loadConfig } from '../../../config/load-config.ts';
import { namesNobody, type Settings } from '../../../config/settings-schema.ts';
import { openQueueBackend } from '../../../jobs/queue-backend.ts';
import { type Database, hidePassword, openDatabase } from '../../../storage/open-database.ts';
import type { Finding } from '../../model/finding.ts';
import { readProgramVersion } from '../program-version.ts';
import { examineAccess } from './examine-access.ts';
import { examineBrowser } from './examine-browser.ts';
import { examineClock, examineDisk, examinePort } from './examine-machine.ts';

/**
 * Looks at everything that stet needs, one after the other; what cannot be examined is a finding too. `running`: the
 * database of the daemon that examines itself.
 */
export async function examine(environment: Environment, running: Database | null = null): Promise<Finding[]> {
  const findings: Finding[] = [examineVersions()];
  const result = loadConfig(environment.configDir);
  findings.push(examineConfig(environment, result));
  if (result.ok) findings.push(examineContact(result.config.settings.network));
  const web = result.ok ? result.config.settings.web : { host: '127.0.0.1', port: 4000 };
  findings.push(running === null ? await examinePort(web.host, web.port) : ownPort(web));
  findings.push(await examineDisk(environment.varDir));
  findings.push(...(await examineDatabase(environment, result.ok ? result.config.settings.web : null, running)));
  findings.push(await examineBrowser(environment));
  return findings;
}

function examineVersions(): Finding {
  const found = `stet ${readProgramVersion()}, Node ${process.versions.node}, ${process.platform}-${process.arch}`;
  return { part: 'versions', verdict: 'ok', found, advice: null };
}

function examineConfig(environment: Environment, result: ReturnType<typeof loadConfig>): Finding {
  const part = 'configuration';
  if (result.ok) {
    const { sources } = result.config;
    const enabled = sources.filter((source) => source.enabled).length;
    const found = `${environment.configDir}: ${sources.length} sources, ${enabled} switched on`;
    if (enabled > 0) return { part, verdict: 'ok', found, advice: null };
    return {
      part,
      verdict: 'note',
      found,
      advice: 'set enabled: true in a file of sources/, or run "stet sources add URL"',
    };
  }
  const [first] = result.problems;
  const found = `${result.problems.length} problem(s), the first: ${first === undefined ? '' : formatProblem(first)}`;
  return { part, verdict: 'wrong', found, advice: 'mend the files named; "stet start" lists every problem' };
}

function examineContact(network: Settings['network']): Finding {
  const { userAgent, from } = network;
  const found = `sites see ${userAgent}${from === null ? '' : `, from ${from}`}`;
  if (!namesNobody(network)) return { part: 'contact', verdict: 'ok', found, advice: null };
  const advice = 'name a page or an e-mail address of yours in network.userAgent: sites block whom they cannot reach';
  return { part: 'contact', verdict: 'note', found, advice };
}

/** It is what asks: that it answers is no question. */
function ownPort({ host, port }: { host: string; port: number }): Finding {
  return { part: 'port', verdict: 'ok', found: `the daemon runs; its settings name ${host}:${port}`, advice: null };
}

async function examineDatabase(
  environment: Environment,
  web: Settings['web'] | null,
  running: Database | null,
): Promise<Finding[]> {
  let database: Database;
  try {
    const { databaseUrl, varDir } = environment;
    database = running ?? (await openDatabase({ databaseUrl, varDir, poolSize: 2 }));
  } catch (error) {
    const advice = 'the sentence says what to do; nothing of what is stored was altered';
    return [{ part: 'database', verdict: 'wrong', found: (error as Error).message, advice }];
  }
  try {
    const row = await database.db
      .selectNoFrom((eb) => [
        eb.fn<string>('current_setting', [eb.val('server_version')]).as('version'),
        eb.fn<number>('pg_database_size', [eb.fn('current_database', [])]).as('size'),
        eb.fn<Date>('clock_timestamp', []).as('now'),
      ])
      .executeTakeFirstOrThrow();
    const where = database.embeddedHome ?? hidePassword(database.url);
    const kind = database.embeddedHome === null ? 'server' : 'embedded';
    const found = `PostgreSQL ${row.version}, ${kind}, ${(row.size / 1_000_000).toFixed(0)} MB, ${where}`;
    return [
      { part: 'database', verdict: 'ok', found, advice: null },
      await examineQueue(environment, database),
      examineClock(row.now, new Date()),
      ...(web === null ? [] : [await examineAccess(database.db, web)]),
    ];
  } catch (error) {
    const advice = 'look whether it still runs; the daemon goes on when it is there again';
    return [{ part: 'database', verdict: 'wrong', found: (error as Error).message, advice }];
  } finally {
    if (running === null) await database.close();
  }
}

async function examineQueue(environment: Environment, database: Database): Promise<Finding> {
  try {
    const backend = await openQueueBackend(environment.redisUrl, database, () => {});
    try {
      await backend.ping();
    } finally {
      await backend.close();
    }
    const found = backend.kind === 'redis' ? 'Redis, from REDIS_URL' : 'in the database';
    return { part: 'queue', verdict: 'ok', found, advice: null };
  } catch (error) {
    const advice = 'start it, or unset REDIS_URL to keep the queue in the database';
    return { part: 'queue', verdict: 'wrong', found: (error as Error).message, advice };
  }
}
