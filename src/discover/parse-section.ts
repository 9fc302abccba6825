import { load } from 'cheerio/slim';
import { Parser } from 'htmlparser2';
import type { Item } from '../model/item.ts';
import { foldSpace } from './plain-text.ts';
import { resolveLink } from './resolve-link.ts';

export type SectionReading = { kind: 'items'; items: Item[] } | { kind: 'not-a-section'; reason: string };

/** No page nests deeper for a good reason, and selecting in one that does takes minutes. */
const MAX_DEPTH = 512;

/**
 * The links of a section page, each with the text of its anchor as title: those that the selector names (or that lie
 * within what it names), else all of them. Which are articles is for the source's pattern to say.
 */
export function parseSection(html: string, url: URL, links: string | null): SectionReading {
  if (depthOf(html) > MAX_DEPTH) {
    return { kind: 'not-a-section', reason: `${url.href} nests more than ${MAX_DEPTH} elements; it was not read.` };
  }
  const $ = load(html);
  const base = resolveLink($('base[href]').first().attr('href'), url.href) ?? url.href;
  const named = $(links ?? 'a[href]');
  const anchors = named.filter('a[href]').add(named.not('a').find('a[href]'));
  const items = anchors.toArray().flatMap((anchor) => {
    const address = resolveLink($(anchor).attr('href'), base);
    if (address === null) return [];
    return [
      { url: address, title: titleOf($(anchor).text(), $(anchor).attr('title')), publishedAt: null, updatedAt: null },
    ];
  });
  return { kind: 'items', items };
}

function titleOf(text: string, title: string | undefined): string | null {
  return foldSpace(text) ?? foldSpace(title);
}

function depthOf(html: string): number {
  let depth = 0;
  let deepest = 0;
  const parser = new Parser({
    onopentagname: () => {
      depth += 1;
      deepest = Math.max(deepest, depth);
    },
    onclosetag: () => {
      depth -= 1;
    },
  });
  parser.end(html);
  return deepest;
}
