import type { Clues, Found } from '../clues.ts';
import { textOfProperty } from '../evidence/read-json-ld.ts';
import { firstMeta } from '../evidence/read-meta-tags.ts';

/** The page's language as a tag of BCP 47: what the page says, else what the source's configuration says. */
export function readLanguage({ head, linked, language }: Clues): Found<string> | null {
  const said =
    head.language ??
    firstMeta(head, 'content-language') ??
    textOfProperty(linked.article?.inLanguage) ??
    firstMeta(head, 'og:locale');
  const tag = said
    ?.trim()
    .replace('_', '-')
    .match(/^[a-z]{2,3}(?:-[a-z\d]{2,8})*/i)?.[0];
  if (tag !== undefined) return { value: tag.length <= 3 ? tag.toLowerCase() : tag, from: 'meta', confidence: 0.9 };
  return language === null ? null : { value: language, from: 'rule', confidence: 0.8 };
}

/** Whether the paper lets everybody read the article, where it says so (schema.org `isAccessibleForFree`). */
export function readAccess({ linked, head }: Clues): Found<boolean> | null {
  const said = linked.article?.isAccessibleForFree;
  const text = typeof said === 'boolean' ? String(said) : textOfProperty(said)?.toLowerCase();
  if (text === 'true' || text === 'false') return { value: text === 'true', from: 'json-ld', confidence: 0.95 };
  const tier = firstMeta(head, 'article:content_tier');
  if (tier === 'free') return { value: true, from: 'meta', confidence: 0.9 };
  return tier === 'locked' || tier === 'metered' ? { value: false, from: 'meta', confidence: 0.8 } : null;
}
