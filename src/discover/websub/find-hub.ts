import { Parser } from 'htmlparser2';
import { decodeText } from '../decode-text.ts';
import type { EndpointAnswer } from '../read-endpoint.ts';
import { resolveLink } from '../resolve-link.ts';
import { parseLinkHeader } from './parse-link-header.ts';

/** A hub that tells of new content, and the address by which the content is known there. */
export type Hub = { hub: string; topic: string };

/** The head of a feed is before its first item; nothing beyond so many characters is looked at. */
const HEAD_LENGTH = 64 * 1_024;

/**
 * The hub of a feed, and the feed's own address there (its `self`, else where it was found): as the Link header says,
 * else as its head does (WebSub § 4). Links within items are not looked at: they may be anybody's (§ 8.1). `null` where
 * no hub is named. Of several hubs the first counts.
 */
export function findHub({ url, bytes, contentType }: EndpointAnswer, linkHeader: string | undefined): Hub | null {
  const announced = parseLinkHeader(linkHeader ?? '');
  const fromHeader = choose(announced, url);
  if (fromHeader !== null) return fromHeader;
  const text = decodeText(bytes, contentType).trimStart();
  return choose(text.startsWith('{') ? readJsonHead(text) : readXmlHead(text.slice(0, HEAD_LENGTH)), url);
}

type Link = { rels: string[]; href: string };

function choose(links: Link[], url: URL): Hub | null {
  const find = (rel: string) => {
    const hrefs = links.filter(({ rels }) => rels.includes(rel)).map(({ href }) => resolveLink(href, url.href));
    return hrefs.find((href) => href !== null) ?? null;
  };
  const hub = find('hub');
  return hub === null ? null : { hub, topic: find('self') ?? url.href };
}

function readXmlHead(text: string): Link[] {
  const links: Link[] = [];
  let isInHead = true;
  const parser = new Parser(
    {
      onopentag: (name, { rel = '', href = '' }) => {
        const local = name.slice(name.indexOf(':') + 1).toLowerCase();
        if (local === 'item' || local === 'entry' || local === 'body') isInHead = false;
        if (isInHead && local === 'link') links.push({ rels: rel.toLowerCase().split(/\s+/), href });
      },
    },
    { xmlMode: true },
  );
  parser.end(text);
  return links;
}

/** JSON Feed 1.1: `hubs`, each with a type, and `feed_url`. */
function readJsonHead(text: string): Link[] {
  try {
    const { hubs, feed_url: self } = JSON.parse(text) as { hubs?: unknown; feed_url?: unknown };
    const named = (Array.isArray(hubs) ? hubs : []).filter((hub) => /^websub$/i.test(String(hub?.type)));
    const links = named.map((hub) => ({ rels: ['hub'], href: String(hub.url) }));
    return typeof self === 'string' ? [...links, { rels: ['self'], href: self }] : links;
  } catch {
    return [];
  }
}
