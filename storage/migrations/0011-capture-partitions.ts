import { type Kysely, sql } from 'kysely';

/**
 * Captures in a partition a month (UTC), so that each month's index stays small however many years there are. What
 * refers to a capture names its time too: it was written in the same transaction, with the same one. Those that exist
 * are moved; what belongs to no month that was made ahead goes to the default partition.
 *
 * And an index for looking at the newest of a million articles.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
}

const STATEMENTS = [
  // Names are the schema's: the new table's must be free.
  `alter table versions drop constraint versions_capture_id_fkey`,
  `alter table changes drop constraint changes_capture_id_fkey`,
  `alter table captures rename to captures_before`,
  `alter index captures_pkey rename to captures_before_pkey`,
  `alter index captures_article rename to captures_before_article`,
  `create table captures (
    id text not null,
    article_id text not null,
    fetched_at timestamptz not null,
    url text not null,
    final_url text,
    redirects jsonb not null,
    status integer,
    headers jsonb not null,
    outcome text not null,
    reason text not null,
    payload_id text,
    took_ms integer,
    noarchive boolean not null default false
  ) partition by range (fetched_at)`,
  `create table captures_default partition of captures default`,
  // A trigger on a partition names the table that people know. 'truncate' of one partition is refused too.
  `create or replace function refuse_alteration() returns trigger language plpgsql as $$
  begin
    raise exception '% are append-only: what was captured stands',
      coalesce((select inhparent::regclass::text from pg_inherits where inhrelid = tg_relid), tg_table_name)
      using errcode = 'integrity_constraint_violation';
  end $$`,
  // Attached and not created in place: that locks out nobody who reads or writes captures. Where the default
  // partition holds captures of the month already, they keep it, for nothing that stands is moved.
  `create function add_capture_partition(month timestamptz) returns void language plpgsql as $$
  declare
    since timestamptz := date_trunc('month', month, 'UTC');
    -- Not by adding a month: that would count in the session's time zone.
    until timestamptz := date_trunc('month', date_trunc('month', month, 'UTC') + interval '40 days', 'UTC');
    name text := 'captures_' || to_char(month at time zone 'UTC', 'YYYY_MM');
  begin
    if exists (select from pg_class c join pg_inherits i on i.inhrelid = c.oid
      where i.inhparent = 'captures'::regclass and c.relname = name) then return; end if;
    if exists (select from captures_default where fetched_at >= since and fetched_at < until) then return; end if;
    execute format('create table %I (like captures including all)', name);
    execute format('alter table captures attach partition %I for values from (%L) to (%L)', name, since, until);
    execute format('create trigger %I before truncate on %I for each statement execute function refuse_alteration()',
      name || '_stay', name);
  end $$`,
  `select add_capture_partition(month) from (
    select distinct date_trunc('month', fetched_at, 'UTC') as month from captures_before
    where fetched_at between '1990-01-01' and '2100-01-01'
  ) as months`,
  `insert into captures (id, article_id, fetched_at, url, final_url, redirects, status, headers, outcome, reason, payload_id, took_ms, noarchive)
    select id, article_id, fetched_at, url, final_url, redirects, status, headers, outcome, reason, payload_id, took_ms,
      noarchive
    from captures_before`,
  `drop table captures_before`,
  `alter table captures add primary key (id, fetched_at)`,
  `create index captures_article on captures (article_id, fetched_at desc)`,
  `alter table captures add foreign key (article_id) references articles`,
  `alter table captures add foreign key (payload_id) references payloads`,
  `alter table versions add foreign key (capture_id, seen_at) references captures (id, fetched_at)`,
  `alter table changes add foreign key (capture_id, detected_at) references captures (id, fetched_at)`,
  `create trigger captures_stand before update or delete on captures for each row execute function refuse_alteration()`,
  `create trigger captures_stay before truncate on captures for each statement execute function refuse_alteration()`,
  `create trigger captures_default_stay before truncate on captures_default
    for each statement execute function refuse_alteration()`,
  `create index articles_latest on articles (coalesce(last_change_at, first_seen_at) desc, id)`,
];
