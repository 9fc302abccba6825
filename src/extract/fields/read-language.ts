import type { Element } from 'domhandler';
import type { Block } from '../../model/block.ts';
import type { Clues, Found } from '../clues.ts';
import { textOfProperty } from '../evidence/read-json-ld.ts';
import { firstMeta } from '../evidence/read-meta-tags.ts';
import { selectFirst } from '../select-elements.ts';
import { attributeOf, textOf } from '../tree.ts';
import { detectLanguage } from './detect-language.ts';

/**
 * The page's language as a tag of BCP 47: what the page says, else what the source's configuration says, else what its
 * text is written in.
 */
export function readLanguage({ document, head, linked, language, rule }: Clues, body: Block[]): Found<string> | null {
  const [ruled] = selectFirst(document, rule?.language ?? []);
  const ruledTag = ruled === undefined ? null : readTag(saidBy(ruled));
  if (ruledTag !== null) return { value: ruledTag, from: 'rule', confidence: 1 };
  const said =
    head.language ??
    firstMeta(head, 'content-language') ??
    textOfProperty(linked.article?.inLanguage) ??
    firstMeta(head, 'og:locale');
  const tag = readTag(said ?? '');
  if (tag !== null) return { value: tag, from: 'meta', confidence: 0.9 };
  if (language !== null) return { value: language, from: 'rule', confidence: 0.8 };
  const detected = detectLanguage(body.map((block) => ('text' in block ? (block.text ?? '') : '')).join(' '));
  return detected === null ? null : { value: detected, from: 'heuristic', confidence: 0.7 };
}

/** What an element says of a language: in its attributes, else in its text. */
function saidBy(element: Element): string {
  return attributeOf(element, 'lang') ?? attributeOf(element, 'content') ?? textOf(element);
}

/** The tag that a text begins with; `null` for one that names no language. */
function readTag(said: string): string | null {
  const tag = said
    .trim()
    .replace('_', '-')
    .replace(/^(?:und|mul|zxx)\b.*/i, '')
    .match(/^[a-z]{2,3}(?:-[a-z\d]{2,8})*/i)?.[0];
  if (tag === undefined) return null;
  return tag.length <= 3 ? tag.toLowerCase() : tag;
}

/** Whether the paper lets everybody read the article, where it says so (schema.org `isAccessibleForFree`). */
export function readAccess({ document, linked, head, rule }: Clues): Found<boolean> | null {
  const walls = selectFirst(document, rule?.isAccessibleForFree ?? []);
  if (walls.length > 0) return { value: false, from: 'rule', confidence: 1 };
  const said = linked.article?.isAccessibleForFree;
  const text = typeof said === 'boolean' ? String(said) : textOfProperty(said)?.toLowerCase();
  if (text === 'true' || text === 'false') return { value: text === 'true', from: 'json-ld', confidence: 0.95 };
  const tier = firstMeta(head, 'article:content_tier');
  if (tier === 'free') return { value: true, from: 'meta', confidence: 0.9 };
  return tier === 'locked' || tier === 'metered' ? { value: false, from: 'meta', confidence: 0.8 } : null;
}
