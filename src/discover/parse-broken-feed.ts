import { Parser } from 'htmlparser2';
import type { Item } from '../model/item.ts';
import { parseDate } from './parse-date.ts';
import type { FeedReading } from './parse-feed.ts';
import { toPlainText } from './plain-text.ts';
import { resolveLink } from './resolve-link.ts';

/** What was found of an item so far, as written. */
type Draft = { base: string; title: string; link: string; href: string | null; id: string; isPermalink: boolean } & {
  published: string;
  updated: string;
};

const ROOTS = new Set(['rss', 'rdf', 'feed', 'channel']);
const FIELDS: Record<string, keyof Pick<Draft, 'title' | 'link' | 'id' | 'published' | 'updated'>> = {
  title: 'title',
  link: 'link',
  guid: 'id',
  id: 'id',
  pubdate: 'published',
  published: 'published',
  issued: 'published',
  date: 'published',
  updated: 'updated',
  modified: 'updated',
};

/**
 * The items of a feed that is no well-formed XML: bare ampersands, open elements, an undeclared prefix, an end in the
 * middle. Names count without their prefix, and what is unknown is passed over.
 */
export function parseBrokenFeed(text: string, url: URL): FeedReading {
  const reader = new DraftReader(url.href);
  const parser = new Parser(
    {
      onopentag: (name, attributes) => reader.open(localName(name), attributes),
      ontext: (part) => reader.text(part),
      onclosetag: (name) => reader.close(localName(name)),
    },
    { xmlMode: true, decodeEntities: true },
  );
  parser.end(text);
  if (!reader.isFeed) {
    const root = reader.root === null ? 'no markup' : `<${reader.root}>`;
    return {
      kind: 'not-a-feed',
      reason: `${url.href} is no feed: it begins with ${root}; name a feed, or a section instead.`,
    };
  }
  return { kind: 'items', items: reader.drafts.flatMap(toItem) };
}

class DraftReader {
  readonly drafts: Draft[] = [];
  root: string | null = null;
  isFeed = false;
  #draft: Draft | null = null;
  #field: keyof typeof FIELDS | null = null;
  /** How deep below the item we are, and below the field. */
  #depth = 0;
  #fieldDepth = 0;
  #bases: string[];

  constructor(base: string) {
    this.#bases = [base];
  }

  open(name: string, attributes: Record<string, string>): void {
    this.root ??= name;
    if (ROOTS.has(name)) this.isFeed = true;
    const base = resolveLink(attributes['xml:base'], this.#base) ?? this.#base;
    this.#bases.push(base);
    if (name === 'item' || name === 'entry') {
      this.#begin(base, attributes);
      return;
    }
    if (this.#draft === null) return;
    this.#depth += 1;
    if (this.#field !== null || this.#depth !== 1 || FIELDS[name] === undefined) return;
    this.#field = name;
    this.#fieldDepth = this.#depth;
    if (name === 'guid')
      this.#draft.isPermalink = attributes.isPermaLink !== 'false' && attributes.ispermalink !== 'false';
    if (name === 'link' && isAlternate(attributes)) this.#draft.href ??= resolveLink(attributes.href, base);
  }

  text(part: string): void {
    const field = this.#field === null ? undefined : FIELDS[this.#field];
    if (this.#draft !== null && field !== undefined) this.#draft[field] += part;
  }

  close(name: string): void {
    if (this.#bases.length > 1) this.#bases.pop();
    if (name === 'item' || name === 'entry') {
      this.#draft = null;
      this.#field = null;
      return;
    }
    if (this.#draft === null) return;
    if (this.#depth === this.#fieldDepth) this.#field = null;
    this.#depth = Math.max(0, this.#depth - 1);
  }

  get #base(): string {
    return this.#bases.at(-1) ?? '';
  }

  /** An item that is never closed still counts, and ends where the next begins. */
  #begin(base: string, attributes: Record<string, string>): void {
    const about = attributes['rdf:about'] ?? '';
    this.#draft = { base, title: '', link: '', href: null, id: about, isPermalink: true, published: '', updated: '' };
    this.#field = null;
    this.#depth = 0;
    this.drafts.push(this.#draft);
  }
}

function toItem(draft: Draft): Item[] {
  const permalink = draft.isPermalink && /^\s*https?:\/\//i.test(draft.id) ? draft.id : null;
  const url = draft.href ?? resolveLink(draft.link, draft.base) ?? resolveLink(permalink, draft.base);
  if (url === null) return [];
  const publishedAt = parseDate(draft.published);
  return [{ url, title: toPlainText(draft.title), publishedAt, updatedAt: parseDate(draft.updated) }];
}

function isAlternate({ rel }: Record<string, string>): boolean {
  return rel === undefined || rel === '' || rel === 'alternate';
}

function localName(name: string): string {
  return name.slice(name.indexOf(':') + 1).toLowerCase();
}
