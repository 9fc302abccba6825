import { parseDate } from '../parse-date.ts';
import { resolveLink } from '../resolve-link.ts';
import { type Container, collectFields, type Field } from './collect-fields.ts';
import { expandEntities } from './expand-entities.ts';
import type { FeedDocument, FeedEntry } from './feed-document.ts';
import type { Vocabulary } from './feed-vocabulary.ts';
import { readRhythm } from './read-rhythm.ts';
import { readTitle } from './read-text.ts';

/** What an XML feed says, or else the name of the element that its text begins with. */
export type XmlFeedReading = { kind: 'feed'; feed: FeedDocument } | { kind: 'not-a-feed'; root: string | null };

type Place = [Vocabulary, string];

/** Where a value may stand, the surest place first. */
const TITLES: Place[] = [
  ['core', 'title'],
  ['atom', 'title'],
  ['dc', 'title'],
  ['media', 'title'],
  ['itunes', 'title'],
];
const PUBLISHED: Place[] = [
  ['core', 'pubdate'],
  ['core', 'published'],
  ['core', 'issued'],
  ['atom', 'published'],
  ['atom', 'issued'],
  ['dcterms', 'issued'],
  ['core', 'created'],
  ['atom', 'created'],
  ['dcterms', 'created'],
  ['core', 'date'],
  ['dc', 'date'],
];
/** A Dublin Core date is that of any event (DCMI): where it is the only one, it is all that is known of both. */
const UPDATED: Place[] = [
  ['core', 'updated'],
  ['core', 'modified'],
  ['core', 'lastbuilddate'],
  ['atom', 'updated'],
  ['atom', 'modified'],
  ['dcterms', 'modified'],
  ['core', 'date'],
  ['dc', 'date'],
];

/** Reads RSS 0.9x, 1.0, 1.1 and 2.0, Atom 0.3 and 1.0, and CDF, well-formed or not; never throws. */
export function readXmlFeed(text: string, url: URL): XmlFeedReading {
  const { root, isFeed, feed, entries } = collectFields(expandEntities(text), url.href);
  // A feed whose head was lost begins with an entry.
  const isHeadless = root === 'item' || root === 'entry';
  if (!isFeed && !isHeadless) return { kind: 'not-a-feed', root };
  const head = toEntry(feed, url.href);
  const base = baseOfEntries(head.url, feed.base, url);
  return {
    kind: 'feed',
    feed: { ...head, rhythm: readRhythm(feed.fields), entries: entries.map((entry) => toEntry(entry, base)) },
  };
}

/** A feed that another host carries for a paper means the paper's own addresses where it leaves the host out. */
function baseOfEntries(site: string | null, said: string | null, url: URL): string {
  if (said !== null || site === null || new URL(site).host === url.host) return url.href;
  return site;
}

function toEntry(container: Container, url: string): FeedEntry {
  const { fields, attributes } = container;
  const base = container.base ?? url;
  return {
    id: firstText(fields, ['guid', 'id']) ?? about(attributes) ?? firstText(fields, ['identifier']),
    url: readAddress(container, base),
    title: titleOf(container),
    publishedAt: readDate(fields, PUBLISHED),
    updatedAt: readDate(fields, UPDATED) ?? parseDate(attributes.lastmod),
  };
}

function titleOf({ name, fields }: Container): string | null {
  for (const [vocabulary, wanted] of TITLES) {
    const isAtom = vocabulary === 'atom' || (vocabulary === 'core' && (name === 'entry' || name === 'feed'));
    for (const field of fields) {
      if (field.vocabulary !== vocabulary || field.name !== wanted) continue;
      const title = readTitle(field, isAtom);
      if (title !== null) return title;
    }
  }
  return null;
}

/** What comes later in an entry corrects what came before. */
function readDate(fields: Field[], places: Place[]): string | null {
  for (const [vocabulary, name] of places) {
    const found = fields.filter((field) => field.vocabulary === vocabulary && field.name === name);
    const date = found.map((field) => parseDate(field.text)).findLast((each) => each !== null);
    if (date !== undefined) return date;
  }
  return null;
}

/**
 * The address of the page: the one that a feed's carrier replaced by its own, RSS's link, Atom's alternate, an id that
 * is an address, CDF's HREF.
 */
function readAddress({ fields, attributes }: Container, base: string): string | null {
  const links = fields.filter(({ name, vocabulary }) => name === 'link' && vocabulary !== 'other');
  const resolve = (field: Field, link: string | undefined) => resolveLink(repair(link), field.base ?? base);
  const written = links.filter((field) => field.attributes.href === undefined && isAlternate(field));
  return (
    firstAddress(fields.filter(({ name }) => name === 'origlink').map(({ text }) => absolute(text))) ??
    firstAddress(written.map((field) => resolve(field, field.text))) ??
    firstAddress(alternates(links).map((field) => resolve(field, field.attributes.href))) ??
    firstAddress(fields.filter(isPermalink).map(({ text }) => absolute(text))) ??
    absolute(about(attributes)) ??
    resolveLink(repair(attributes.href), base) ??
    // It says that it is no address and looks like one: better than an item that is lost.
    firstAddress(fields.filter(({ name }) => name === 'guid').map(({ text }) => absolute(text)))
  );
}

/** RFC 4287 § 4.2.7.2: a link without rel is an alternate; a page is preferred to other renderings. */
function alternates(links: Field[]): Field[] {
  const found = links.filter((link) => link.attributes.href !== undefined && isAlternate(link));
  const isPage = ({ attributes: { type } }: Field) => type === undefined || type === '' || /html/i.test(type);
  return [...found.filter(isPage), ...found.filter((link) => !isPage(link))];
}

function isAlternate({ attributes: { rel = '' } }: Field): boolean {
  const relations = rel.toLowerCase().trim().split(/\s+/);
  return relations.some((each) => each === '' || /(?:^|\/)alternate$/.test(each));
}

/** RSS 2.0: a guid is an address unless it says that it is none. Of Atom, only an id that looks like one. */
function isPermalink({ name, attributes }: Field): boolean {
  return name === 'id' || (name === 'guid' && attributes.ispermalink?.trim().toLowerCase() !== 'false');
}

function firstText(fields: Field[], names: string[]): string | null {
  for (const { name, text } of fields) if (names.includes(name) && text.trim() !== '') return text.trim();
  return null;
}

function firstAddress(addresses: (string | null)[]): string | null {
  return addresses.find((address) => address !== null) ?? null;
}

function about(attributes: Record<string, string>): string | null {
  return attributes['rdf:about'] ?? attributes.about ?? null;
}

/** An id that is an address already; `tag:` and `urn:` ids are none. */
function absolute(id: string | null): string | null {
  return /^\s*https?:\/\//i.test(id ?? '') ? resolveLink(repair(id), 'about:blank') : null;
}

/** An ampersand that was escaped once too often; no address has one followed by “amp;”. */
function repair(link: string | null | undefined): string {
  return (link ?? '').replaceAll('&amp;', '&');
}
