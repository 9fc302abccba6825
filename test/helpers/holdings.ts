import type { Article } from '../../src/model/article.ts';
import type { Block } from '../../src/model/block.ts';
import type { ChangeKind } from '../../src/model/change.ts';
import type { ArticleStatus, Outcome } from '../../src/model/outcome.ts';
import type { Db } from '../../storage/open-database.ts';

/** What a database holds of an article, in a form that compares with the newspaper's ledger. */
export type Holding = {
  url: string;
  identity: string;
  status: ArticleStatus;
  outcomes: Outcome[];
  versions: { number: number; headline: string | null; seenAt: Date; texts: string[] }[];
  changes: { from: number; to: number; kinds: ChangeKind[] }[];
};

/** Everything that a database holds, by article. */
export async function listHoldings(db: Db): Promise<Holding[]> {
  const articles = await db.selectFrom('articles').selectAll().execute();
  const captures = await db.selectFrom('captures').select(['article_id', 'outcome']).orderBy('fetched_at').execute();
  const versions = await db
    .selectFrom('versions')
    .select(['article_id', 'number', 'record', 'seen_at'])
    .orderBy('number')
    .execute();
  const changes = await db
    .selectFrom('changes')
    .selectAll()
    .where('noise', '=', false)
    .orderBy('detected_at')
    .orderBy('to_version')
    .orderBy('from_version')
    .orderBy('capture_id', (order) => order.asc().nullsFirst())
    .execute();
  return articles
    .toSorted((a, b) => (a.url < b.url ? -1 : 1))
    .map((article) => ({
      url: article.url,
      identity: article.identity,
      status: article.status,
      outcomes: captures.filter((capture) => capture.article_id === article.id).map((capture) => capture.outcome),
      versions: versions
        .filter((version) => version.article_id === article.id)
        .map(({ number, record, seen_at }) => ({
          number,
          headline: record.headline,
          seenAt: seen_at,
          texts: listTexts(record),
        })),
      changes: changes
        .filter((change) => change.article_id === article.id)
        .map(({ from_version, to_version, kinds }) => ({ from: from_version, to: to_version, kinds })),
    }));
}

/** Paragraphs, subheadings, quotations and list items of a record, in order. */
function listTexts(record: Article): string[] {
  return record.body.flatMap((block: Block) => {
    if (block.type === 'paragraph' || block.type === 'heading' || block.type === 'quote') return [block.text];
    return block.type === 'list' ? block.items.map((item) => item.text) : [];
  });
}
