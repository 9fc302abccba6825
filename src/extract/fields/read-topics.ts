import { resolveAddress } from '../address.ts';
import type { Clues, Found } from '../clues.ts';
import { isObject, listOf, textOfProperty } from '../evidence/read-json-ld.ts';
import { firstMeta } from '../evidence/read-meta-tags.ts';
import { foldText, nameKey } from '../fold-text.ts';
import { selectFirst } from '../select-elements.ts';
import { findElements, textOf } from '../tree.ts';
import { decodeEntities } from './decode-entities.ts';

/** The section that the paper files the article under. */
export function readSection(clues: Clues): Found<string> | null {
  const { document, rule, linked, head } = clues;
  const ruled = selectFirst(document, rule?.section ?? [])
    .map((element) => textOf(element))
    .find((text) => text !== '');
  if (ruled !== undefined) return { value: ruled, from: 'rule', confidence: 1 };
  const claimed = linked.article === null ? null : textOfProperty(linked.article.articleSection);
  if (claimed !== null) return { value: foldText(claimed), from: 'json-ld', confidence: 0.9 };
  const meta = firstMeta(
    head,
    'article:section',
    'og:article:section',
    'section',
    'parsely-section',
    'cxenseparse:section',
    'articlesection',
  );
  if (meta !== null && !/^https?:/.test(meta)) return { value: meta, from: 'meta', confidence: 0.85 };
  const crumb = sectionCrumb(clues);
  return crumb === null ? null : { value: foldText(decodeEntities(crumb)), from: 'json-ld', confidence: 0.7 };
}

/** The first step from the site's front page towards the article, where there is one between the two. */
function sectionCrumb(clues: Clues): string | null {
  const { newsroom } = clues;
  const inner = clues.linked.crumbs.filter(({ name, address }, at) => {
    if (newsroom.has(nameKey(name))) return false;
    const resolved = resolveAddress(address, clues.base);
    // The first step is the front page: it has the address of the site, or none.
    return resolved === null ? at > 0 : new URL(resolved).pathname.length > 1;
  });
  return inner.length > 1 ? (inner[0]?.name ?? null) : null;
}

/** The article's tags, each once, in the order of the page. */
export function readTags({ document, rule, linked, head }: Clues): Found<string[]> {
  const ruled = selectFirst(document, rule?.tags ?? []).flatMap((element) => {
    const links = findElements(element, ({ name }) => name === 'a');
    return links.length > 0 ? links.map((link) => textOf(link)) : [textOf(element)];
  });
  if (ruled.length > 0) return { value: uniqueTags(ruled), from: 'rule', confidence: 1 };
  const metas = [...(head.meta.get('article:tag') ?? []), ...(head.meta.get('og:article:tag') ?? [])];
  if (metas.length > 0) return { value: uniqueTags(metas.flatMap(splitTags)), from: 'open-graph', confidence: 0.9 };
  const linkedTags = listOf(linked.article?.keywords).flatMap((value) => {
    if (typeof value === 'string') return splitTags(value);
    return isObject(value) ? (textOfProperty(value) ?? []) : [];
  });
  if (linkedTags.length > 0) return { value: uniqueTags(linkedTags), from: 'json-ld', confidence: 0.85 };
  const keywords = firstMeta(head, 'news_keywords', 'parsely-tags', 'sailthru.tags', 'keywords');
  return { value: keywords === null ? [] : uniqueTags(splitTags(keywords)), from: 'meta', confidence: 0.7 };
}

function splitTags(value: string): string[] {
  return value.split(/[,;]/);
}

function uniqueTags(tags: string[]): string[] {
  const folded = tags
    .map((tag) => foldText(tag).replace(/^#/, ''))
    .filter((tag) => tag !== '' && tag.length < 100 && !/^\w+:\S+$/.test(tag));
  return [...new Set(folded)];
}
