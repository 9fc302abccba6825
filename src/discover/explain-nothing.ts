import type { Item } from '../model/item.ts';
import type { Endpoint } from '../model/source.ts';

/** Why an endpoint that could be read names no articles, and what to do about it; `null` where it names some. */
export function explainNothing(endpoint: Endpoint, items: Item[], candidates: unknown[]): string | null {
  if (candidates.length > 0) return null;
  if (items.length === 0 && endpoint.kind === 'section') {
    return `No link of ${endpoint.url} looks like an article; name them with “links:” or “articles.match”. What it named before is kept.`;
  }
  if (items.length === 0) {
    const since = endpoint.newerThanMs === null ? '' : ' that newerThan lets through';
    return `${endpoint.url} is a ${endpoint.kind} that lists nothing${since}; what it named before is kept.`;
  }
  const what = `None of the ${items.length} links of ${endpoint.url} is an article`;
  return `${what} by articles.match and newerThan, e.g. ${items[0]?.url}; what it named before is kept.`;
}
