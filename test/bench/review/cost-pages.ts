import { sql } from 'kysely';
import type { Db } from '../../../storage/open-database.ts';
import { cpuMs } from '../throughput/cpu-time.ts';
import type { PageKind } from './read-pages.ts';

/** What a page of a kind costs: milliseconds of CPU, and rows of tables, by how they were come by. */
export type PageCost = {
  name: string;
  firstMs: number;
  webMs: number;
  databaseMs: number;
  /** Rows that were gone through because a table was read from end to end, and those that indexes led to. */
  scannedRows: number;
  indexedRows: number;
};

/** CPU is counted in hundredths of a second: fewer pages than so many would be told too coarsely. */
const READS = 40;
/** PostgreSQL tells what it read when a connection has been idle for so long, at the latest. */
const SETTLE_MS = 1_500;

/** Reads pages of each kind one after another, and gives what each kind costs the web server and the database. */
export async function costPages(
  db: Db,
  web: { url: string; pid: number },
  databasePid: number,
  kinds: PageKind[],
): Promise<PageCost[]> {
  const costs: PageCost[] = [];
  for (const { name, makeAddress } of kinds) {
    const firstAt = performance.now();
    await read(web.url + makeAddress());
    const firstMs = performance.now() - firstAt;
    const before = await count(db, web.pid, databasePid);
    for (let n = 0; n < READS; n += 1) await read(web.url + makeAddress());
    const after = await count(db, web.pid, databasePid);
    const each = (figure: keyof typeof before) => (after[figure] - before[figure]) / READS;
    costs.push({
      ...{ name, firstMs, webMs: each('webMs'), databaseMs: each('databaseMs') },
      ...{ scannedRows: each('scannedRows'), indexedRows: each('indexedRows') },
    });
  }
  return costs;
}

async function read(url: string): Promise<void> {
  const response = await fetch(url, { headers: { accept: 'text/html' } });
  await response.arrayBuffer();
}

async function count(db: Db, webPid: number, databasePid: number) {
  const [webMs, databaseMs] = [cpuMs([webPid]), cpuMs([databasePid])];
  await new Promise((resolve) => setTimeout(resolve, SETTLE_MS));
  const { rows } = await sql<{ scanned: number; indexed: number }>`
    select sum(seq_tup_read)::bigint as scanned, sum(idx_tup_fetch)::bigint as indexed from pg_stat_user_tables`.execute(
    db,
  );
  return { webMs, databaseMs, scannedRows: Number(rows[0]?.scanned), indexedRows: Number(rows[0]?.indexed) };
}
