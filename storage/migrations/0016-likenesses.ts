import { type Kysely, sql } from 'kysely';

/**
 * How versions looked in a browser: screenshots and PDFs, their bytes among the payloads, as they came. A version of a
 * source that asks for them owes them from the transaction that stored it; what was taken stands, as captures do.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
}

const STATEMENTS = [
  `alter table payloads add column packing text not null default 'zstd' check (packing in ('zstd', 'none'))`,
  `create table likenesses (
    article_id text not null,
    number integer not null,
    kind text not null check (kind in ('screenshot', 'pdf')),
    outcome text not null check (outcome in ('owed', 'taken', 'failed')),
    reason text not null default '',
    attempts integer not null default 0,
    due_at timestamptz,
    taken_at timestamptz,
    payload_id text references payloads,
    width integer,
    height integer,
    final_url text,
    page_sha256 bytea,
    shows_version boolean,
    primary key (article_id, number, kind),
    foreign key (article_id, number) references versions (article_id, number),
    check ((outcome = 'taken') = (payload_id is not null)),
    check (outcome <> 'taken' or due_at is null)
  )`,
  `create index likenesses_due on likenesses (due_at) where due_at is not null`,
  `create trigger likenesses_stand before update or delete on likenesses
    for each row when (old.outcome = 'taken') execute function refuse_alteration()`,
  `create trigger likenesses_stay before truncate on likenesses
    for each statement execute function refuse_alteration()`,
];
