import { listArticles } from '../../storage/list-articles.ts';
import { listChanges } from '../../storage/list-changes.ts';
import type { WatchedPaper } from './open-watched-paper.ts';

/** Pages by a name for their pictures. */
export type Pages = [name: string, address: string][];

/** Pages of searches and numbers, by a name for their pictures. */
export const SEARCH_PAGES: Pages = [
  ['search', '/search?q=workers'],
  ['search-for-nothing', '/search?q=-workers'],
  ['saved', '/saved'],
  ['numbers', '/numbers?since=2000-01-01&until=2100-01-01'],
];

/** Every kind of page, and changes of several kinds, by a name for its picture. */
export async function listPages({ db }: WatchedPaper): Promise<Pages> {
  const kinds = ['figure', 'moved-block', 'caption', 'correction-note'] as const;
  const changes = await Promise.all(kinds.map(async (kind) => (await listChanges(db, { kind, limit: 1 }))[0]));
  const [edited] = await listArticles(db, { search: 'Harbour', limit: 1 });
  const id = changes[0]?.article_id ?? '';
  return [
    ['home', '/'],
    ['refused-filters', '/?kind=x&minImportance=7&since=tomorrow'],
    ['nothing-found', '/?search=nowhere+to+be+found'],
    ['articles', '/articles'],
    ['article', `/articles/${id}`],
    ['version', `/articles/${id}/versions/1`],
    ['screenshot', `/articles/${id}/versions/1/screenshot`],
    ['stored', `/articles/${id}/versions/1/stored`],
    ['version-of-another', `/articles/${edited?.id}/versions/1`],
    ...changes.map((change, index): [string, string] => [`change-${kinds[index]}`, `/changes/${change?.id}`]),
    ['change-sides', `/changes/${changes[0]?.id}?view=sides`],
    ['compare-sides', `/articles/${edited?.id}/compare?from=1&to=2&view=sides`],
    ['compare', `/articles/${id}/compare?from=1&to=2`],
    ['sources', '/sources'],
    ['api', '/api'],
    ['not-found', '/no/such/page'],
  ];
}
