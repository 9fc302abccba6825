import { type Kysely, sql } from 'kysely';

/**
 * Hosts that are left alone for a while, and what was asked of each source a day. A host is one name with `www.` and
 * without from now on.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
}

const STATEMENTS = [
  `alter table hosts
    add column asked_at timestamptz not null default '-infinity',
    add column failures integer not null default 0,
    add column paused_until timestamptz,
    add column pause_reason text,
    add column pause_source_id text`,
  `create index hosts_paused on hosts (paused_until) where paused_until is not null`,
  `update articles set host = substr(host, 5) where host like 'www.%.%'`,
  `create table request_days (
    source_id text not null references sources,
    day date not null,
    requests integer not null,
    primary key (source_id, day)
  )`,
];
