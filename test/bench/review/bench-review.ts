/**
 * How soon the review UI answers when much is stored: a million versions of 300,000 articles with 200,000 changes (or as
 * many articles as are asked for), 20 readers at once, visits being stored meanwhile. The web server is one as it is
 * run (`stet start --role web`). For each kind of page the times in milliseconds and the bytes of the largest.
 *
 *     npm run bench:review -- [articles] [seconds] [folder of the database, which is kept]
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { sql } from 'kysely';
import { stringify } from 'yaml';
import { seedRandom } from '../../../src/model/seed-random.ts';
import { addCapturePartitions } from '../../../storage/capture-partitions.ts';
import { startEmbedded, stopEmbedded } from '../../../storage/embedded/start-embedded.ts';
import { openDatabase } from '../../../storage/open-database.ts';
import { cpuMs } from '../throughput/cpu-time.ts';
import { fillReview } from './fill-review.ts';
import { nameWord } from './make-stories.ts';
import { type PageKind, readPages } from './read-pages.ts';
import { visitMeanwhile } from './visit-meanwhile.ts';

const PROGRAM = fileURLToPath(new URL('../../../src/cli/stet.js', import.meta.url));
const SOURCES = 50;
const VISITS_A_SECOND = 5;
/** One alone tells what a page costs, twenty what they wait for; the last never pause, which is as fast as it goes. */
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
  const now = new Date();
  if ((await db.selectFrom('articles').select('id').limit(1).executeTakeFirst()) === undefined) {
    const startedAt = performance.now();
    await addCapturePartitions(db, now);
    const changes = Math.round((articles * 2) / 3);
    const versions = await fillReview(db, { articles, changes, sources: SOURCES }, now);
    say(
      `filled with ${versions} versions of ${articles} articles in ${Math.round((performance.now() - startedAt) / 1_000)} s`,
    );
  }
  const size = await sql<{ size: string }>`select pg_size_pretty(pg_database_size(current_database())) as size`.execute(
    db,
  );
  say(`the database takes ${size.rows[0]?.size}`);
  const { rows } = await sql<{ id: string; change: string }>`
    select article_id as id, id as change from changes where not noise order by md5(id) limit 2000`.execute(db);
  const web = await startWeb(server.url);
  try {
    for (const { readers, pauseMs } of ROUNDS) {
      const visits = visitMeanwhile(
        db,
        rows.map(({ id }) => id),
        VISITS_A_SECOND,
      );
      const options = { readers, pauseMs, durationMs: Number(seconds) * 1_000, random: seedRandom(7) };
      const countCpu = () => cpuMs([web.pid, server.pid], []);
      const before = countCpu();
      const times = await readPages(web.url, makeKinds(rows, seedRandom(8)), options);
      const stored = await visits.stop();
      const reads = times.reduce((sum, each) => sum + each.reads, 0);
      const cpu = Math.round((countCpu() - before) / reads);
      say(
        `\n${readers} readers, ${pauseMs} ms between two pages; ${stored} visits were stored meanwhile; ${cpu} ms of CPU a page, these included`,
      );
      say(
        `${'page'.padEnd(24)} ${['reads', 'median', 'p95', 'slowest', 'bytes', 'failed'].map((title) => title.padStart(9)).join('')}`,
      );
      for (const { name, reads, p50, p95, slowest, bytes, failures } of times) {
        const figures = [reads, p50, p95, slowest, bytes, failures].map((figure) =>
          String(Math.round(figure)).padStart(9),
        );
        say(`${name.padEnd(24)} ${figures.join('')}`);
      }
    }
  } finally {
    await web.stop();
    await database.close();
  }
}

function makeKinds(rows: { id: string; change: string }[], random: () => number): PageKind[] {
  const pick = () => rows[Math.floor(random() * rows.length)];
  const word = (most: number) => nameWord(Math.floor(random() * most));
  const source = () => `s${1 + Math.floor(random() * SOURCES)}`;
  return [
    { name: 'home', share: 5, makeAddress: () => '/' },
    { name: 'home, filtered', share: 3, makeAddress: () => `/?source=${source()}&kind=figure&order=importance` },
    { name: 'home, silent, by words', share: 1, makeAddress: () => `/?silent=1&search=${word(5_000)}` },
    { name: 'change', share: 8, makeAddress: () => `/changes/${pick()?.change}` },
    { name: 'article', share: 6, makeAddress: () => `/articles/${pick()?.id}` },
    { name: 'articles', share: 2, makeAddress: () => '/articles' },
    { name: 'search, common words', share: 1, makeAddress: () => `/search?q=${word(20)}` },
    { name: 'search, rare words', share: 2, makeAddress: () => `/search?q=${word(40_000)}+${word(2_000)}` },
    { name: 'search, one article', share: 2, makeAddress: () => `/search?q=n${1 + Math.floor(random() * articles)}` },
    { name: 'search, a phrase', share: 1, makeAddress: () => '/search?q=%22there+were+42+people%22' },
    {
      name: 'search, in a source',
      share: 1,
      makeAddress: () => `/search?q=${word(3_000)}&source=${source()}&unsaid=1`,
    },
    { name: 'sources', share: 1, makeAddress: () => '/sources' },
    { name: 'numbers', share: 1, makeAddress: () => '/numbers' },
    { name: 'numbers of a source', share: 1, makeAddress: () => `/numbers?source=${source()}` },
  ];
}

/** The web server as one runs it, in a process of its own. */
async function startWeb(databaseUrl: string): Promise<{ url: string; pid: number; stop(): Promise<void> }> {
  const configDir = join(folder, 'config');
  await mkdir(join(configDir, 'sources'), { recursive: true });
  await writeFile(join(configDir, 'stet.yaml'), stringify({ web: { port: 0 } }));
  for (let n = 1; n <= SOURCES; n += 1) {
    const source = {
      name: `Source ${n}`,
      homepage: `https://s${n}.example/`,
      discover: [{ feed: `https://s${n}.example/feed` }],
    };
    await writeFile(join(configDir, 'sources', `s${n}.yaml`), stringify(source));
  }
  const child: ChildProcess = spawn(process.execPath, [PROGRAM, 'start', '--role', 'web'], {
    env: { PATH: process.env.PATH, STET_CONFIG: configDir, STET_DATA: join(folder, 'var'), DATABASE_URL: databaseUrl },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let said = '';
  child.stderr?.on('data', (chunk: Buffer) => {
    said += chunk.toString();
  });
  while (!/at (http:\S+)/.test(said)) {
    if (child.exitCode !== null) throw new Error(`The web server ended: ${said}`);
    await sleep(50);
  }
  const url = /at (http:\S+)/.exec(said)?.[1] ?? '';
  return {
    url,
    pid: child.pid ?? 0,
    stop: async () => {
      const exited = once(child, 'exit');
      child.kill('SIGTERM');
      await exited;
    },
  };
}
