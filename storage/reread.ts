import { sql } from 'kysely';
import type { Change } from '../src/model/change.ts';
import type { Traits } from '../src/model/drift.ts';
import type { ReadBy } from '../src/model/read-by.ts';
import { columnsOf } from './changes.ts';
import type { Db } from './open-database.ts';

/** An article whose history may be read anew. */
export type ArticleToReread = { id: string; sourceId: string; url: string; versions: number };

/** Articles with versions, of one source or all, in the order of their ids, those after `afterId`. */
export async function listArticlesToReread(
  db: Db,
  filter: { sourceId: string | null; afterId: string; limit: number },
): Promise<ArticleToReread[]> {
  return await db
    .selectFrom('articles')
    .select(['id', 'source_id as sourceId', 'url', 'versions'])
    .where('versions', '>', 0)
    .where('id', '>', filter.afterId)
    .$if(filter.sourceId !== null, (query) => query.where('source_id', '=', filter.sourceId ?? ''))
    .orderBy('id')
    .limit(filter.limit)
    .execute();
}

/** How many articles have versions, of one source or all. */
export async function countArticlesToReread(db: Db, sourceId: string | null): Promise<number> {
  const row = await db
    .selectFrom('articles')
    .select((eb) => eb.fn.countAll<string>().as('count'))
    .where('versions', '>', 0)
    .$if(sourceId !== null, (query) => query.where('source_id', '=', sourceId ?? ''))
    .executeTakeFirstOrThrow();
  return Number(row.count);
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
