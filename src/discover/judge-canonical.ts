import type { Source } from '../model/source.ts';
import { identifyArticle } from './identify-article.ts';
import { isTwinAddress, siteOf } from './site-of.ts';

/**
 * What a page's word for its own address is worth: `own`, it says nothing new; `believed`, it names another address
 * that may be an article's of the same publisher; `ignored`, with the reason why.
 */
export type CanonicalJudgement =
  | { kind: 'own' }
  | { kind: 'believed'; url: URL; identity: string }
  | { kind: 'ignored'; reason: string };

/**
 * Judges the canonical link of the page at `page`. One that leads to another site is never believed: a copy of an
 * article elsewhere is edited elsewhere. Nor is one to a front page, to a place of discovery, or to what the source's
 * `match` does not take for an article: templates name such by mistake, for all their articles at once.
 */
export function judgeCanonical(
  canonical: string | null,
  page: URL,
  source: Pick<Source, 'homepage' | 'articles' | 'discover'>,
): CanonicalJudgement {
  const url = canonical === null ? null : URL.parse(canonical);
  if (url === null) return { kind: 'own' };
  const here = identifyArticle(page, source.articles);
  const found = identifyArticle(url, source.articles);
  if (isTwinAddress(url, page) || (found !== null && found.identity === here?.identity)) return { kind: 'own' };
  if (siteOf(url) !== siteOf(page)) return ignore(url, 'is on another site');
  const places = [source.homepage, ...source.discover.map((endpoint) => endpoint.url)];
  const isPlace = url.pathname === '/' || places.some((place) => isTwinAddress(new URL(place), url));
  if (isPlace) return ignore(url, 'is a page that lists articles');
  if (found === null) return ignore(url, 'is no article by articles.match');
  return { kind: 'believed', url: found.url, identity: found.identity };
}

function ignore(url: URL, why: string): CanonicalJudgement {
  return { kind: 'ignored', reason: `The canonical link to ${url.href} is not believed: it ${why}.` };
}
