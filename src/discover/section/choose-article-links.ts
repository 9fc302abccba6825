import { cleanUrl } from '../normalise-url.ts';
import { bareHost } from '../site-of.ts';
import { countWords } from './count-words.ts';
import type { PageLink } from './list-links.ts';
import { type AddressShape, shapeAddress } from './shape-address.ts';

/** What is known of a source: addresses of articles (from feeds, and from visits), and of pages that were none. */
export type KnownAddresses = { articles: string[]; others: string[] };

type Candidate = {
  link: PageLink;
  shape: AddressShape;
  mentions: number;
};

/** A link is taken when what speaks for an article outweighs what speaks against by so much. */
const ENOUGH = 4;
/** From so many known articles on, an address built otherwise is suspicious. */
const FEW_KNOWN = 5;
/** So many links built alike, most of them headlines, are a list of articles. */
const FEW_ALIKE = 3;

/**
 * The links of a section page that lead to articles, each once and in the page's order, where nobody said which do:
 * judged by how their addresses are built, what their anchors say, where they stand, how those built alike do, and by
 * what is known of the source. In doubt a link is not taken.
 */
export function chooseArticleLinks(links: PageLink[], page: URL, known: KnownAddresses): PageLink[] {
  const candidates = gatherCandidates(links, page);
  const articles = shapesOf(known.articles);
  const others = shapesOf(known.others);
  const refused = new Set(known.others.map(keyOf));
  const familiar = new Set(known.articles.map(keyOf));
  const ranks = rankShapes(candidates);
  return candidates
    .filter(({ link, shape, mentions }) => {
      const key = keyOf(link.url);
      if (familiar.has(key)) return true;
      const isFront = shape.depth === 0 && shape.idDigits === 0;
      if (refused.has(key) || shape.isFile || isFront) return false;
      const byKnown = scoreKnown(shape.key, articles, others, known.articles.length);
      const byMentions = mentions > 1 ? 0.5 : 0;
      const score = scoreShape(shape) + scorePlace(link) + scoreTitle(link.title) + byMentions + byKnown;
      return score + (ranks.get(shape.key) ?? 0) >= ENOUGH;
    })
    .map(({ link }) => link);
}

/** Links of the page's own site but itself; mentions of one address are taken together. */
function gatherCandidates(links: PageLink[], page: URL): Candidate[] {
  const candidates = new Map<string, Candidate>();
  const self = keyOf(page.href);
  for (const link of links) {
    const url = URL.parse(link.url);
    if (url === null || !isSameSite(url, page)) continue;
    const key = keyOf(link.url);
    if (key === self) continue;
    const known = candidates.get(key);
    if (known === undefined) candidates.set(key, { link, shape: shapeAddress(cleanUrl(url)), mentions: 1 });
    else candidates.set(key, { ...known, link: join(known.link, link), mentions: known.mentions + 1 });
  }
  return [...candidates.values()];
}

function join(a: PageLink, b: PageLink): PageLink {
  const isBetter = (b.isHeadline && !a.isHeadline) || (b.isHeadline === a.isHeadline && lengthOf(b) > lengthOf(a));
  return {
    url: a.url,
    title: isBetter ? (b.title ?? a.title) : (a.title ?? b.title),
    isHeadline: a.isHeadline || b.isHeadline,
    isTeaser: a.isTeaser || b.isTeaser,
    isFurniture: a.isFurniture && b.isFurniture,
  };
}

function lengthOf({ title }: PageLink): number {
  return title?.length ?? 0;
}

function scoreShape({ hasDate, idDigits, slugWords, isHub, depth }: AddressShape): number {
  const date = hasDate ? 2.5 : 0;
  const id = scoreId(idDigits);
  const slug = slugWords >= 3 ? Math.min(2.5, 0.6 * (slugWords - 1)) : 0;
  // “Most read” and “about our paper” are no longer than a short headline.
  const short = slugWords === 3 && depth === 1 && date + id === 0 ? -1 : 0;
  const bare = date + id + slug === 0 ? -2 - (depth === 1 ? 1 : 0) : 0;
  return date + id + slug + short + bare - (isHub ? 5 : 0);
}

function scoreId(digits: number): number {
  if (digits >= 5) return 2;
  return digits === 4 ? 1.2 : 0;
}

function scorePlace({ isHeadline, isTeaser, isFurniture }: PageLink): number {
  return (isHeadline ? 2 : 0) + (isTeaser ? 0.5 : 0) - (isFurniture ? 2.5 : 0);
}

/** Headlines have more words than names of sections and people. */
function scoreTitle(title: string | null): number {
  if (title === null) return -0.3;
  const words = countWords(title);
  if (words >= 5) return 1.5;
  if (words === 4) return 1;
  return words === 3 ? 0 : -1;
}

/** For a shape: how much those of its links that are surely headlines, or surely furniture, say of the others. */
function rankShapes(candidates: Candidate[]): Map<string, number> {
  const groups = Map.groupBy(candidates, ({ shape }) => shape.key);
  return new Map(
    [...groups].map(([key, alike]) => {
      if (alike.length < FEW_ALIKE) return [key, 0];
      const share = (is: (candidate: Candidate) => boolean) => alike.filter(is).length / alike.length;
      const headlines = share(({ link }) => !link.isFurniture && countWords(link.title ?? '') >= 4);
      return [key, 1.5 * headlines - 1.5 * share(({ link }) => link.isFurniture)];
    }),
  );
}

function scoreKnown(key: string, articles: Map<string, number>, others: Map<string, number>, count: number): number {
  const asArticle = articles.get(key) ?? 0;
  const asOther = others.get(key) ?? 0;
  // A single one may be built like the site's sections.
  if (asArticle > asOther) return asArticle === 1 ? 1.5 : 3;
  if (asOther > 0) return -3;
  return count >= FEW_KNOWN ? -1.5 : 0;
}

function shapesOf(addresses: string[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const address of addresses) {
    const url = URL.parse(address);
    if (url === null) continue;
    const { key } = shapeAddress(cleanUrl(url));
    counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  return counts;
}

function keyOf(address: string): string {
  const url = URL.parse(address);
  if (url === null) return address;
  const clean = cleanUrl(url);
  return `${bareHost(clean.hostname)}${clean.pathname.replace(/\/+$/, '')}${clean.search}`;
}

/** Whether two addresses are of one site: the same host, or one a part of the other's. */
export function isSameSite(a: URL, b: URL): boolean {
  const [one, other] = [bareHost(a.hostname), bareHost(b.hostname)];
  return one === other || one.endsWith(`.${other}`) || other.endsWith(`.${one}`);
}
