import type { Landing } from '../src/compare/judge-visit.ts';
import { identifyArticle } from '../src/discover/identify-article.ts';
import { isTwinAddress, siteOf } from '../src/discover/site-of.ts';
import type { FetchOutcome } from '../src/model/page.ts';
import type { Source } from '../src/model/source.ts';
import type { StoredArticle } from '../storage/articles.ts';

/**
 * Where redirects led a visit: to the article at the address that is known, to the same article (its id is in the
 * URL) at another address, to another article, to the front page, or elsewhere. Where an article that was never read
 * leads to another address of its site, that is where it is: a feed may list short links.
 */
export function whereItLanded(source: Source, article: StoredArticle, fetched: FetchOutcome): Landing {
  const { page } = fetched;
  // An endpoint listed it at this address, and the one before was gone.
  if (article.status === 'moved' && page !== null && page.redirects.length === 0) return 'moved';
  if (page === null || page.redirects.length === 0 || page.finalUrl === article.url) return 'same';
  const [asked, finalUrl] = [new URL(article.url), new URL(page.finalUrl)];
  if (isTwinAddress(asked, finalUrl)) return 'settled';
  const found = identifyArticle(finalUrl, source.articles);
  const known = identifyArticle(asked, source.articles);
  // Stored under an identity of before its address was understood as today, it is the same article all the same.
  if (found !== null && (found.identity === article.identity || found.identity === known?.identity)) {
    return found.url.href === known?.url.href ? 'same' : 'moved';
  }
  if (finalUrl.pathname === '/') return 'front';
  if (found === null) return 'other';
  const isOwn = source.articles.match !== null || siteOf(finalUrl) === siteOf(new URL(source.homepage));
  return article.versions === 0 && isOwn ? 'settled' : 'article';
}
