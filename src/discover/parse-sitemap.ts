import type { Item } from '../model/item.ts';
import { parseDate } from './parse-date.ts';
import { toPlainText } from './plain-text.ts';
import { resolveLink } from './resolve-link.ts';
import { SitemapEntries, type SitemapEntry } from './sitemap/read-sitemap-entries.ts';
import { unpackText } from './sitemap/unpack-text.ts';

export type SitemapLink = { url: string; updatedAt: string | null };
export type SitemapReading =
  | {
      kind: 'items';
      items: Item[];
      /** How many entries were not kept. */
      passedOver: number;
      /** Why the rest could not be read; `null` when all of it was. */
      problem: string | null;
    }
  | { kind: 'index'; sitemaps: SitemapLink[] }
  | { kind: 'not-a-sitemap'; reason: string };

type Keep = (item: Item) => boolean;

/** sitemaps.org allows 50,000 entries and as many sitemaps in an index. */
const MAX_ENTRIES = 100_000;
const LONGEST_LINE = 8192;
const keepAll = () => true;

/**
 * Reads the bytes of a sitemap, or of an index of sitemaps, as a stream: of XML with any namespace and prefix, or of
 * one address a line; gzip is unpacked. Only the entries that `keep` wants are held.
 */
export async function readSitemap(
  { bytes, contentType, url }: { bytes: Uint8Array; contentType: string | null; url: URL },
  keep: Keep = keepAll,
): Promise<SitemapReading> {
  const reader = new SitemapReader(url, keep);
  const problem = await unpackText(bytes, contentType, (piece) => reader.write(piece));
  const reading = reader.end();
  if (problem === null) return reading;
  const reason = `${url.href} could not be read to its end: ${problem}.`;
  if (reading.kind === 'items' && reading.items.length + reading.passedOver > 0) return { ...reading, problem: reason };
  return reading.kind === 'index' ? reading : { kind: 'not-a-sitemap', reason };
}

/** The same for text that is there already. */
export function parseSitemap(text: string, url: URL): SitemapReading {
  const reader = new SitemapReader(url, keepAll);
  for (let at = 0; at < text.length && reader.write(text.slice(at, at + LONGEST_LINE)); ) at += LONGEST_LINE;
  return reader.end();
}

class SitemapReader {
  readonly #url: URL;
  readonly #keep: Keep;
  readonly #items: Item[] = [];
  readonly #sitemaps: SitemapLink[] = [];
  readonly #xml = new SitemapEntries((entry) => this.#add(entry));
  #isXml: boolean | null = null;
  #passedOver = 0;
  #line = '';
  #proseLines = 0;

  constructor(url: URL, keep: Keep) {
    this.#url = url;
    this.#keep = keep;
  }

  /** `false` when nothing that follows counts. */
  write(piece: string): boolean {
    const text = this.#isXml === null ? piece.replace(/^[\s\uFEFF]+/, '') : piece;
    if (text === '') return true;
    this.#isXml ??= text.startsWith('<');
    const goesOn = this.#isXml ? this.#writeXml(text) : this.#writeLines(text);
    return goesOn && this.#count() < MAX_ENTRIES;
  }

  end(): SitemapReading {
    if (this.#isXml === true) this.#xml.end();
    else this.#writeLines('\n');
    const { root } = this.#xml;
    if (this.#isXml !== true && (this.#count() === 0 || this.#proseLines >= this.#count())) {
      return this.#refuse('it is neither XML nor a list of addresses.');
    }
    if (root === 'sitemapindex' || root === 'sitemap') return { kind: 'index', sitemaps: this.#sitemaps };
    if (this.#isXml === true && !isSitemapRoot(root)) {
      return this.#refuse(`it begins with <${root ?? ''}>; name a sitemap.`);
    }
    const isFull = this.#count() >= MAX_ENTRIES;
    const problem = isFull ? `${this.#url.href} has more than ${MAX_ENTRIES} entries; the others were left out.` : null;
    return { kind: 'items', items: this.#items, passedOver: this.#passedOver, problem };
  }

  #writeXml(text: string): boolean {
    const goesOn = this.#xml.write(text);
    return goesOn && (this.#xml.root === null || isSitemapRoot(this.#xml.root));
  }

  /** sitemaps.org: “one URL per line”, and nothing else: a page of prose is no sitemap. */
  #writeLines(text: string): boolean {
    const lines = `${this.#line}${text}`.split(/\r\n|\r|\n/);
    this.#line = lines.pop() ?? '';
    for (const line of lines.map((each) => each.trim())) {
      if (/^https?:\/\/\S+$/i.test(line)) this.#add({ loc: line, lastmod: '', title: '', published: '' });
      else if (line !== '') this.#proseLines += 1;
    }
    return this.#line.length < LONGEST_LINE && this.#proseLines <= this.#count() + 10;
  }

  #add({ loc, lastmod, title, published }: SitemapEntry): void {
    const url = resolveLink(loc, this.#url.href);
    if (url === null) return;
    const updatedAt = parseDate(lastmod);
    if (this.#xml.root === 'sitemapindex' || this.#xml.root === 'sitemap') {
      this.#sitemaps.push({ url, updatedAt });
      return;
    }
    const item = { url, title: toPlainText(title), publishedAt: parseDate(published), updatedAt };
    if (this.#keep(item)) this.#items.push(item);
    else this.#passedOver += 1;
  }

  #count(): number {
    return this.#items.length + this.#sitemaps.length + this.#passedOver;
  }

  #refuse(why: string): SitemapReading {
    return { kind: 'not-a-sitemap', reason: `${this.#url.href} is no sitemap: ${why}` };
  }
}

function isSitemapRoot(root: string | null): boolean {
  return root === 'urlset' || root === 'sitemapindex' || root === 'url' || root === 'sitemap';
}
