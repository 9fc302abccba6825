import { load } from 'cheerio/slim';
import { Parser } from 'htmlparser2';
import type { Item } from '../model/item.ts';
import { resolveLink } from './resolve-link.ts';
import { chooseArticleLinks, type KnownAddresses } from './section/choose-article-links.ts';
import { listLinks } from './section/list-links.ts';

export type SectionReading = { kind: 'items'; items: Item[] } | { kind: 'not-a-section'; reason: string };

/** No page nests deeper for a good reason, and selecting in one that does takes minutes. */
const MAX_DEPTH = 512;
const CHUNK = 65_536;

/**
 * The links of a section page, each with its headline or text as title: those that the selector names (or that lie
 * within what it names); without one, those that look like articles by what is `known` of the source, or all of them
 * where that is `null` and the source's pattern tells.
 */
export function parseSection(
  html: string,
  url: URL,
  links: string | null,
  known: KnownAddresses | null = null,
): SectionReading {
  if (isTooDeep(html)) {
    return { kind: 'not-a-section', reason: `${url.href} nests more than ${MAX_DEPTH} elements; it was not read.` };
  }
  const $ = load(html);
  const base = resolveLink($('base[href]').first().attr('href'), url.href) ?? url.href;
  const named = $(links ?? 'a[href]');
  const anchors = named.filter('a[href]').add(named.not('a').find('a[href]'));
  const all = listLinks($, anchors, base);
  const chosen = links === null && known !== null ? chooseArticleLinks(all, url, known) : all;
  return {
    kind: 'items',
    items: chosen.map((link) => ({ url: link.url, title: link.title, publishedAt: null, updatedAt: null })),
  };
}

/** Read piece by piece: elements are looked for among those that are open, and a page may open a hundred thousand. */
function isTooDeep(html: string): boolean {
  let depth = 0;
  let isDeep = false;
  const parser = new Parser({
    onopentagname: () => {
      depth += 1;
      if (depth > MAX_DEPTH) isDeep = true;
    },
    onclosetag: () => {
      depth -= 1;
    },
  });
  for (let at = 0; at < html.length && !isDeep; at += CHUNK) parser.write(html.slice(at, at + CHUNK));
  if (!isDeep) parser.end();
  return isDeep;
}
