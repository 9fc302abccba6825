import { Parser } from 'htmlparser2';
import { resolveLink } from '../resolve-link.ts';
import { type Scope, splitName, type Vocabulary, vocabularyOf, widenScope } from './feed-vocabulary.ts';

/** An element of a feed or an entry, as written: its text with that of what is in it, and what links are relative to. */
export type Field = {
  vocabulary: Vocabulary;
  name: string;
  attributes: Record<string, string>;
  text: string;
  /** What `xml:base` says of links in it; `null` where nothing does. */
  base: string | null;
  hasMarkup: boolean;
};

/** A feed, or an entry of one: the fields directly in it. `name` is its element's, in lower case. */
export type Container = { name: string; attributes: Record<string, string>; base: string | null; fields: Field[] };

export type Collected = { root: string | null; isFeed: boolean; feed: Container; entries: Container[] };

type Open = {
  qualified: string;
  name: string;
  namespace: string;
  scope: Scope;
  base: string | null;
  container: Container | null;
  field: Field | null;
};

const FEEDS = new Set(['rss', 'rdf', 'feed', 'channel']);
const ENTRIES = new Set(['item', 'entry']);
const NAMES = new Set(
  [
    'title link origlink guid id identifier',
    'pubdate published issued created date updated modified lastbuilddate',
    'ttl skiphours skipdays updateperiod updatefrequency',
  ].flatMap((line) => line.split(' ')),
);
/** Elements that no text has in it: where one begins, a text that was never closed has ended. */
const NEVER_IN_TEXT = new Set(['link', 'guid', 'pubdate', 'description', 'published', 'updated', 'issued', 'modified']);
const TEXTS = new Set(['title', 'guid', 'pubdate', 'description', 'summary', 'link']);
const APART = new Set(['br', 'p', 'div', 'li', 'hour', 'day']);

/** No feed nests deeper for a good reason; what stands before such a place counts. */
const MAX_DEPTH = 1000;
const MAX_FIELD_LENGTH = 65_536;
const CHUNK = 65_536;

/**
 * The fields of a feed and of its entries, from XML however broken: names count whatever their case, what is never
 * closed ends where the next thing begins, and an address that the end of the text cuts off is none.
 */
export function collectFields(text: string, url: string): Collected {
  const collector = new FieldCollector(url);
  const parser = new Parser(
    {
      onopentag: (name, attributes) => collector.open(name, attributes),
      ontext: (part) => collector.text(part),
      onclosetag: (name) => collector.close(name),
    },
    { xmlMode: true, decodeEntities: true },
  );
  for (let at = 0; at < text.length && !collector.isTooDeep; at += CHUNK) parser.write(text.slice(at, at + CHUNK));
  collector.isOver = true;
  parser.end();
  return collector.collected;
}

class FieldCollector {
  readonly collected: Collected = {
    root: null,
    isFeed: false,
    feed: { name: '', attributes: {}, base: null, fields: [] },
    entries: [],
  };
  isOver = false;
  isTooDeep = false;
  #stack: Open[] = [];
  readonly #url: string;

  constructor(url: string) {
    this.#url = url;
  }

  open(qualified: string, written: Record<string, string>): void {
    const outer = this.#stack.at(-1);
    const scope = widenScope(outer?.scope ?? new Map(), written);
    const { prefix, namespace, name } = splitName(qualified, scope);
    const attributes = lowerNames(written);
    const said = attributes['xml:base'];
    const base = resolveLink(said, outer?.base ?? this.#url) ?? outer?.base ?? null;
    const open: Open = { qualified, name, namespace, scope, base, container: null, field: null };
    this.collected.root ??= name;
    if (FEEDS.has(name)) this.#openFeed(open, attributes);
    else if (ENTRIES.has(name) && !this.#isForeign(open, prefix)) this.#openEntry(open, attributes);
    else this.#openField(open, prefix, attributes);
    this.#stack.push(open);
    if (this.#stack.length > MAX_DEPTH) this.isTooDeep = true;
  }

  text(part: string): void {
    const field = this.#field();
    if (field !== null && field.text.length < MAX_FIELD_LENGTH) field.text += part;
  }

  close(qualified: string): void {
    const at = this.#stack.findLastIndex((open) => open.qualified === qualified);
    if (at === -1) return;
    // Cut off by the end of the text: half an address is another address.
    if (this.isOver) for (const { field } of this.#stack.slice(at)) if (field !== null) field.text = '';
    this.#stack.length = at;
  }

  #openFeed(open: Open, attributes: Record<string, string>): void {
    const { feed } = this.collected;
    this.collected.isFeed = true;
    open.container = feed;
    if (feed.name === '' || open.name === 'channel') {
      feed.name = open.name;
      feed.base = open.base;
      feed.attributes = { ...feed.attributes, ...attributes };
    }
  }

  /** An entry that is never closed still counts, and ends where the next begins. */
  #openEntry(open: Open, attributes: Record<string, string>): void {
    open.container = { name: open.name, attributes, base: open.base, fields: [] };
    this.collected.entries.push(open.container);
  }

  /** A list within an entry, of somebody else's vocabulary, may have items too. */
  #isForeign({ namespace }: Open, prefix: string): boolean {
    const around = this.#stack.findLast((open) => open.container !== null) ?? null;
    if (around === null || !ENTRIES.has(around.name)) return false;
    const vocabulary = vocabularyOf({ prefix, namespace }, around.namespace);
    return vocabulary !== 'core' && vocabulary !== 'atom';
  }

  #openField(open: Open, prefix: string, attributes: Record<string, string>): void {
    const around = this.#around(open.name);
    if (around === null || !NAMES.has(open.name)) {
      const field = this.#field();
      if (field === null) return;
      field.hasMarkup = true;
      if (APART.has(open.name)) field.text += ' ';
      return;
    }
    const vocabulary = vocabularyOf({ prefix, namespace: open.namespace }, around.namespace);
    const { name, base } = open;
    open.field = { vocabulary, name, attributes, text: '', base, hasMarkup: false };
    around.container?.fields.push(open.field);
  }

  /** The container that an element of this name belongs to: the one around it, or around texts left open. */
  #around(name: string): Open | null {
    for (let at = this.#stack.length - 1; at >= 0; at -= 1) {
      const open = this.#stack[at];
      if (open === undefined || open.container !== null) return open ?? null;
      if (!NEVER_IN_TEXT.has(name) || !TEXTS.has(open.name)) return null;
    }
    return null;
  }

  #field(): Field | null {
    for (let at = this.#stack.length - 1; at >= 0; at -= 1) {
      const open = this.#stack[at];
      if (open === undefined || open.container !== null) return null;
      if (open.field !== null) return open.field;
    }
    return null;
  }
}

function lowerNames(attributes: Record<string, string>): Record<string, string> {
  return Object.fromEntries(Object.entries(attributes).map(([name, value]) => [name.toLowerCase(), value]));
}
