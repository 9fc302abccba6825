import { type Kysely, sql } from 'kysely';

/** Changes say what their importance is the sum of, what was passed over as furniture, and whether a page was merely touched. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
}

const STATEMENTS = [
  `alter table changes add column terms jsonb not null default '[]'`,
  `alter table changes add column passed_over jsonb not null default '[]'`,
  `alter table changes add column touched boolean not null default false`,
];
