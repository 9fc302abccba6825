import { gunzipSync } from 'node:zlib';
import { Parser } from 'htmlparser2';
import type { Item } from '../model/item.ts';
import { decodeText } from './decode-text.ts';
import { parseDate } from './parse-date.ts';
import { toPlainText } from './plain-text.ts';
import { resolveLink } from './resolve-link.ts';

export type SitemapLink = { url: string; updatedAt: string | null };
export type SitemapReading =
  | { kind: 'items'; items: Item[] }
  | { kind: 'index'; sitemaps: SitemapLink[] }
  | { kind: 'not-a-sitemap'; reason: string };

/** sitemaps.org: a sitemap is at most 50 MB, uncompressed. */
const MAX_TEXT_BYTES = 52_428_800;

/** The place of a text that counts, by the names (without prefix) of its element and the one around it. */
const PLACES: Record<string, 'loc' | 'lastmod' | 'title' | 'published'> = {
  'url/loc': 'loc',
  'sitemap/loc': 'loc',
  // Some write the address without <loc> around it.
  'sitemapindex/sitemap': 'loc',
  'urlset/url': 'loc',
  'url/lastmod': 'lastmod',
  'sitemap/lastmod': 'lastmod',
  'news/title': 'title',
  'news/publication_date': 'published',
};

type Entry = { loc: string; lastmod: string; title: string; published: string };

/**
 * The text of a sitemap's bytes: unpacked when they are gzip, whatever their name or type says, and decoded.
 * `unreadable` when the gzip is broken or unpacks to more than the 50 MB that a sitemap may have.
 */
export function decodeSitemapBytes(
  bytes: Uint8Array,
  contentType: string | null,
): { kind: 'text'; text: string } | { kind: 'unreadable'; reason: string } {
  if (bytes[0] !== 0x1f || bytes[1] !== 0x8b) return { kind: 'text', text: decodeText(bytes, contentType) };
  try {
    return { kind: 'text', text: decodeText(gunzipSync(bytes, { maxOutputLength: MAX_TEXT_BYTES }), null) };
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    return { kind: 'unreadable', reason: `its gzip cannot be unpacked (${why})` };
  }
}

/** The entries of a sitemap, or of an index of sitemaps: XML of any namespace and prefix, or one address a line. */
export function parseSitemap(text: string, url: URL): SitemapReading {
  const source = text.replace(/^\s+/, '');
  if (!source.startsWith('<')) return parseTextSitemap(source, url);
  const { root, entries } = readEntries(source);
  if (root === 'sitemapindex') {
    const sitemaps = entries.flatMap(({ loc, lastmod }) => {
      const address = resolveLink(loc, url.href);
      return address === null ? [] : [{ url: address, updatedAt: parseDate(lastmod) }];
    });
    return { kind: 'index', sitemaps };
  }
  if (root !== 'urlset') {
    return {
      kind: 'not-a-sitemap',
      reason: `${url.href} is no sitemap: it begins with <${root ?? ''}>; name a sitemap.`,
    };
  }
  return { kind: 'items', items: entries.flatMap((entry) => toItem(entry, url)) };
}

function toItem({ loc, lastmod, title, published }: Entry, url: URL): Item[] {
  const address = resolveLink(loc, url.href);
  if (address === null) return [];
  return [
    { url: address, title: toPlainText(title), publishedAt: parseDate(published), updatedAt: parseDate(lastmod) },
  ];
}

function readEntries(source: string): { root: string | null; entries: Entry[] } {
  const entries: Entry[] = [];
  const path: string[] = [];
  let entry: Entry | null = null;
  let place: keyof Entry | null = null;
  const parser = new Parser(
    {
      onopentagname: (qualified) => {
        const name = localName(qualified);
        path.push(name);
        if (name === 'url' || name === 'sitemap') {
          entry = { loc: '', lastmod: '', title: '', published: '' };
          entries.push(entry);
        }
        place = PLACES[path.slice(-2).join('/')] ?? null;
      },
      ontext: (part) => {
        if (entry !== null && place !== null) entry[place] += part;
      },
      onclosetag: () => {
        path.pop();
        place = null;
      },
    },
    { xmlMode: true, decodeEntities: true },
  );
  parser.end(source);
  return { root: rootOf(source), entries };
}

/** The name of the first element, without its prefix. */
function rootOf(source: string): string | null {
  const withoutComments = source.replace(/<!--[\s\S]*?-->/g, '');
  const name = /<([A-Za-z_][\w:.-]*)/.exec(withoutComments)?.[1];
  return name === undefined ? null : localName(name);
}

function localName(name: string): string {
  return name.slice(name.indexOf(':') + 1).toLowerCase();
}

/** sitemaps.org: “one URL per line”, and nothing else: a page of prose is no sitemap. */
function parseTextSitemap(source: string, url: URL): SitemapReading {
  const lines = source.split(/\r\n|\r|\n/).flatMap((line) => (line.trim() === '' ? [] : [line.trim()]));
  const addresses = lines.map((line) => (/^https?:\/\/\S+$/i.test(line) ? resolveLink(line, url.href) : null));
  const known = addresses.filter((address) => address !== null);
  if (known.length === 0 || known.length < lines.length) {
    return { kind: 'not-a-sitemap', reason: `${url.href} is no sitemap: it is neither XML nor a list of addresses.` };
  }
  return {
    kind: 'items',
    items: known.map((each) => ({ url: each, title: null, publishedAt: null, updatedAt: null })),
  };
}
