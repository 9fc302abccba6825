import { type Kysely, sql } from 'kysely';

/** The first tables. `json`, and not `jsonb`, where the order of keys is the record's own. Times are instants; captures and versions refuse to be altered (see the triggers at the end). */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of [...STATEMENTS, ...appendOnly('captures'), ...appendOnly('versions')]) {
    await sql.raw(statement).execute(db);
  }
}

const STATEMENTS = [
  `create table sources (
    id text primary key,
    name text not null,
    homepage text not null,
    enabled boolean not null,
    removed_at timestamptz
  )`,
  `create table endpoints (
    id text primary key,
    source_id text not null references sources,
    kind text not null,
    url text not null,
    enabled boolean not null,
    next_visit_at timestamptz,
    last_visit_at timestamptz,
    last_outcome text,
    last_reason text,
    last_items integer,
    failures integer not null default 0,
    etag text,
    last_modified text,
    unique (source_id, url)
  )`,
  `create index endpoints_due on endpoints (next_visit_at) where enabled`,
  `create table articles (
    id text primary key,
    source_id text not null references sources,
    identity text not null,
    url text not null,
    host text not null,
    status text not null,
    first_seen_at timestamptz not null,
    next_visit_at timestamptz,
    last_visit_at timestamptz,
    last_outcome text,
    last_change_at timestamptz,
    failures integer not null default 0,
    etag text,
    last_modified text,
    headline text,
    published_at text,
    versions integer not null default 0,
    visits integer not null default 0,
    unique (source_id, identity)
  )`,
  `create index articles_due on articles (next_visit_at) where next_visit_at is not null`,
  `create index articles_newest on articles (source_id, first_seen_at desc)`,
  `create table article_urls (
    url text primary key,
    article_id text not null references articles,
    first_seen_at timestamptz not null
  )`,
  `create index article_urls_article on article_urls (article_id)`,
  `create table payloads (
    id text primary key,
    article_id text not null references articles,
    sha256 bytea not null,
    size integer not null,
    keyframe_id text references payloads,
    bytes bytea not null,
    unique (article_id, sha256)
  )`,
  // Compressed already: let PostgreSQL not try again.
  `alter table payloads alter column bytes set storage external`,
  `create table captures (
    id text primary key,
    article_id text not null references articles,
    fetched_at timestamptz not null,
    url text not null,
    final_url text,
    redirects jsonb not null,
    status integer,
    headers jsonb not null,
    outcome text not null,
    reason text not null,
    payload_id text references payloads,
    took_ms integer
  )`,
  `create index captures_article on captures (article_id, fetched_at desc)`,
  `create table versions (
    article_id text not null references articles,
    number integer not null,
    capture_id text not null references captures,
    seen_at timestamptz not null,
    digest text not null,
    extractor integer not null,
    record json not null,
    text text not null,
    search tsvector generated always as (to_tsvector('simple', text)) stored,
    primary key (article_id, number)
  )`,
  `create index versions_search on versions using gin (search)`,
  `create table changes (
    id text primary key,
    article_id text not null,
    from_version integer not null,
    to_version integer not null,
    detected_at timestamptz not null,
    kinds text[] not null,
    importance real not null,
    reasons json not null,
    silent boolean not null,
    noise boolean not null,
    fields json not null,
    blocks json not null,
    unique (article_id, from_version, to_version),
    foreign key (article_id, from_version) references versions (article_id, number),
    foreign key (article_id, to_version) references versions (article_id, number)
  )`,
  `create index changes_newest on changes (detected_at desc)`,
  `create table annotations (
    id bigint generated always as identity primary key,
    change_id text not null references changes,
    verdict text not null,
    note text,
    created_at timestamptz not null
  )`,
  `create index annotations_change on annotations (change_id, id desc)`,
  `create table deliveries (
    id text primary key,
    change_id text not null references changes,
    channel text not null,
    status text not null,
    attempts integer not null default 0,
    next_attempt_at timestamptz,
    delivered_at timestamptz,
    last_error text,
    unique (change_id, channel)
  )`,
  `create index deliveries_due on deliveries (next_attempt_at) where status = 'pending'`,
  `create table hosts (
    host text primary key,
    next_slot_at timestamptz not null default '-infinity',
    robots_status text,
    robots_text text,
    robots_http_status integer,
    robots_reason text,
    robots_fetched_at timestamptz
  )`,
  `create function refuse_alteration() returns trigger language plpgsql as $$
  begin
    raise exception '% are append-only: what was captured stands', tg_table_name using errcode = 'integrity_constraint_violation';
  end $$`,
];

function appendOnly(table: string): string[] {
  return [
    `create trigger ${table}_stand before update or delete on ${table} for each row execute function refuse_alteration()`,
    `create trigger ${table}_stay before truncate on ${table} for each statement execute function refuse_alteration()`,
  ];
}
