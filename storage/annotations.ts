import { type Selectable, sql } from 'kysely';
import type { Verdict } from '../src/model/verdict.ts';
import type { Db } from './open-database.ts';
import type { AnnotationsTable } from './tables.ts';

/** What is said of a change now. */
export type JudgedChange = { id: string; verdict: Verdict; note: string | null };

/** Adds a reviewer's verdict on a change; the newest one counts, all are kept. `by`: who says it, where that is known. */
export async function saveAnnotation(
  db: Db,
  annotation: { changeId: string; verdict: Verdict; note: string | null; by?: string | null },
  now: Date,
): Promise<void> {
  const { changeId, verdict, note, by = null } = annotation;
  await db.insertInto('annotations').values({ change_id: changeId, verdict, note, by, created_at: now }).execute();
}

/** Says the same of each of these changes, or takes back what was said of each last (`undo`), and gives those that there are. */
export async function judgeChanges(
  db: Db,
  ids: string[],
  { verdict, note, by }: { verdict: Verdict | 'undo'; note: string | null; by: string | null },
  now: Date,
): Promise<JudgedChange[]> {
  return verdict === 'undo'
    ? await takeBackAnnotations(db, ids, now, by)
    : await saveAnnotations(db, ids, { verdict, note, by }, now);
}

/** Adds the same verdict on each of these changes, and gives those that there are. */
export async function saveAnnotations(
  db: Db,
  ids: string[],
  { verdict, note, by = null }: { verdict: Verdict; note: string | null; by?: string | null },
  now: Date,
): Promise<JudgedChange[]> {
  const { rows } = await sql<JudgedChange>`insert into annotations (change_id, verdict, note, by, created_at)
    select id, ${verdict}, ${note}, ${by}, ${now} from changes where id = any (${ids})
    returning change_id as id, verdict, note`.execute(db);
  return rows;
}

/** Says of each of these changes again what was said of it before its newest verdict; all verdicts are kept. */
async function takeBackAnnotations(db: Db, ids: string[], now: Date, by: string | null): Promise<JudgedChange[]> {
  const { rows } = await sql<JudgedChange>`insert into annotations (change_id, verdict, note, by, created_at)
    select c.id, coalesce(before.verdict, 'note'), before.note, ${by}, ${now}
    from changes c
    left join lateral (
      select verdict, note from annotations n where n.change_id = c.id order by n.id desc offset 1 limit 1
    ) before on true
    where c.id = any (${ids}) and exists (select from annotations n where n.change_id = c.id)
    returning change_id as id, verdict, note`.execute(db);
  return rows;
}

export type StoredAnnotation = Selectable<AnnotationsTable>;

/** The verdicts on a change, newest first. */
export async function listAnnotations(db: Db, changeId: string): Promise<StoredAnnotation[]> {
  return await db
    .selectFrom('annotations')
    .selectAll()
    .where('change_id', '=', changeId)
    .orderBy('id', 'desc')
    .execute();
}
