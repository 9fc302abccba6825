import { sql } from 'kysely';
import type { Db } from './open-database.ts';

/** The languages that articles are in, by their tags; the index leads from each to the next (a loose index scan). */
export async function listLanguages(db: Db): Promise<string[]> {
  const { rows } = await sql<{ language: string }>`
    with recursive languages as (
      select min(language) as language from articles
      union all
      select (select min(a.language) from articles a where a.language > l.language) from languages l
      where l.language is not null
    )
    select language from languages where language is not null`.execute(db);
  return rows.map(({ language }) => language);
}
