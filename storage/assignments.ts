import { sql } from 'kysely';
import type { Db } from './open-database.ts';

/** A change, and who is to look at it now; `null`: nobody. */
export type AssignedChange = { id: string; assignee: string | null };

/** Assigns each of these changes that there are to a user, or to nobody; `null` where there is no such user. */
export async function assignChanges(
  db: Db,
  ids: string[],
  { to, by }: { to: string | null; by: string | null },
  now: Date,
): Promise<AssignedChange[] | null> {
  if (to === null) return await unassign(db, ids);
  const user = await db.selectFrom('users').select('name').where('name', '=', to.toLowerCase()).executeTakeFirst();
  if (user === undefined) return null;
  const { rows } = await sql<AssignedChange>`insert into assignments (change_id, user_name, assigned_at, by)
    select id, ${user.name}, ${now}, ${by} from changes where id = any (${ids})
    on conflict (change_id) do update
      set user_name = excluded.user_name, assigned_at = excluded.assigned_at, by = excluded.by
    returning change_id as id, user_name as assignee`.execute(db);
  return rows;
}

async function unassign(db: Db, ids: string[]): Promise<AssignedChange[]> {
  await db.deleteFrom('assignments').where(sql<boolean>`change_id = any (${ids})`).execute();
  const { rows } = await sql<AssignedChange>`select id, null as assignee from changes where id = any (${ids})`.execute(
    db,
  );
  return rows;
}
