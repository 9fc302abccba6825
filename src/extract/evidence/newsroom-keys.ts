import { hostOf } from '../address.ts';
import { nameKey } from '../fold-text.ts';
import type { LinkedFacts } from './linked-article.ts';
import { isObject, textOfProperty } from './read-json-ld.ts';
import { firstMeta, type HeadFacts } from './read-meta-tags.ts';

/** The names by which the paper calls itself, as keys: publisher, site and host. */
export function newsroomKeys(head: HeadFacts, linked: LinkedFacts, url: string): Set<string> {
  const host = hostOf(url);
  const publisher = linked.article?.publisher;
  const names = [
    textOfProperty(isObject(publisher) ? (linked.byId.get(String(publisher['@id'])) ?? publisher) : publisher),
    firstMeta(head, 'og:site_name'),
    firstMeta(head, 'application-name'),
    host,
    host.split('.').at(-2) ?? null,
  ];
  return new Set(names.map((name) => nameKey(name ?? '')).filter((key) => key.length > 1));
}
