import type { Element } from 'domhandler';
import type { EvidenceSource, HeadlineCandidate } from '../../model/article.ts';
import type { Clues, Found } from '../clues.ts';
import { textOfProperty } from '../evidence/read-json-ld.ts';
import { firstMeta } from '../evidence/read-meta-tags.ts';
import { foldText, textKey } from '../fold-text.ts';
import { selectFirst } from '../select-elements.ts';
import { attributeOf, elementsIn, hintsOf, isHidden, textOf } from '../tree.ts';

export type HeadlineFacts = { chosen: Found<string> | null; candidates: HeadlineCandidate[]; element: Element | null };

/** The headline as the page shows it, all candidates for it, and the element that shows it. */
export function chooseHeadline(clues: Clues): HeadlineFacts {
  const ruled = selectFirst(clues.document, clues.rule?.headline ?? []);
  const ruledText = ruled[0] === undefined ? '' : textOf(ruled[0]);
  const claims = claimedHeadlines(clues);
  const shown = shownHeadline(clues, claims);
  const candidates: HeadlineCandidate[] = [
    ...(ruledText === '' ? [] : [{ text: ruledText, from: 'rule' as const }]),
    ...(shown === null ? [] : [{ text: shown.text, from: 'h1' as const }]),
    ...claims,
  ];
  if (ruledText !== '')
    return { chosen: { value: ruledText, from: 'rule', confidence: 1 }, candidates, element: ruled[0] ?? null };
  if (shown !== null) {
    const spaced = betterSpaced(shown.text, claims);
    const agreed = claims.some(({ text }) => agree(text, shown.text));
    return {
      chosen: { value: spaced, from: 'h1', confidence: agreed ? 0.97 : 0.7 },
      candidates,
      element: shown.element,
    };
  }
  const claimed = claims[0];
  if (claimed === undefined) return { chosen: null, candidates, element: null };
  return { chosen: { value: claimed.text, from: claimed.from, confidence: 0.8 }, candidates, element: null };
}

/** A headline whose parts are set apart by style alone (`KickerHeadline`), as the metadata spells the same letters. */
function betterSpaced(shown: string, claims: HeadlineCandidate[]): string {
  const same = claims.find(
    ({ text }) => textKey(text) === textKey(shown) && text.split(' ').length > shown.split(' ').length,
  );
  return same?.text ?? shown;
}

/** Headlines that the page's metadata gives, most trusted first. */
function claimedHeadlines({ head, linked }: Clues): HeadlineCandidate[] {
  const claims: [EvidenceSource, string | null][] = [
    ['json-ld', linked.article === null ? null : textOfProperty(linked.article.headline)],
    ['open-graph', firstMeta(head, 'og:title')],
    ['meta', firstMeta(head, 'twitter:title', 'dc.title', 'headline', 'title')],
    ['title', head.title],
  ];
  const site = firstMeta(head, 'og:site_name', 'application-name');
  return claims
    .map(([from, text]) => ({ from, text: withoutSite(foldText(decodeEntities(text ?? '')), site) }))
    .filter(({ text }) => text !== '');
}

/** Metadata is often escaped twice. */
export function decodeEntities(text: string): string {
  const named: Record<string, string> = {
    amp: '&',
    quot: '"',
    apos: "'",
    lt: '<',
    gt: '>',
    nbsp: ' ',
    '#039': "'",
    '#39': "'",
  };
  return text
    .replace(/&(amp|quot|apos|lt|gt|nbsp|#0?39);/g, (whole, name: string) => named[name] ?? whole)
    .replace(/&#(\d{2,6});/g, (_, code: string) => String.fromCodePoint(Math.min(Number(code), 0x10ffff)));
}

function withoutSite(text: string, site: string | null): string {
  const parts = text.split(/\s+[|–—·»-]\s+|\s+::?\s+(?=\S+$)/);
  const last = parts.at(-1) ?? '';
  if (parts.length < 2) return text;
  const isSite =
    site !== null &&
    textKey(last) !== '' &&
    (textKey(site).includes(textKey(last)) || textKey(last).includes(textKey(site)));
  if (isSite) return text.slice(0, text.length - last.length).replace(/\s+[|–—·»:-]+\s*$/, '');
  return text;
}

function shownHeadline({ document }: Clues, claims: HeadlineCandidate[]): { text: string; element: Element } | null {
  const headings = [...elementsIn(document)]
    .filter((element) => /^h[12]$/.test(element.name) || /headline/.test(attributeOf(element, 'itemprop') ?? ''))
    .filter((element) => !isHidden(element) && attributeOf(element, 'content') === null)
    .map((element) => ({ element, text: textOf(element) }))
    .filter(({ text }) => text.length > 1 && text.length < 400);
  const firsts = headings.filter(({ element }) => element.name === 'h1');
  const agreed = (list: typeof headings) => list.find(({ text }) => claims.some((claim) => agree(claim.text, text)));
  const named = firsts.find(
    ({ element }) => /\b(?:headline|title)\b/.test(hintsOf(element)) && !/\b(?:site|logo)\b/.test(hintsOf(element)),
  );
  const alone = firsts.length === 1 && (firsts[0]?.text.length ?? 0) > 15 ? firsts[0] : undefined;
  return agreed(firsts) ?? agreed(headings) ?? (claims.length === 0 ? firsts[0] : undefined) ?? named ?? alone ?? null;
}

/** Whether two headlines are one, but for punctuation, a site's name at the end or a cut. */
function agree(a: string, b: string): boolean {
  const [one, other] = [textKey(a), textKey(b)];
  if (one === '' || other === '') return false;
  if (one === other) return true;
  const [short, long] = one.length < other.length ? [one, other] : [other, one];
  return short.length > 12 && long.includes(short) && short.length > long.length * 0.5;
}
