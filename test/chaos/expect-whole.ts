import { sql } from 'kysely';
import { expect } from 'vitest';
import type { Db } from '../../storage/open-database.ts';
import { loadPayload } from '../../storage/payloads.ts';

/** Expects that what is stored is whole: no half capture, no version twice, nothing that is still watched without a next visit. */
export async function expectWhole(db: Db): Promise<void> {
  for (const [what, query] of Object.entries(HALVES)) {
    const { rows } = await sql.raw(query).execute(db);
    expect(rows, what).toEqual([]);
  }
  const payloads = await db.selectFrom('payloads').select('id').execute();
  // Their digests are checked as they are read.
  for (const { id } of payloads) expect(await loadPayload(db, id)).not.toBeNull();
}

const HALVES: Record<string, string> = {
  'captures of a new version without it': `
    select c.id from captures c left join versions v on v.capture_id = c.id
    where c.outcome in ('new', 'changed') and v.capture_id is null`,
  'captures of a page without its bytes': `
    select id from captures where outcome in ('new', 'changed', 'unchanged', 'noise') and payload_id is null`,
  'versions of a capture that brought none': `
    select v.article_id, v.number from versions v join captures c on c.id = v.capture_id
    where c.outcome not in ('new', 'changed')`,
  'versions without their change': `
    select v.article_id, v.number from versions v
    where v.number > 1 and not exists (
      select from changes c where c.article_id = v.article_id and c.to_version = v.number and c.from_version < v.number)`,
  'versions that say what the one before says': `
    select v.article_id, v.number from versions v
    join versions b on b.article_id = v.article_id and b.number = v.number - 1 where b.digest = v.digest`,
  'articles that miscount their versions or visits': `
    select a.id from articles a
    where a.versions <> (select count(*) from versions v where v.article_id = a.id)
      or a.visits <> (select count(*) from captures c where c.article_id = a.id)`,
  'captures of one article at one moment': `
    select article_id, fetched_at from captures group by 1, 2 having count(*) > 1`,
  'live articles that nobody will visit again': `
    select id from articles where next_visit_at is null and status = 'live'`,
};
