import { execFileSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { sql } from 'kysely';
import type { Db } from '../../storage/open-database.ts';

/** PostgreSQL writes its log of changes in files of this size, which must go on. */
const LIMIT_BYTES = 16 * 1024 * 1024;

/** What is left to the table of the bytes: two or three pages of the newspaper. */
const LEFT_BYTES = 32 * 1024;

/**
 * Lets the server's files grow no further, as on a full disk: no file of its processes may be larger than a segment of
 * its log of changes, and the table of the bytes is brought nearly to that size first. It takes no disk of its own and
 * no rights: the limit is a soft one of the processes (RLIMIT_FSIZE), and new ones inherit it.
 */
export async function fillDisk(db: Db, pid: number): Promise<void> {
  const { rows } = await sql<{ id: string }>`select id from articles limit 1`.execute(db);
  const articleId = rows[0]?.id ?? '';
  for (let n = 0; ; n += 1) {
    const leftBytes = LIMIT_BYTES - (await sizeOfBytes(db));
    if (leftBytes <= LEFT_BYTES) break;
    const bytes = randomBytes(Math.min(1_000_000, Math.floor(leftBytes / 2)));
    await sql`
      insert into payloads (id, article_id, sha256, size, keyframe_id, bytes)
      values (${`ballast-${n}`}, ${articleId}, ${randomBytes(32)}, 1, null, ${bytes})`.execute(db);
  }
  limitFiles(pid, String(LIMIT_BYTES));
}

/** Gives the server its room back. */
export async function freeDisk(db: Db, pid: number): Promise<void> {
  limitFiles(pid, 'unlimited');
  await sql`delete from payloads where id like 'ballast-%'`.execute(db);
}

async function sizeOfBytes(db: Db): Promise<number> {
  const { rows } = await sql<{ size: number }>`
    select pg_relation_size(reltoastrelid)::float8 as size from pg_class where relname = 'payloads'`.execute(db);
  return rows[0]?.size ?? 0;
}

function limitFiles(pid: number, limit: string): void {
  const children = execFileSync('pgrep', ['-P', String(pid)], { encoding: 'utf8' })
    .trim()
    .split('\n');
  for (const each of [String(pid), ...children]) {
    try {
      execFileSync('prlimit', ['--pid', each, `--fsize=${limit}:unlimited`], { stdio: 'ignore' });
    } catch {
      // It ended meanwhile.
    }
  }
}
