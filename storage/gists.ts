import type { ReadBy } from '../src/model/read-by.ts';
import type { Db } from './open-database.ts';

/** The gist of a version's record, as `by` read it, and how it was folded. */
export type StoredGist = { articleId: string; number: number; by: ReadBy; folding: number; gist: string };

/** The gists of an article's versions that are known, by the number of the version. */
export async function listGists(
  db: Db,
  which: { articleId: string; by: ReadBy; folding: number },
): Promise<Map<number, string>> {
  const { articleId, by, folding } = which;
  const rows = await db
    .selectFrom('gists')
    .select(['number', 'gist'])
    .where('article_id', '=', articleId)
    .where('extractor', '=', by.extractor)
    .where('rules', '=', by.rules)
    .where('folding', '=', folding)
    .execute();
  return new Map(rows.map(({ number, gist }) => [number, gist]));
}

/** Keeps a gist, in the place of one that was folded otherwise. */
export async function saveGist(db: Db, { articleId, number, by, folding, gist }: StoredGist): Promise<void> {
  await db
    .insertInto('gists')
    .values({ article_id: articleId, number, extractor: by.extractor, rules: by.rules, folding, gist })
    .onConflict((conflict) =>
      conflict.columns(['article_id', 'number', 'extractor', 'rules']).doUpdateSet({ folding, gist }),
    )
    .execute();
}
