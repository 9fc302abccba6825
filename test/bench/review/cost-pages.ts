import { setTimeout as sleep } from 'node:timers/promises';
import { sql } from 'kysely';
import type { Db } from '../../../storage/open-database.ts';
import { cpuMs } from '../throughput/cpu-time.ts';
import type { PageKind } from './read-pages.ts';

/** What a page of a kind costs: milliseconds of CPU, and rows of tables, by how they were come by. */
export type PageCost = {
  name: string;
  /** How long the first page of the kind took. */
  firstMs: number;
  webMs: number;
  databaseMs: number;
  /** Rows that indexes led to. */
  indexedRows: number;
  /** The tables that were read from end to end, with how many rows a page. */
  scanned: { table: string; rows: number }[];
};

/** CPU is counted in hundredths of a second: fewer pages than so many would be told too coarsely. */
const READS = 60;
/** PostgreSQL tells what a connection read when that has been idle for ten seconds, at the latest. */
const SETTLE_MS = 11_000;

/** Reads pages of each kind one after another, and gives what each kind costs the web server and the database. */
export async function costPages(
  db: Db,
  web: { url: string; pid: number },
  databasePid: number,
  kinds: PageKind[],
): Promise<PageCost[]> {
  const costs: PageCost[] = [];
  let rowsBefore = await countRows(db);
  for (const { name, makeAddress } of kinds) {
    const firstMs = await timeRead(web.url + makeAddress());
    const [webBefore, databaseBefore] = [cpuMs([web.pid]), cpuMs([databasePid])];
    for (let n = 1; n < READS; n += 1) await timeRead(web.url + makeAddress());
    const webMs = (cpuMs([web.pid]) - webBefore) / (READS - 1);
    const databaseMs = (cpuMs([databasePid]) - databaseBefore) / (READS - 1);
    await sleep(SETTLE_MS);
    const rowsAfter = await countRows(db);
    costs.push({ name, firstMs, webMs, databaseMs, ...compareRows(rowsBefore, rowsAfter) });
    rowsBefore = rowsAfter;
  }
  return costs;
}

async function timeRead(url: string): Promise<number> {
  const startedAt = performance.now();
  const response = await fetch(url, { headers: { accept: 'text/html' } });
  await response.arrayBuffer();
  return performance.now() - startedAt;
}

type TableRows = { table: string; scanned: number; indexed: number };

async function countRows(db: Db): Promise<TableRows[]> {
  const { rows } = await sql<TableRows>`select relname as table, seq_tup_read as scanned,
    coalesce(idx_tup_fetch, 0) as indexed from pg_stat_user_tables`.execute(db);
  return rows;
}

function compareRows(before: TableRows[], after: TableRows[]): Pick<PageCost, 'indexedRows' | 'scanned'> {
  const rises = after.map(({ table, scanned, indexed }) => {
    const known = before.find((each) => each.table === table);
    return {
      table,
      scanned: (scanned - (known?.scanned ?? 0)) / READS,
      indexed: (indexed - (known?.indexed ?? 0)) / READS,
    };
  });
  return {
    indexedRows: rises.reduce((sum, { indexed }) => sum + indexed, 0),
    scanned: rises.filter(({ scanned }) => scanned > 0).map(({ table, scanned: rows }) => ({ table, rows })),
  };
}
