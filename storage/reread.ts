import { type RawBuilder, sql } from 'kysely';
import type { Change } from '../src/model/change.ts';
import type { Traits } from '../src/model/drift.ts';
import { BEHIND_RULES, type ReadBy, readerOf } from '../src/model/read-by.ts';
import { columnsOf } from './changes.ts';
import type { Db } from './open-database.ts';

/** An article whose history is to be read anew. */
export type ArticleToReread = { id: string; url: string; versions: number };

/**
 * Articles of a source with versions that were not read by `by` yet, each as its own page was loaded and as others of
 * it were that it was read from too, or with edits that were not told of such records;
 * in the order of their ids, those after `afterId`.
 */
export async function listArticlesToReread(
  db: Db,
  which: { sourceId: string; by: ReadBy; afterId: string; limit: number },
): Promise<ArticleToReread[]> {
  const { sourceId, by, afterId, limit } = which;
  const { rows } = await sql<ArticleToReread>`
    select a.id, a.url, a.versions from articles a
    where a.source_id = ${sourceId} and a.id > ${afterId} and (
      exists (select from versions v where v.article_id = a.id and ${isUnread(by)})
      or exists (select from derivations d where d.article_id = a.id and ${isCounterpartUnread(by)})
      or exists (
        select from changes c where c.article_id = a.id and c.from_version <> c.to_version
          and (c.extractor is distinct from ${by.extractor} or coalesce(c.rules, '') <> ${presentRules(sql`coalesce(c.rules, '')`, by)})
      )
    )
    order by a.id limit ${limit}`.execute(db);
  return rows;
}

/** How many versions of a source were not read by `by` yet. */
export async function countVersionsToReread(db: Db, sourceId: string, by: ReadBy): Promise<number> {
  const { rows } = await sql<{ versions: number }>`
    select count(*) as versions from versions v join articles a on a.id = v.article_id
    where a.source_id = ${sourceId} and ${isUnread(by)}`.execute(db);
  return Number(rows[0]?.versions ?? 0);
}

/** Of a version `v`, as its own page was loaded. */
function isUnread(by: ReadBy) {
  return sql<boolean>`(v.extractor <> ${by.extractor} or v.rules <> ${presentRules(sql`v.rules`, by)})
    and not ${isDerived(sql`v`, by)}`;
}

/** Of a derivation `d` that was read from a page of its own: one that was loaded otherwise than the version's. */
function isCounterpartUnread(by: ReadBy) {
  return sql<boolean>`d.capture_id is not null and not ${isDerived(sql`d`, by)}`;
}

/** Whether a derivation by `by` stands beside a reading `r`, of a page that was loaded as that was. */
function isDerived(r: RawBuilder<unknown>, by: ReadBy) {
  return sql<boolean>`exists (
    select from derivations n where n.article_id = ${r}.article_id and n.number = ${r}.number
      and n.extractor = ${by.extractor} and n.rules = ${presentRules(sql`${r}.rules`, by)}
  )`;
}

/** The present rules, of pages that were loaded as those that rules of this digest read. */
function presentRules(rules: RawBuilder<unknown>, by: ReadBy) {
  // The whole of what stands behind, as PostgreSQL gives a part in brackets where there is one.
  return sql<string>`${readerOf(null, by).rules} || coalesce(substring(${rules} from ${`(${BEHIND_RULES})`}), '')`;
}

/** An edit as it is kept: what it was said to be, and by what its records were read (`null`: not known). */
export type KeptEdit = {
  id: string;
  to: number;
  readBy: ReadBy | null;
  change: Pick<Change, 'kinds' | 'importance' | 'silent' | 'noise'>;
};

/** The edits of an article, by the version that each brought. */
export async function listEdits(db: Db, articleId: string): Promise<Map<number, KeptEdit>> {
  const rows = await db
    .selectFrom('changes')
    .select(['id', 'to_version', 'extractor', 'rules', 'kinds', 'importance', 'silent', 'noise'])
    .where('article_id', '=', articleId)
    .whereRef('from_version', '=', sql`to_version - 1`)
    .execute();
  return new Map(
    rows.map(({ id, to_version: to, extractor, rules, ...change }) => {
      const readBy = extractor === null || rules === null ? null : { extractor, rules };
      return [to, { id, to, readBy, change }];
    }),
  );
}

/** Puts what an edit is said to be now in the place of what it was said to be; verdicts, drift and deliveries stay. */
export async function updateEdit(db: Db, id: string, change: Change, traits: Traits, readBy: ReadBy): Promise<void> {
  await db
    .updateTable('changes')
    .set({
      ...columnsOf(change),
      traits: JSON.stringify(traits),
      extractor: readBy.extractor,
      rules: readBy.rules,
    })
    .where('id', '=', id)
    .execute();
}
