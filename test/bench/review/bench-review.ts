/**
 * How soon the review UI answers when much is stored: a million versions of 300,000 articles with 200,000 changes (or as
 * many articles as are asked for), 20 readers at once, visits being stored meanwhile. The web server is one as it is
 * run (`stet start --role web`). First what each kind of page costs, read one after another; then for each kind the
 * times in milliseconds and the bytes of the largest.
 *
 *     npm run bench:review -- [articles] [seconds a round; 0: no rounds] [folder of the database]
 *
 * A folder that is named is kept, and measured as it stands the next time: to fill it takes about 20 minutes.
 */
import { chmod, mkdir, mkdtemp, rm } from 'node:fs/promises';
import { loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { countFigures } from '../../../jobs/figure-keeper.ts';
import { seedRandom } from '../../../src/model/seed-random.ts';
import { addCapturePartitions } from '../../../storage/capture-partitions.ts';
import { startEmbedded, stopEmbedded } from '../../../storage/embedded/start-embedded.ts';
import { type Db, openDatabase } from '../../../storage/open-database.ts';
import { cpuMs } from '../throughput/cpu-time.ts';
import { costPages } from './cost-pages.ts';
import { fillReview } from './fill-review.ts';
import { type Known, makeKinds } from './make-kinds.ts';
import { type PageKind, readPages } from './read-pages.ts';
import { runWeb } from './run-web.ts';
import { visitMeanwhile } from './visit-meanwhile.ts';

const SOURCES = 50;
const VISITS_A_SECOND = 5;
/** One alone tells what a page takes, twenty what they wait for; the last never pause, which is as fast as it goes. */
const ROUNDS = [
  { readers: 1, pauseMs: 0 },
  { readers: 20, pauseMs: 2_000 },
  { readers: 20, pauseMs: 0 },
];

const [articlesAsked = '300000', seconds = '60', kept = null] = process.argv.slice(2);
const articles = Number(articlesAsked);
const say = (line: string) => process.stdout.write(`${line}\n`);

const folder = kept ?? (await mkdtemp(join(tmpdir(), 'stet-review-')));
await mkdir(folder, { recursive: true });
await chmod(folder, 0o755); // temporary folders are closed; the server of root runs under another account
const server = await startEmbedded(folder);
try {
  await measure();
} finally {
  await stopEmbedded(server);
  if (kept === null) await rm(folder, { recursive: true, force: true });
}

async function measure(): Promise<void> {
  const database = await openDatabase({ databaseUrl: server.url, varDir: folder });
  const { db } = database;
  await fillOnce(db, new Date());
  const { rows: known } = await sql<Known>`
    select article_id as article, id as change from changes where not noise order by md5(id) limit 2000`.execute(db);
  await tellFigures(db);
  const web = await runWeb(folder, server.url, SOURCES);
  const kinds = () => makeKinds({ known, articles, sources: SOURCES }, seedRandom(8));
  try {
    await tellCosts(db, web, kinds());
    for (const round of Number(seconds) > 0 ? ROUNDS : []) await tellTimes(db, web, known, kinds(), round);
  } finally {
    await web.stop();
    await database.close();
  }
}

async function fillOnce(db: Db, now: Date): Promise<void> {
  if ((await db.selectFrom('articles').select('id').limit(1).executeTakeFirst()) === undefined) {
    const startedAt = performance.now();
    await addCapturePartitions(db, now);
    const changes = Math.round((articles * 2) / 3);
    const versions = await fillReview(db, { articles, changes, sources: SOURCES }, now);
    const tookS = Math.round((performance.now() - startedAt) / 1_000);
    say(`filled with ${versions} versions of ${articles} articles in ${tookS} s`);
  }
  const size = await sql<{ size: string }>`select pg_size_pretty(pg_database_size(current_database())) as size`.execute(
    db,
  );
  say(`the database takes ${size.rows[0]?.size}`);
}

/** What a daemon does once a minute, or more seldom. */
async function tellFigures(db: Db): Promise<void> {
  const startedAt = performance.now();
  const before = cpuMs([server.pid]);
  await countFigures(db, [], new Date());
  const tookMs = performance.now() - startedAt;
  say(
    `the daemon counted its figures in ${tookMs.toFixed(0)} ms, ${cpuMs([server.pid]) - before} ms of CPU in the database`,
  );
}

type RunningWeb = { url: string; pid: number };

async function tellCosts(db: Db, web: RunningWeb, kinds: PageKind[]): Promise<void> {
  say(`\nwhat a page costs, one after another; ${tellLoad()}`);
  sayRow('page', ['first ms', 'web CPU', 'db CPU', 'rows', 'read from end to end']);
  const costs = await costPages(db, web, server.pid, kinds);
  for (const { name, firstMs, webMs, databaseMs, indexedRows, scanned } of costs) {
    const tables = scanned.map(({ table, rows }) => `${table} (${rows.toFixed(0)} rows)`).join(', ');
    sayRow(name, [firstMs.toFixed(0), webMs.toFixed(1), databaseMs.toFixed(1), indexedRows.toFixed(0), `  ${tables}`]);
  }
  const shares = kinds.reduce((sum, { share }) => sum + share, 0);
  const mean = (figure: 'webMs' | 'databaseMs') =>
    kinds.reduce((sum, { share }, place) => sum + (share * (costs[place]?.[figure] ?? 0)) / shares, 0).toFixed(1);
  sayRow('mean, by what is asked for', ['', mean('webMs'), mean('databaseMs')]);
}

async function tellTimes(
  db: Db,
  web: RunningWeb,
  known: Known[],
  kinds: PageKind[],
  { readers, pauseMs }: { readers: number; pauseMs: number },
): Promise<void> {
  const visits = visitMeanwhile(
    db,
    known.map(({ article }) => article),
    VISITS_A_SECOND,
  );
  const countCpu = () => [cpuMs([web.pid]), cpuMs([server.pid])] as const;
  const before = countCpu();
  const options = { readers, pauseMs, durationMs: Number(seconds) * 1_000, random: seedRandom(7) };
  const times = await readPages(web.url, kinds, options).finally(visits.stop);
  const after = countCpu();
  const stored = await visits.stop();
  const reads = times.reduce((sum, each) => sum + each.reads, 0);
  const [webMs, databaseMs] = [0, 1].map((place) => (((after[place] ?? 0) - (before[place] ?? 0)) / reads).toFixed(1));
  say(
    `\n${readers} readers, ${pauseMs} ms between two pages: ${reads} pages; ${stored} visits were stored meanwhile; ${webMs} ms of CPU a page for the web server, ${databaseMs} for the database with the visits; ${tellLoad()}`,
  );
  sayRow('page', ['reads', 'median', 'p95', 'slowest', 'bytes', 'failed']);
  for (const { name, reads, p50, p95, slowest, bytes, failures } of times) {
    sayRow(
      name,
      [reads, p50, p95, slowest, bytes, failures].map((figure) => String(Math.round(figure))),
    );
  }
}

function tellLoad(): string {
  return `load of the machine ${loadavg()[0]?.toFixed(1)}`;
}

function sayRow(name: string, figures: string[]): void {
  say(`${name.padEnd(26)} ${figures.map((figure) => figure.padStart(9)).join('')}`);
}
