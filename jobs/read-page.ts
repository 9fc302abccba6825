import type { Article } from '../src/model/article.ts';
import type { FetchedPage, Reading } from '../src/model/page.ts';
import type { Source } from '../src/model/source.ts';
import type { StoredArticle } from '../storage/articles.ts';
import { rulesOf, type Stet } from './stet.ts';

/** Reads a page of an article by its source's rules; the record has the identity that the article was discovered by. */
export async function readPage(
  stet: Pick<Stet, 'readers'>,
  source: Source,
  article: StoredArticle,
  page: FetchedPage,
): Promise<Reading> {
  const { url, finalUrl, bytes, headers } = page;
  const contentType = headers['content-type'] ?? null;
  const reading = await stet.readers.read({ url, finalUrl, bytes, contentType }, rulesOf(source));
  if (reading.kind !== 'article') return reading;
  const { identity, feed_title: title } = article;
  const headlines: Article['headlines'] = title === null ? [] : [{ text: title, from: 'feed' }];
  // One article, one identity: the one that it was discovered by.
  const record = { ...reading.article, identity, headlines: [...reading.article.headlines, ...headlines] };
  return { kind: 'article', article: record };
}
