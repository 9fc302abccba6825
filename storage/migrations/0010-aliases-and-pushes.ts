import { type Kysely, sql } from 'kysely';

/**
 * Two stored articles that turn out to be one: the second names the first, and both keep what was captured of them.
 * Addresses are known again whatever their scheme, `www.` and slash at the end. And subscriptions at WebSub hubs, with
 * what hubs have pushed.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
}

const STATEMENTS = [
  `create function address_key(url text) returns text language sql immutable parallel safe return
    regexp_replace(regexp_replace(url, '^https?://(www\\.)?', ''), '^([^?]*[^/?])/+(\\?|$)', '\\1\\2')`,
  `create index article_urls_key on article_urls (address_key(url))`,
  `alter table articles add column merged_into text references articles`,
  `alter table articles add column claimed_url text`,
  `alter table articles add column standalone boolean not null default false`,
  `create index articles_merged on articles (merged_into) where merged_into is not null`,
  `create index articles_claims on articles (claimed_url) where claimed_url is not null`,
  `alter table endpoints add column hub text`,
  `alter table endpoints add column topic text`,
  `create index endpoints_hub on endpoints (id) where hub is not null`,
  `create table subscriptions (
    id text primary key,
    endpoint_id text not null references endpoints,
    hub text not null,
    topic text not null,
    callback text not null,
    secret text not null,
    state text not null,
    next_attempt_at timestamptz,
    attempts integer not null default 0,
    asked_at timestamptz,
    expires_at timestamptz,
    last_error text,
    last_push_at timestamptz,
    missed_at timestamptz,
    pushes integer not null default 0,
    rejected_pushes integer not null default 0
  )`,
  `create unique index subscriptions_current on subscriptions (endpoint_id) where state not in ('leaving', 'ended')`,
  `create index subscriptions_open on subscriptions (next_attempt_at) where state <> 'ended'`,
  `create table pushes (
    subscription_id text not null references subscriptions,
    digest text not null,
    received_at timestamptz not null,
    content_type text,
    body bytea,
    primary key (subscription_id, digest)
  )`,
  `create index pushes_waiting on pushes (received_at) where body is not null`,
];
