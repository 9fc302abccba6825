import type { EvidenceSource, HeadlineCandidate } from '../../model/article.ts';
import { hostOf } from '../address.ts';
import type { Clues } from '../clues.ts';
import { textOfProperty } from '../evidence/read-json-ld.ts';
import { firstMeta } from '../evidence/read-meta-tags.ts';
import { foldText, textKey } from '../fold-text.ts';
import { decodeEntities } from './decode-entities.ts';

/** What sets a site's or a section's name apart from the headline before it; bars stand close in some scripts. */
const SEPARATOR = /\s+[-–—·•»:]+\s+|\s*[|｜ㅣ¦]+\s*|\s+::\s+/g;

/** Headlines that the page's metadata gives, most trusted first, without the names of the site and its sections. */
export function claimedHeadlines(clues: Clues): HeadlineCandidate[] {
  const { head, linked } = clues;
  return readClaims(clues, [
    ['json-ld', textOfProperty(linked.article?.headline)],
    ['open-graph', firstMeta(head, 'og:title')],
    ['meta', firstMeta(head, 'twitter:title', 'dc.title', 'headline', 'title')],
    ['title', head.title],
  ]);
}

/** Other names that JSON-LD has for the article, which may once have been its headline. */
export function alternativeHeadlines(clues: Clues): HeadlineCandidate[] {
  const { article } = clues.linked;
  return readClaims(clues, [
    ['json-ld', textOfProperty(article?.name)],
    ['json-ld', textOfProperty(article?.alternativeHeadline)],
  ]);
}

function readClaims(clues: Clues, claims: [EvidenceSource, string | null][]): HeadlineCandidate[] {
  const outsiders = outsidersOf(clues);
  return claims
    .map(([from, text]) => ({ from, text: withoutOutsiders(foldText(decodeEntities(text ?? '')), outsiders) }))
    .filter(({ text }) => text !== '');
}

type Outsiders = { sites: string[]; sections: string[] };

function outsidersOf({ head, linked, url }: Clues): Outsiders {
  const keysOf = (names: (string | null)[]) => names.map((name) => textKey(name ?? '')).filter((key) => key.length > 1);
  const host = hostOf(url);
  const sites = [
    firstMeta(head, 'og:site_name'),
    firstMeta(head, 'application-name'),
    textOfProperty(linked.article?.publisher),
    host,
    host.split('.').at(-2) ?? null,
  ];
  const sections = [
    textOfProperty(linked.article?.articleSection),
    firstMeta(head, 'article:section'),
    ...linked.crumbs.map(({ name }) => name),
  ];
  return { sites: keysOf(sites), sections: keysOf(sections) };
}

/** A title cut before the part that names its site, and before a part that names the section. */
function withoutOutsiders(text: string, { sites, sections }: Outsiders): string {
  const separators = [...text.matchAll(SEPARATOR)];
  for (const [at, separator] of separators.entries()) {
    const start = separator.index;
    const end = start + separator[0].length;
    const part = textKey(text.slice(end, separators[at + 1]?.index));
    const isLast = at === separators.length - 1;
    const isSite = sites.some((site) => part === site || (isLast && part.length > 2 && resembles(part, site)));
    if (start > 0 && (isSite || (isLast && sections.includes(part)))) {
      const rest = text.slice(0, start);
      return isSite ? withoutSection(rest, sections) : rest;
    }
  }
  return text;
}

function resembles(part: string, site: string): boolean {
  return site.includes(part) || (site.length > 3 && part.includes(site));
}

/** A section's name right before that of the site may stand closer: `headline-section | site`. */
function withoutSection(text: string, sections: string[]): string {
  const cut = Math.max(...['-', '–', '—', '|', ':'].map((mark) => text.lastIndexOf(mark)));
  return cut > 0 && sections.includes(textKey(text.slice(cut + 1))) ? text.slice(0, cut).trim() : text;
}
