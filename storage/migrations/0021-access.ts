import { type Kysely, sql } from 'kysely';

/** Who may do what: people, their logins, tokens for programs, wrong guesses; who said what, and who is to look; pauses of sources. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
}

const STATEMENTS = [
  `create table users (
    name text primary key check (name = lower(name) and name <> ''),
    role text not null check (role in ('read', 'review', 'admin')),
    password text,
    subject text unique,
    by_claim boolean not null default false,
    feed_key text not null unique,
    created_at timestamptz not null
  )`,
  `create table logins (
    digest bytea primary key,
    user_name text not null references users (name) on delete cascade,
    created_at timestamptz not null,
    seen_at timestamptz not null
  )`,
  `create index logins_of_user on logins (user_name)`,
  `create table api_tokens (
    id text primary key,
    name text not null,
    user_name text references users (name) on delete cascade,
    scope text not null check (scope in ('read', 'review', 'admin')),
    digest bytea not null unique,
    created_at timestamptz not null,
    expires_at timestamptz,
    used_at timestamptz
  )`,
  `create unique index api_token_names on api_tokens (coalesce(user_name, ''), name)`,
  `create table guesses (key text primary key, since timestamptz not null, wrong integer not null default 0)`,
  `create table assignments (
    change_id text primary key references changes (id) on delete cascade,
    user_name text not null references users (name) on delete cascade,
    assigned_at timestamptz not null,
    by text
  )`,
  `create index assignments_of_user on assignments (user_name)`,
  `alter table annotations add column by text`,
  `alter table sources add column paused_at timestamptz, add column paused_by text`,
];
