/**
 * What it costs to watch ten thousand sources with a million articles, a hundred thousand of which become due in an
 * hour: each thing that the daemon and the review UI do again and again, in milliseconds, and the statements that
 * read a table from end to end.
 */
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pino from 'pino';
import { readEnvironment } from '../../../config/environment.ts';
import { loadConfig } from '../../../config/load-config.ts';
import { openStet } from '../../../jobs/open-stet.ts';
import { openQueueBackend } from '../../../jobs/queue-backend.ts';
import { reconcileSchedulers } from '../../../jobs/reconcile-schedulers.ts';
import { SWEEP_SETTINGS, sweep } from '../../../jobs/sweep.ts';
import { closeQueues, openQueues } from '../../../jobs/wake-workers.ts';
import { systemClock } from '../../../src/model/clock.ts';
import { findArticles, listArticlesDue, loadArticle } from '../../../storage/articles.ts';
import { addCapturePartitions } from '../../../storage/capture-partitions.ts';
import { listCaptures } from '../../../storage/captures.ts';
import { countTraits, listFreeChanges } from '../../../storage/drifts.ts';
import { startEmbedded, stopEmbedded } from '../../../storage/embedded/start-embedded.ts';
import { listSourcesDue } from '../../../storage/endpoints.ts';
import { listSourceHealth, loadProgress } from '../../../storage/health.ts';
import { listArticles } from '../../../storage/list-articles.ts';
import { listChanges } from '../../../storage/list-changes.ts';
import { openDatabase } from '../../../storage/open-database.ts';
import { syncSources } from '../../../storage/sources.ts';
import { latestVersion, listPastVersions } from '../../../storage/versions.ts';
import { fillDatabase } from './fill-database.ts';
import { openExplainer } from './open-explainer.ts';

const [articles = 1_000_000, sources = 10_000] = process.argv.slice(2).map(Number);
const HOUR_MS = 60 * 60_000;
const NOW = new Date();

const say = (line: string) => process.stdout.write(`${line}\n`);

async function timed<T>(what: string, work: () => Promise<T> | T, note: (result: T) => string = () => ''): Promise<T> {
  const startedAt = performance.now();
  const result = await work();
  say(`${what.padEnd(52)} ${Math.round(performance.now() - startedAt)} ms  ${note(result)}`);
  return result;
}

const folder = await mkdtemp(join(tmpdir(), 'stet-scale-'));
const configDir = join(folder, 'config');
await mkdir(join(configDir, 'sources'), { recursive: true });
for (let n = 1; n <= sources; n += 1) {
  const text = `name: Source ${n}\nhomepage: https://s${n}.example/\ndiscover:\n  - feed: https://s${n}.example/feed\n`;
  await writeFile(join(configDir, 'sources', `s${n}.yaml`), text);
}
const server = await startEmbedded(folder);
try {
  await measure();
} finally {
  await stopEmbedded(server);
  await rm(folder, { recursive: true, force: true });
}

async function measure(): Promise<void> {
  const loaded = await timed(`reading ${sources} files of sources`, () => loadConfig(configDir));
  if (!loaded.ok) throw new Error(JSON.stringify(loaded.problems.slice(0, 3)));
  const { config } = loaded;
  const first = await openDatabase({ databaseUrl: server.url, varDir: folder });
  await addCapturePartitions(first.db, new Date(NOW.getTime() - 5 * 24 * HOUR_MS)); // as a daemon has made them
  const holdings = { sources, articles, dueInAnHour: Math.round(articles / 10), captures: 3 };
  await timed(`filling the database with ${articles} articles`, () => fillDatabase(first.db, holdings, NOW));
  await first.close();

  const environment = { ...readEnvironment({}), configDir, varDir: folder, databaseUrl: server.url, redisUrl: null };
  const stet = await timed('opening', () => openStet(environment, config, systemClock, pino({ level: 'warn' })));
  const { db } = stet.database;
  await timed('sources into the database, the first time', () => syncSources(db, config.sources, NOW));
  await timed('the same again', () => syncSources(db, config.sources, NOW));
  const backend = await openQueueBackend(process.env.REDIS_URL ?? null, stet.database, (error) => say(error.message));
  const queues = openQueues(backend);
  const reconcile = () => reconcileSchedulers(queues.discover, config.sources, 1, new Date());
  await timed(
    'a reconciliation, all schedulers missing',
    reconcile,
    (done) => `${done.upserted.length} set, the rest later`,
  );
  while (!(await reconcile()).isWhole) process.stdout.write('.');
  say('');
  await timed('a reconciliation, all as they should be', reconcile, (done) => `${done.upserted.length} set`);
  const soon = new Date(NOW.getTime() + HOUR_MS);
  for (const [what, at] of [
    ['now', NOW],
    ['a hundred thousand due', soon],
    ['again, the queue being full', soon],
  ] as const) {
    await timed(
      `a sweep, ${what}`,
      () => sweep(stet, queues, SWEEP_SETTINGS, at, NOW),
      (done) => JSON.stringify(done),
    );
  }
  await timed(
    'how many jobs wait',
    () => queues.visit.getJobCounts('waiting'),
    (counts) => JSON.stringify(counts),
  );
  await explainAll(soon, new Map(config.sources.map((source) => [source.id, source.fetch.delayMs])));
  await closeQueues(queues);
  await backend.close();
  await stet.close();
}

async function explainAll(at: Date, delaysMs: Map<string, number>): Promise<void> {
  const explainer = openExplainer(server.url);
  const since = new Date(NOW.getTime() - 24 * HOUR_MS);
  const by = { extractor: 1, rules: '' };
  const due = { now: at, delaysMs, windowMs: 4_000, limit: 1_000 };
  const some = 'c4ca4238a0b923820dcc509a6f75849b'; // the first article
  const steps: [string, Parameters<typeof explainer.explain>[0]][] = [
    ['articles due', (db) => listArticlesDue(db, due)],
    ['sources due', (db) => listSourcesDue(db, at, 1_000)],
    ['a visit: the article', (db) => loadArticle(db, some)],
    ['a visit: its newest version', (db) => latestVersion(db, some)],
    ['a visit: its history', (db) => listPastVersions(db, some, by, null)],
    ['a change: its traits in the source', (db) => countTraits(db, 's7', ['headline'], since)],
    ['a drift: the changes of the source', (db) => listFreeChanges(db, 's7', since)],
    ['captures of an article', (db) => listCaptures(db, some, 100)],
    ['newest articles', (db) => listArticles(db, { limit: 50 })],
    ['newest articles of a source', (db) => listArticles(db, { sourceId: 's7', limit: 50 })],
    ['newest changes', (db) => listChanges(db, { limit: 50 })],
    ['newest changes of a source', (db) => listChanges(db, { sourceId: 's7', limit: 50 })],
    ['an article by the beginning of its id', (db) => findArticles(db, some.slice(0, 8))],
    ['the health of all sources', (db) => listSourceHealth(db, since)],
    ['how far the first look has come', (db) => loadProgress(db)],
  ];
  for (const [what, work] of steps) {
    for (const { ms, pages, fullScans } of await explainer.explain(work)) {
      const scanned = fullScans.length === 0 ? '' : `reads all of ${fullScans.join(', ')}`;
      say(`${what.padEnd(52)} ${ms.toFixed(1)} ms, ${pages} pages  ${scanned}`);
    }
  }
  await explainer.close();
}
