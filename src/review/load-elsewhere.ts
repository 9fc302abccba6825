import type { StoredArticle } from '../../storage/articles.ts';
import { type Elsewhere, findElsewhere } from '../../storage/find-elsewhere.ts';
import type { Db } from '../../storage/open-database.ts';
import { loadTexts } from '../../storage/search-versions.ts';
import { latestVersion } from '../../storage/versions.ts';
import { listMatching } from '../model/match-search.ts';
import { readPhrase } from '../model/parse-search.ts';
import { choosePassages } from './choose-passages.ts';

const MOST = 10;

/** Which other sources carry the text of an article's newest version, and by how many passages that was looked for. */
export async function loadElsewhere(
  db: Db,
  article: StoredArticle,
): Promise<{ elsewhere: Elsewhere[]; passages: number }> {
  const newest = await latestVersion(db, article.id);
  const phrases = newest === null ? [] : choosePassages(newest.record).map(readPhrase);
  const found = await findElsewhere(db, { id: article.id, sourceId: article.source_id }, phrases, MOST);
  const texts = await loadTexts(db, found);
  const elsewhere = found
    .map((each, index) => ({ ...each, passages: listMatching(phrases, texts[index] ?? '').length }))
    .filter(({ passages }) => passages > 0);
  return { elsewhere, passages: phrases.length };
}
